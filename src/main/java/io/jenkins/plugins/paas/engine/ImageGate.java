package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.check.Finding;
import io.jenkins.plugins.paas.check.Verdict;
import io.jenkins.plugins.paas.image.BaseNames;
import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.model.ImagePolicy;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.ImageContents.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Lets an image pass that is as the platform wants it: before it is pushed, and before it is rolled out. */
final class ImageGate {
    private final Ports ports;
    private final Session session;
    private final Platform platform;
    private final Target target;
    private final Path folder;

    ImageGate(Ports ports, Session session, Platform platform, Target target, Path folder) {
        this.ports = ports;
        this.session = session;
        this.platform = platform;
        this.target = target;
        this.folder = folder;
    }

    /**
     * Checks an image, if the platform wants that here.
     *
     * @param open a connection to the target's cluster, when there is one
     * @throws PaasException {@code E_IMAGE_REFUSED} (exit code 6), recorded in the trail
     */
    void pass(Source image, Optional<Connection> open) {
        refused(image).ifPresent(verdict -> {
            try (StoreCluster store = StoreCluster.open(ports.clusters(), platform, target, open)) {
                throw recorded(image, verdict, store);
            }
        });
    }

    /** The same over a connection to the cluster that keeps the trail of builds. */
    void pass(Source image, StoreCluster store) {
        refused(image).ifPresent(verdict -> {
            throw recorded(image, verdict, store);
        });
    }

    /** The same for an image that leaves this machine only in somebody's hands: there is no trail that it could stand in. */
    void pass(Source image) {
        refused(image).ifPresent(verdict -> {
            throw failure(image, verdict);
        });
    }

    /** The verdict of an image that must not pass; of others only the warnings are told. */
    private Optional<Verdict> refused(Source image) {
        ImagePolicy.Mode mode = platform.images().in(target.cluster().environment());
        if (mode == ImagePolicy.Mode.OFF) {
            return Optional.empty();
        }
        List<String> loose = BaseNames.loose(folder, target.app().source(), platform.baseImages());
        Optional<Verdict> looked = look(image, loose, mode);
        if (looked.isEmpty()) {
            return Optional.empty();
        }
        Verdict verdict = looked.get();
        boolean refused = mode == ImagePolicy.Mode.REQUIRED && !verdict.errors().isEmpty();
        verdict.findings().stream()
                .filter(finding -> !refused || !finding.error())
                .forEach(finding -> session.events().emit(new Event.Warned("W_IMAGE_CHECK", words(finding))));
        return refused ? looked : Optional.empty();
    }

    /** Nothing where the image cannot be looked into and that is no reason to stop. */
    private Optional<Verdict> look(Source image, List<String> loose, ImagePolicy.Mode mode) {
        try {
            return Optional.of(new CheckImage(ports, session)
                    .run(new CheckImage.Request(image, platform.images(), loose, false))
                    .verdict());
        } catch (PaasException e) {
            if (mode == ImagePolicy.Mode.REQUIRED || !e.code().equals("E_IMAGE_UNREADABLE")) {
                throw e;
            }
            session.events()
                    .emit(new Event.Warned("W_IMAGE_CHECK", e.problems().get(0).what()));
            return Optional.empty();
        }
    }

    private PaasException recorded(Source image, Verdict verdict, StoreCluster store) {
        store.prepare();
        String codes =
                verdict.errors().stream().map(finding -> finding.flaw().code()).collect(Collectors.joining(","));
        new Trail(
                        store.connection(),
                        store.place(),
                        session.actor(store.connection().whoAmI()),
                        session)
                .add(
                        Action.REFUSED,
                        Optional.empty(),
                        "image",
                        Map.of(
                                "image", image.toString(),
                                "cluster", target.cluster().name().value(),
                                "findings", codes));
        return failure(image, verdict);
    }

    private PaasException failure(Source image, Verdict verdict) {
        List<Problem> problems = new ArrayList<>();
        problems.add(
                Problem.of(
                        "E_IMAGE_REFUSED",
                        "the platform refuses " + image + " for "
                                + target.cluster().environment(),
                        "see all findings with 'paas image check'; what has to stay, the platform team may allow under images.allow"));
        verdict.errors()
                .forEach(finding -> problems.add(Problem.of("E_IMAGE_REFUSED", words(finding), finding.suggestion())));
        return new PaasException(Outcome.QUALITY_GATE_FAILED, problems);
    }

    private static String words(Finding finding) {
        int more = finding.evidence().size() - 1;
        return finding.flaw().code() + ": " + finding.what() + ": "
                + finding.evidence().get(0)
                + (more == 0 ? "" : ", and " + more + " more");
    }
}
