package io.jenkins.plugins.paas.image;

import java.util.List;

/** How an image is to be made: put together from files, or by running commands. */
public sealed interface ImageWork permits ImagePlan, ContainerBuild {
    /** What the App's people should know. */
    List<Note> notes();
}
