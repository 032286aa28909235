package io.jenkins.plugins.paas.codec;

import io.jenkins.plugins.paas.model.Actor;
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
                        "claim",
                        actor.claim()
                                .map(claim -> new Members()
                                        .add("system", claim.system())
                                        .add("user", claim.user())
                                        .add("job", claim.job())
                                        .tree()))
                .tree();
    }

    static Actor actor(Fields fields) {
        return new Actor(
                new Actor.Identity(fields.text("user"), fields.texts("groups")),
                fields.optionalObject("claim")
                        .map(claim -> new Actor.Claim(claim.text("system"), claim.text("user"), claim.text("job"))));
    }
}
