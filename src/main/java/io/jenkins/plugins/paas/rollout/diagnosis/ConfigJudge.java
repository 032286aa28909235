package io.jenkins.plugins.paas.rollout.diagnosis;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Observation.ContainerView;
import io.jenkins.plugins.paas.model.Observation.State;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Containers that the kubelet cannot configure: what they refer to is missing, or they would run as root against orders. */
final class ConfigJudge implements Judge {
    /** The words of the API server about any object that it does not find. */
    static final Pattern OBJECT_MISSING = Pattern.compile("(configmap|secret) \"([^\"]+)\" not found");

    /** The words of the kubelet, for environment variables and for volumes. */
    static final Pattern KEY_MISSING = Pattern.compile(
            "couldn't find key (\\S+) in (ConfigMap|Secret) [^/\\s]+/(\\S+)|references non-existent (config|secret) key: (\\S+)");

    @Override
    public Stream<Finding> judge(Suspect suspect) {
        return suspect.unready()
                .filter(c -> Suspect.waits(c, "CreateContainerConfigError"))
                .flatMap(c -> judge(suspect, c, Suspect.waiting(c).orElseThrow()).stream());
    }

    private static Optional<Finding> judge(Suspect suspect, ContainerView container, State.Waiting waiting) {
        List<String> evidence = List.of(Words.line(container, waiting));
        if (waiting.message().contains("runAsNonRoot") || waiting.message().contains("breaks non-root policy")) {
            return Optional.of(suspect.finding(
                    Code.E_SECURITY,
                    container,
                    waiting.message().contains("non-numeric")
                            ? "The image names its user by a word, so the kubelet cannot see that it is not root."
                            : "The image would run as root, and its pod forbids that (runAsNonRoot).",
                    "Give the image a numeric user (USER 1000) or set security: {runAsUser: 1000} in paas.yaml.",
                    evidence,
                    Finding.SETTLED));
        }
        return missing(waiting.message())
                .map(what -> suspect.finding(
                        Code.E_CONFIG_MISSING,
                        container,
                        "The " + Words.name(container) + " needs " + what + ", which is not there.",
                        "Create it in the App's namespace, or correct the name in paas.yaml.",
                        evidence,
                        Finding.SETTLED));
    }

    /** What a message says is missing, in words. */
    static Optional<String> missing(String message) {
        Matcher key = KEY_MISSING.matcher(message);
        if (key.find()) {
            return Optional.of(
                    key.group(1) == null
                            ? "the key " + key.group(5) + " of a "
                                    + (key.group(4).equals("secret") ? "Secret" : "ConfigMap")
                            : "the key " + key.group(1) + " of the " + key.group(2) + " " + key.group(3));
        }
        Matcher object = OBJECT_MISSING.matcher(message);
        return object.find()
                ? Optional.of("the " + (object.group(1).equals("secret") ? "Secret " : "ConfigMap ") + object.group(2))
                : Optional.empty();
    }
}
