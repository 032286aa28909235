package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.audit.AuditVerifier;
import io.jenkins.plugins.paas.audit.Verification;
import io.jenkins.plugins.paas.engine.Doctor.Check;
import io.jenkins.plugins.paas.engine.Doctor.Mark;
import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.AuditRecord;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.Preflight.Permission;
import io.jenkins.plugins.paas.port.RolloutStore.Saved;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What must be asked of the cluster. When it cannot be reached at all, nothing else is asked. */
final class ClusterChecks {
    /** The first version where {@code preStop.sleep} is on by default. */
    private static final int OLDEST_MINOR = 30;

    private static final Pattern VERSION = Pattern.compile("v?([0-9]+)\\.([0-9]+).*");

    private final Connection connection;
    private final Session session;
    private final Target target;

    ClusterChecks(Connection connection, Session session, Target target) {
        this.connection = connection;
        this.session = session;
        this.target = target;
    }

    void run(Consumer<Check> note) {
        Check version = Doctor.check("API server", this::version);
        note.accept(version);
        if (version.mark() == Mark.FAIL) {
            return;
        }
        note.accept(Doctor.check("identity", this::identity));
        Check namespace = Doctor.check("namespace", this::namespace);
        note.accept(namespace);
        note.accept(Doctor.check("permissions", this::permissions));
        if (namespace.mark() == Mark.OK) {
            note.accept(Doctor.check("quota", this::quota));
            note.accept(Doctor.check("rollout", this::rollout));
            note.accept(Doctor.check("held back", this::heldBack));
            note.accept(Doctor.check("audit trail", this::audit));
        }
    }

    private Check version() {
        String version = connection.preflight().serverVersion();
        Matcher parts = VERSION.matcher(version);
        boolean old = parts.matches()
                && Integer.parseInt(parts.group(1)) == 1
                && Integer.parseInt(parts.group(2)) < OLDEST_MINOR;
        return old
                ? new Check(
                        "API server",
                        Mark.WARN,
                        "Kubernetes " + version
                                + " does not know preStop.sleep, so requests may be lost when pods leave",
                        "upgrade to 1." + OLDEST_MINOR + " or later")
                : new Check("API server", Mark.OK, "Kubernetes " + version, "");
    }

    private Check identity() {
        Actor.Identity identity = connection.whoAmI();
        return new Check("identity", Mark.OK, "the cluster knows us as " + identity.user(), "");
    }

    private Check namespace() {
        Optional<Boolean> there = connection.preflight().exists(target.namespace());
        if (there.orElse(true)) {
            String what = there.isPresent() ? " is there" : " may be there; we may not look at it, which is no harm";
            return new Check("namespace", Mark.OK, target.namespace() + what, "");
        }
        return target.cluster().createNamespace()
                ? new Check(
                        "namespace", Mark.WARN, target.namespace() + " is not there yet; the first deploy makes it", "")
                : new Check(
                        "namespace",
                        Mark.FAIL,
                        "there is no namespace " + target.namespace(),
                        "make it, or set 'createNamespace: true' for cluster "
                                + target.cluster().name());
    }

    private Check permissions() {
        List<Permission> missing = connection
                .preflight()
                .missing(
                        target.namespace(),
                        Permissions.of(target.run(), target.cluster().createNamespace()));
        if (missing.isEmpty()) {
            return new Check("permissions", Mark.OK, "all that a deploy needs", "");
        }
        String what = missing.stream()
                .collect(Collectors.groupingBy(
                        Permission::why,
                        java.util.LinkedHashMap::new,
                        Collectors.mapping(Permission::toString, Collectors.joining(", "))))
                .entrySet()
                .stream()
                .map(group -> group.getValue() + " (" + group.getKey() + ")")
                .collect(Collectors.joining("; "));
        return new Check(
                "permissions",
                Mark.FAIL,
                "missing: " + what,
                "ask who owns the cluster for a Role in namespace " + target.namespace() + " that grants them");
    }

    private Check quota() {
        List<String> lacking = new QuotaArithmetic(
                        target.run(), connection.cluster().observe(target.ref()))
                .tooLittle(connection.preflight().quotas(target.namespace()));
        return lacking.isEmpty()
                ? new Check("quota", Mark.OK, "there is room for a rollout", "")
                : new Check(
                        "quota",
                        Mark.FAIL,
                        "a rollout does not fit: " + String.join("; ", lacking),
                        "ask for a larger quota, or lower 'resources' or 'replicas'");
    }

    private Check rollout() {
        Optional<Rollout> open = connection
                .rollouts()
                .load(target.ref())
                .map(Saved::rollout)
                .filter(rollout -> rollout.step().open());
        return open.map(rollout -> new Check(
                        "rollout",
                        Mark.WARN,
                        "the rollout of release " + rollout.release() + " is open ("
                                + Words.of(rollout.step()) + ") since "
                                + rollout.age(session.clock().instant()).toSeconds() + " s, started by "
                                + rollout.actor().name(),
                        rollout.step().isGate()
                                ? "decide about it with 'paas promote' or 'paas abort'"
                                : "if nobody is at work on it, " + Failures.resume(Place.of(target))))
                .orElseGet(() -> new Check("rollout", Mark.OK, "none is open", ""));
    }

    private Check heldBack() {
        List<String> found = HeldBack.unexplained(
                target.ref().app(),
                connection.cluster().observe(target.ref()),
                connection.rollouts().load(target.ref()).map(Saved::rollout));
        return found.isEmpty()
                ? new Check("held back", Mark.OK, "nothing, but for what an open rollout needs", "")
                : new Check(
                        "held back",
                        Mark.WARN,
                        String.join("; ", found) + "; no open rollout says why",
                        "end it with 'paas doctor --fix --cluster "
                                + target.cluster().name() + "'; it is recorded");
    }

    private Check audit() {
        AuditRecord.Head anchored = connection.releases().anchored(target.ref());
        Verification found = AuditVerifier.verify(connection.audit().read(target.ref()), anchored);
        return found instanceof Verification.Broken broken
                ? new Check(
                        "audit trail",
                        Mark.FAIL,
                        "it is not as it was written: " + broken.what(),
                        "keep a copy ('paas audit export') and find out who can write to it")
                : new Check(
                        "audit trail",
                        Mark.OK,
                        ((Verification.Intact) found).count() + " records, each as written",
                        "");
    }
}
