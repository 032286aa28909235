package io.jenkins.plugins.paas.rollout.diagnosis;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Observation.ContainerView;
import io.jenkins.plugins.paas.model.Observation.EventView;
import io.jenkins.plugins.paas.model.Observation.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Images that cannot be pulled.
 *
 * <p>What the registry says decides: that there is no such image, or that we may not have it, does not change by asking again
 * in ten seconds; a registry that is away or answers with a fault of its own may be back by then.
 */
final class ImageJudge implements Judge {
    private static final Set<String> REASONS = Set.of(
            "ErrImagePull",
            "ImagePullBackOff",
            "InvalidImageName",
            "ErrImageNeverPull",
            "ImageInspectError",
            "RegistryUnavailable",
            "SignatureValidationFailed");

    /** Faults of the registry or of the way to it. Asked first: a 503 while a token is fetched is no refusal. */
    private static final Pattern PASSING = anyOf(
            "\\b(429|5\\d\\d) [A-Z]",
            "toomanyrequests",
            "timeout",
            "timed out",
            "deadline exceeded",
            "connection refused",
            "connection reset",
            "no such host",
            "server misbehaving",
            "temporary failure",
            "no route to host",
            "network is unreachable",
            "\\bEOF\\b",
            "context canceled");

    private static final Pattern REFUSED = anyOf(
            "\\b40[13] (unauthorized|forbidden)",
            "unauthorized",
            "authorization failed",
            "failed to authorize",
            "authentication required",
            "access denied",
            "access forbidden",
            "no basic auth credentials",
            "insufficient_scope",
            "code = PermissionDenied",
            "code = Unauthenticated");

    private static final Pattern WRONG_PLATFORM = anyOf("no match for platform", "no matching manifest");

    private static final Pattern WRONG_NAME = anyOf(
            "invalid reference format",
            "couldn't parse image",
            "invalid image name",
            "failed to parse image reference");

    private static final Pattern MISSING = anyOf(
            "code = NotFound",
            ": not found",
            "404 not found",
            "manifest.unknown",
            "name.unknown",
            "repository does not exist");

    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+?(?=[:,;.]?(\\s|$))");

    private static Pattern anyOf(String... texts) {
        return Pattern.compile(String.join("|", texts), Pattern.CASE_INSENSITIVE);
    }

    @Override
    public Stream<Finding> judge(Suspect suspect) {
        return suspect.unready()
                .filter(c -> Suspect.waiting(c)
                        .filter(w -> REASONS.contains(w.reason()))
                        .isPresent())
                .map(c -> judge(suspect, c, Suspect.waiting(c).orElseThrow()));
    }

    private static Finding judge(Suspect suspect, ContainerView container, State.Waiting waiting) {
        List<EventView> tries = suspect.events("Failed", container)
                .filter(e -> e.message().startsWith("Failed to pull image \"" + container.image() + "\""))
                .toList();
        String said = withoutNames(cause(waiting, tries), container.image());
        String image = "The image " + container.image();
        List<String> evidence = evidence(suspect, container, waiting, tries);
        if (PASSING.matcher(said).find()) {
            return pull(suspect, container, evidence, Finding.MAY_HEAL);
        }
        if (said.contains("no space left on device")) {
            return suspect.finding(
                    Code.E_NODE,
                    container,
                    "The node " + suspect.pod().node().orElse("") + " has no room on its disk for the image "
                            + container.image() + ".",
                    "Look at the node (kubectl describe node); a smaller image helps, too.",
                    evidence,
                    Finding.MAY_HEAL);
        }
        // Certificates and protocols are settings, also those of whoever hands out tokens: two tries find the same.
        if (said.contains("x509:") || said.contains("HTTP response to HTTPS client")) {
            boolean again = suspect.count("Failed", container, m -> m.startsWith("Failed to pull")) > 1;
            return pull(suspect, container, evidence, Finding.settledIf(again));
        }
        if (REFUSED.matcher(said).find()) {
            return suspect.finding(
                    Code.E_IMAGE_NOT_ALLOWED,
                    container,
                    "The registry does not let the cluster have the image " + container.image() + ".",
                    "Give the namespace's service account a pull secret that may read this repository; many registries say the"
                            + " same of a repository that does not exist.",
                    evidence,
                    Finding.SETTLED);
        }
        if (WRONG_PLATFORM.matcher(said).find()) {
            return missing(
                    suspect,
                    container,
                    image + " has no variant for the node's platform.",
                    "Build the image for the platform of the cluster's nodes.",
                    evidence);
        }
        if (waiting.reason().equals("InvalidImageName")
                || WRONG_NAME.matcher(said).find()) {
            return missing(
                    suspect,
                    container,
                    "'" + container.image() + "' is no valid image name.",
                    "Correct the registry's address in platform.yaml: repository names are in lower case.",
                    evidence);
        }
        if (waiting.reason().equals("ErrImageNeverPull")) {
            return missing(
                    suspect,
                    container,
                    image + " is not on the node, and its pull policy is Never.",
                    "Change the container's imagePullPolicy; somebody else sets it, for paas never does.",
                    evidence);
        }
        if (MISSING.matcher(said).find()) {
            return missing(
                    suspect,
                    container,
                    image + " does not exist in its registry.",
                    "Check that the image was pushed to the registry that the cluster pulls from, under this name.",
                    evidence);
        }
        return pull(suspect, container, evidence, Finding.MAY_HEAL);
    }

    private static Finding missing(
            Suspect suspect, ContainerView container, String sentence, String suggestion, List<String> evidence) {
        return suspect.finding(Code.E_IMAGE_NOT_FOUND, container, sentence, suggestion, evidence, Finding.SETTLED);
    }

    private static Finding pull(
            Suspect suspect, ContainerView container, List<String> evidence, Optional<Instant> settlesAt) {
        return suspect.finding(
                Code.E_IMAGE_PULL,
                container,
                "The image " + container.image() + " could not be pulled; the kubelet tries again.",
                "Check that the registry is up and that the nodes can reach it.",
                evidence,
                settlesAt);
    }

    /** While it backs off, an older kubelet no longer says why; then its event does. */
    private static String cause(State.Waiting waiting, List<EventView> tries) {
        String said = waiting.message().replaceFirst("^Back-off pulling image \"[^\"]*\"(: )?", "");
        return said.isBlank() && !tries.isEmpty() ? tries.get(tries.size() - 1).message() : said;
    }

    /** A repository may be called what it likes, "denied" and "500" included. */
    private static String withoutNames(String said, String image) {
        int tag = image.lastIndexOf(':');
        String repository = tag > image.lastIndexOf('/') ? image.substring(0, tag) : image;
        return ADDRESS.matcher(said.replaceAll("\"[^\"]*\"", "\"\""))
                .replaceAll("")
                .replace(image, "")
                .replace(repository, "");
    }

    private static List<String> evidence(
            Suspect suspect, ContainerView container, State.Waiting waiting, List<EventView> tries) {
        List<String> lines = new ArrayList<>(Words.lines(suspect.events("FailedToRetrieveImagePullSecret")));
        lines.addAll(Words.lines(tries.stream()));
        lines.add(Words.line(container, waiting));
        return lines;
    }
}
