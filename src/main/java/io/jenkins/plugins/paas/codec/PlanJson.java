package io.jenkins.plugins.paas.codec;

import io.jenkins.plugins.paas.model.ConfigVersion.Content;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Plan;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.model.RunSpec.GatePolicy;
import io.jenkins.plugins.paas.model.RunSpec.RolloutPolicy;
import io.jenkins.plugins.paas.model.Sha256;
import io.jenkins.plugins.paas.model.Strategy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A plan as a file. Its last member, {@code hash}, is {@code sha256:} and the SHA-256 of the {@link Canonical} text of all others, so
 * that neither spaces nor the order of members matter, and every value does.
 */
public final class PlanJson {
    private static final String HASH = "hash";
    private static final String KIND = "Plan";

    private PlanJson() {}

    /**
     * A plan that was read.
     *
     * @param plan the plan
     * @param hash its hash, {@code sha256:} and 64 hexadecimal digits
     */
    public record Sealed(Plan plan, String hash) {}

    /** The hash of a plan. */
    public static String hash(Plan plan) {
        return hash(tree(plan));
    }

    private static String hash(Map<String, Object> members) {
        return "sha256:" + Sha256.of(Canonical.write(members));
    }

    /** The file, indented for people; ends with a line break. */
    public static String write(Plan plan) {
        Map<String, Object> members = tree(plan);
        return Json.writeIndented(
                        new Members().addAll(members).add(HASH, hash(members)).tree())
                + "\n";
    }

    private static Map<String, Object> tree(Plan plan) {
        GatePolicy gates = plan.policy().gates();
        return Members.document(KIND)
                .add("clusterId", plan.clusterId())
                .add("strategy", plan.strategy())
                .add("timeout", plan.policy().timeout())
                .add("rollback", plan.policy().rollback())
                .add("gates", StagingJson.tree(gates))
                .add("release", ReleaseJson.tree(plan.release()))
                .add("config", plan.config().map(Content::files))
                .add(
                        "live",
                        new Members()
                                .add("running", plan.live().running())
                                .add("newest", plan.live().newest())
                                .add("objects", plan.live().objects())
                                .tree())
                .tree();
    }

    /**
     * Reads a file.
     *
     * @param file its name, for the failure
     * @throws PaasException {@code E_PLAN_UNREADABLE} when it is no plan of ours, {@code E_PLAN_HASH} when its content is not
     *     what was hashed
     */
    public static Sealed read(String file, String text) {
        try {
            Map<String, Object> members = new LinkedHashMap<>(Json.read(file, text));
            Optional<Object> claimed = Optional.ofNullable(members.remove(HASH));
            if (!KIND.equals(members.get("kind")) || claimed.isEmpty()) {
                throw unreadable(file + " is no plan");
            }
            String hash = hash(members);
            if (!claimed.get().equals(hash)) {
                throw new PaasException(
                        Outcome.INVALID,
                        Problem.of(
                                "E_PLAN_HASH",
                                "the content of " + file + " is not what was planned: it has the hash " + hash
                                        + " and says " + claimed.get(),
                                "somebody changed it; make a new plan with 'paas deploy --plan FILE'"));
            }
            return new Sealed(Fields.document(file, Json.write(members), PlanJson::plan), hash);
        } catch (PaasException e) {
            if (e.code().equals(Unreadable.CODE)) {
                throw unreadable(e.problems().get(0).what());
            }
            throw e;
        }
    }

    private static PaasException unreadable(String what) {
        return new PaasException(
                Outcome.INVALID, Problem.of("E_PLAN_UNREADABLE", what, "make one with 'paas deploy --plan FILE'"));
    }

    private static Plan plan(Fields fields) {
        Fields live = fields.object("live");
        return new Plan(
                ReleaseJson.release(fields.object("release")),
                fields.small("clusterId"),
                fields.constant("strategy", Strategy.class),
                new RolloutPolicy(
                        fields.duration("timeout"),
                        fields.flag("rollback"),
                        StagingJson.policy(fields.object("gates"))),
                fields.optionalObject("config").map(any -> Content.of(new TreeMap<>(fields.textsByName("config")))),
                new Plan.Live(live.optionalWhole("running"), live.whole("newest"), live.textsByName("objects")));
    }
}
