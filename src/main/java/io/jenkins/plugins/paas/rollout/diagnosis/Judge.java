package io.jenkins.plugins.paas.rollout.diagnosis;

import java.util.stream.Stream;

/** Knows one kind of cause. */
interface Judge {
    /** What it has to say about a pod that is not ready, of each container; nothing when the pod shows none of its causes. */
    Stream<Finding> judge(Suspect suspect);
}
