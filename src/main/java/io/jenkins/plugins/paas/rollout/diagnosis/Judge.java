package io.jenkins.plugins.paas.rollout.diagnosis;

import java.util.Optional;

/** Knows one kind of cause. */
interface Judge {
    /** What it has to say about a pod that is not ready; nothing when the pod shows none of its causes. */
    Optional<Finding> judge(Suspect suspect);
}
