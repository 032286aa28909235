package io.jenkins.plugins.paas.codec;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.Person;
import java.util.Map;

/** Who did something, as JSON. */
public final class ActorJson {
    private ActorJson() {}

    /** The members, in their fixed order. */
    public static Map<String, Object> tree(Actor actor) {
        return new Members()
                .add("user", actor.confirmed().user())
                .add("groups", actor.confirmed().groups())
                .add(
                        "vouched",
                        actor.vouched()
                                .map(person -> new Members()
                                        .add("source", person.source())
                                        .add("user", person.user())
                                        .add("groups", person.groups())
                                        .tree()))
                .add("claim", actor.claim().map(ActorJson::claim))
                .tree();
    }

    private static Map<String, Object> claim(Actor.Claim claim) {
        Members members = new Members()
                .add("system", claim.system())
                .add("user", claim.user())
                .add("job", claim.job());
        // Most know of none, and older records have no such member.
        return claim.commitAuthor().isEmpty()
                ? members.tree()
                : members.add("commitAuthor", claim.commitAuthor()).tree();
    }

    static Actor actor(Fields fields) {
        return new Actor(
                new Actor.Identity(fields.text("user"), fields.texts("groups")),
                fields.optionalObject("vouched")
                        .map(person -> new Person(person.text("source"), person.text("user"), person.texts("groups"))),
                fields.optionalObject("claim")
                        .map(claim -> new Actor.Claim(
                                claim.text("system"),
                                claim.text("user"),
                                claim.text("job"),
                                claim.optionalText("commitAuthor").orElse(""))));
    }
}
