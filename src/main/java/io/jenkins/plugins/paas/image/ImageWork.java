package io.jenkins.plugins.paas.image;

/** How an image is to be made: put together from files, or by running commands. */
public sealed interface ImageWork permits ImagePlan, ContainerBuild {}
