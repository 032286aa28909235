package io.jenkins.plugins.paas.rollout.diagnosis;

import io.jenkins.plugins.paas.model.Diagnosis;
import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.model.Observation.Condition;
import io.jenkins.plugins.paas.model.Observation.EventView;
import io.jenkins.plugins.paas.model.Observation.PodView;
import io.jenkins.plugins.paas.model.Observation.SetView;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Pods that the API server does not let come into being: quota, admission. */
final class CreationJudge {
    private static final Pattern QUOTA =
            Pattern.compile("exceeded quota: (\\S+), requested: (\\S+), used: (\\S+), limited: (\\S+)");

    /** Somebody's verdict about the pod; the same pod will meet it again. */
    private static final Pattern REFUSAL = Pattern.compile(
            "denied the request|violates PodSecurity|(maximum|minimum) \\S+ usage per|is invalid: |is forbidden: (?!error looking up)"
                    + "|ValidatingAdmissionPolicy");

    /**
     * Refusals only by their form: a quota whose use was not counted yet, an API server that has just started, two pods that
     * were counted at once.
     *
     * @see <a href="https://github.com/kubernetes/apiserver/tree/master/pkg/admission/plugin/resourcequota">its admission of
     *     quotas</a>
     */
    private static final Pattern PASSING =
            Pattern.compile("status unknown for quota|not yet ready to handle request|the object has been modified");

    private static final Pattern SERVICE_ACCOUNT = Pattern.compile("serviceaccount \"([^\"]+)\" not found");

    /** Made in each new namespace, some seconds later where the controller manager is busy or was away. */
    private static final String CLUSTERS_OWN = "default";

    /** Why a Deployment says that it cannot make a ReplicaSet. */
    private static final String NO_SET = "ReplicaSetCreateError";

    /** How late a ReplicaSet's next try, and the word of it, may come. */
    private static final Duration LATE = Duration.ofSeconds(5);

    /** The longest that a ReplicaSet's controller waits between two tries. */
    private static final Duration LONGEST = Duration.ofSeconds(1000);

    private CreationJudge() {}

    /** Why the pods of the Release cannot be made, if they cannot. */
    static Optional<Finding> judge(Scene scene) {
        // What a set says now (a ReplicaSet), or said last (a StatefulSet, which has no condition for it).
        if (scene.stateful()) {
            return statefulFailure(scene).map(said -> judge(scene, said));
        }
        return sets(scene)
                .flatMap(set -> set.conditions().stream())
                .filter(c -> c.type().equals("ReplicaFailure")
                        && c.holds()
                        && c.reason().equals("FailedCreate"))
                .findFirst()
                .map(refused -> judge(scene, refused.message()).notBefore(triedAgain(scene, refused)))
                .or(() -> setFailure(scene).map(said -> judge(scene, said)));
    }

    /**
     * By when the set has tried again. Whoever raised a quota and deploys again meets a set that still says what was before:
     * nobody tells it that there is room now, and it waits as long again each time as it has tried in vain.
     */
    private static Instant triedAgain(Scene scene, Condition refused) {
        Instant began = scene.began();
        Optional<Instant> since = refused.since().filter(at -> at.isBefore(began.truncatedTo(ChronoUnit.SECONDS)));
        if (since.isEmpty()) {
            return Instant.EPOCH;
        }
        Optional<Instant> last = scene.seen().events().stream()
                .filter(e -> e.reason().equals("FailedCreate") && ofOurs(scene, e))
                .map(EventView::last)
                .max(Instant::compareTo);
        if (last.filter(at -> !at.isBefore(began)).isPresent()) {
            return Instant.EPOCH;
        }
        // Both by the cluster's clock. Its events may be forgotten already.
        Duration tried = last.map(at -> Duration.between(since.get(), at)).orElse(LONGEST);
        return began.plus(tried.compareTo(LONGEST) < 0 ? tried : LONGEST).plus(LATE);
    }

    private static boolean ofOurs(Scene scene, EventView event) {
        return sets(scene).anyMatch(set -> set.name().equals(event.name()));
    }

    /** While there is no set to say anything of pods, its Deployment says why it cannot be made. */
    private static Optional<String> setFailure(Scene scene) {
        if (sets(scene).findAny().isPresent()) {
            return Optional.empty();
        }
        List<EventView> events = scene.seen().events().stream()
                .filter(e -> e.kind().equals("Deployment"))
                .toList();
        return newest(events, NO_SET)
                .filter(e -> !e.last().isBefore(since(scene)))
                .map(EventView::message);
    }

    private static Stream<SetView> sets(Scene scene) {
        return scene.seen().sets().stream()
                .filter(set -> set.release().filter(r -> r == scene.release()).isPresent());
    }

    private static Optional<String> statefulFailure(Scene scene) {
        List<EventView> events = scene.seen().events().stream()
                .filter(e -> e.kind().equals("StatefulSet"))
                .toList();
        Optional<EventView> failed =
                newest(events, "FailedCreate").filter(e -> !e.last().isBefore(since(scene)));
        // That a pod was made we see by the pod; the event about it is one of those that are not asked for.
        Instant created = scene.seen().pods().stream()
                .map(PodView::createdAt)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
        return failed.filter(e -> e.last().isAfter(created)).map(EventView::message);
    }

    private static Optional<EventView> newest(List<EventView> events, String reason) {
        return events.stream().filter(e -> e.reason().equals(reason)).max(Comparator.comparing(EventView::last));
    }

    /** Event times are cut to whole seconds. */
    private static Instant since(Scene scene) {
        return scene.since().truncatedTo(ChronoUnit.SECONDS);
    }

    private static Finding judge(Scene scene, String said) {
        Matcher quota = QUOTA.matcher(said);
        if (quota.find()) {
            return finding(
                    scene,
                    Code.E_QUOTA,
                    "The quota " + quota.group(1) + " leaves no room for another "
                            + (said.contains("new replica set") ? "ReplicaSet" : "pod") + ": it asks for "
                            + quota.group(2)
                            + ", " + quota.group(3) + " is used of " + quota.group(4) + ".",
                    "Ask for a larger quota, or lower replicas or resources; a rolling update needs room for one pod more.",
                    said,
                    roomComes(scene));
        }
        if (said.contains("failed quota: ")) {
            return finding(
                    scene,
                    Code.E_QUOTA,
                    "The namespace's quota wants every container to name its limits.",
                    "Set resources in paas.yaml; containers that others add need limits too (LimitRange).",
                    said,
                    Finding.SETTLED);
        }
        Matcher account = SERVICE_ACCOUNT.matcher(said);
        if (account.find()) {
            return accountMissing(scene, account.group(1), said);
        }
        boolean asked = !said.contains("failed calling webhook") && !said.contains("failed to call webhook");
        return finding(
                scene,
                Code.E_ADMISSION,
                asked
                        ? "The API server refuses to make the pods of release " + scene.release() + "."
                        : "An admission webhook does not answer, so no pod can be made.",
                asked ? "Change what the refusal names, or ask the platform team." : "Ask the platform team.",
                said,
                Finding.settledIf(asked
                        && REFUSAL.matcher(said).find()
                        && !PASSING.matcher(said).find()));
    }

    /**
     * Pods of ours that are leaving give back what they hold; and until a gate holds them, each new pod that becomes ready lets
     * an old one go.
     */
    private static Optional<Instant> roomComes(Scene scene) {
        if (scene.anyLeaving()) {
            return Finding.MAY_HEAL;
        }
        boolean held = scene.seen().workload().filter(w -> w.pace().isFrozen()).isPresent();
        return held ? Finding.SETTLED : scene.roomTriedAgain().or(() -> Finding.SETTLED);
    }

    private static Finding accountMissing(Scene scene, String account, String said) {
        boolean clusters = account.equals(CLUSTERS_OWN);
        return finding(
                scene,
                Code.E_ADMISSION,
                "The service account " + account + " is not there, so no pod can be made.",
                clusters
                        ? "Kubernetes itself makes it in each namespace; ask whoever runs the cluster whether its controller manager is well."
                        : "Create it in the App's namespace.",
                said,
                // Any other may be made in the same breath; but the App does not make it itself.
                clusters ? Finding.MAY_HEAL : Optional.of(scene.after(scene.since(), Duration.ofSeconds(10))));
    }

    private static Finding finding(
            Scene scene, Code code, String sentence, String suggestion, String said, Optional<Instant> settlesAt) {
        Stream<String> events = scene.seen().events().stream()
                .filter(e -> e.reason().equals("FailedCreate") || e.reason().equals(NO_SET))
                .filter(e -> e.kind().equals("StatefulSet") || e.reason().equals(NO_SET) || ofOurs(scene, e))
                .map(Words::line);
        List<String> lines = events.toList();
        List<String> evidence = lines.isEmpty()
                ? List.of("FailedCreate: " + Words.said(said))
                : lines.subList(Math.max(0, lines.size() - 3), lines.size());
        return new Finding(
                new Diagnosis(
                        code,
                        sentence,
                        Words.suggestion(code, suggestion),
                        Optional.empty(),
                        Optional.empty(),
                        evidence,
                        List.of()),
                settlesAt);
    }
}
