package io.jenkins.plugins.paas.codec;

import io.jenkins.plugins.paas.model.Approval;
import io.jenkins.plugins.paas.model.ApprovalRule;
import io.jenkins.plugins.paas.model.Approver;
import io.jenkins.plugins.paas.model.Consent;
import io.jenkins.plugins.paas.model.Consent.BrokenGlass;
import io.jenkins.plugins.paas.model.Grant;
import io.jenkins.plugins.paas.model.Move;
import io.jenkins.plugins.paas.rollout.Ballot;
import io.jenkins.plugins.paas.rollout.Tally;
import java.util.Map;

/** Who must agree at gates and who did, as JSON within a Rollout. */
public final class ConsentJson {
    private ConsentJson() {}

    static Map<String, Object> tree(Consent consent) {
        return new Members()
                .add("rule", rule(consent.rule()))
                .add("given", consent.given().stream().map(ConsentJson::tree).toList())
                .add("broken", consent.broken().map(ConsentJson::tree))
                .tree();
    }

    static Consent consent(Fields fields) {
        return new Consent(
                rule(fields.object("rule")),
                fields.objects("given").stream().map(ConsentJson::approval).toList(),
                fields.optionalObject("broken")
                        .map(it -> new BrokenGlass(ActorJson.actor(it.object("by")), it.text("why"), it.time("at"))));
    }

    /** How it stands, for those who look at a gate; it is written only. */
    public static Map<String, Object> standing(Consent consent) {
        Ballot ballot = Ballot.of(consent);
        return new Members()
                .add("needed", consent.rule().count())
                .add("by", consent.rule().by())
                .add("notByAuthor", consent.rule().notByAuthor())
                .add("breakGlass", consent.rule().breakGlass())
                .add("moves", ballot.tallies().stream().map(ConsentJson::tree).toList())
                .add("broken", consent.broken().map(ConsentJson::tree))
                .tree();
    }

    private static Map<String, Object> tree(Tally tally) {
        return new Members()
                .add("move", tally.move().words())
                .add("missing", tally.missing())
                .add(
                        "approvals",
                        tally.counted().stream()
                                .map(each -> new Members()
                                        .add("user", each.by().person().user())
                                        .add("source", each.by().person().source())
                                        .add("at", each.at())
                                        .tree())
                                .toList())
                .tree();
    }

    private static Map<String, Object> tree(BrokenGlass broken) {
        return new Members()
                .add("by", ActorJson.tree(broken.by()))
                .add("why", broken.why())
                .add("at", broken.at())
                .tree();
    }

    static Map<String, Object> tree(Approval approval) {
        return new Members()
                .addAll(move(approval.move()))
                .add("by", ActorJson.tree(approval.by()))
                .add("at", approval.at())
                .tree();
    }

    private static Approval approval(Fields fields) {
        return new Approval(move(fields), ActorJson.actor(fields.object("by")), fields.time("at"));
    }

    private enum Kind {
        MORE,
        SHARE,
        ALL,
        SUPERSEDE
    }

    private static Map<String, Object> move(Move move) {
        Members members = new Members();
        if (!(move instanceof Move.Promote promote)) {
            return members.add("move", Kind.SUPERSEDE).tree();
        }
        if (promote.grant() instanceof Grant.More more) {
            return members.add("move", Kind.MORE).add("amount", more.count()).tree();
        }
        return promote.grant() instanceof Grant.Share share
                ? members.add("move", Kind.SHARE).add("amount", share.percent()).tree()
                : members.add("move", Kind.ALL).tree();
    }

    private static Move move(Fields fields) {
        return switch (fields.constant("move", Kind.class)) {
            case MORE -> new Move.Promote(new Grant.More(fields.small("amount")));
            case SHARE -> new Move.Promote(new Grant.Share(fields.small("amount")));
            case ALL -> new Move.Promote(new Grant.All());
            case SUPERSEDE -> new Move.Supersede();
        };
    }

    private static Map<String, Object> rule(ApprovalRule rule) {
        return new Members()
                .add(
                        "by",
                        rule.by().stream()
                                .map(each -> new Members()
                                        .add("kind", each.kind())
                                        .add("source", each.source())
                                        .add("name", each.name())
                                        .tree())
                                .toList())
                .add("count", rule.count())
                .add("notByAuthor", rule.notByAuthor())
                .add("breakGlass", rule.breakGlass())
                .tree();
    }

    private static ApprovalRule rule(Fields fields) {
        return new ApprovalRule(
                fields.objects("by").stream()
                        .map(each -> new Approver(
                                each.constant("kind", Approver.Kind.class), each.text("source"), each.text("name")))
                        .toList(),
                fields.small("count"),
                fields.flag("notByAuthor"),
                fields.flag("breakGlass"));
    }
}
