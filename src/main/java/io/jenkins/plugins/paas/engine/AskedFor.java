package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Rollout.Kind;
import io.jenkins.plugins.paas.model.RunSpec;
import io.jenkins.plugins.paas.port.Event;

/** Warns of settings that do not do what they seem to where persons are asked. */
final class AskedFor {
    private AskedFor() {}

    static void warn(Workplace at, Delivering.Order order) {
        if (order.kind() != Kind.DEPLOY
                || !order.changed()
                || at.place().cluster().approval().isEmpty()) {
            return;
        }
        RunSpec.GatePolicy own = order.policy().gates();
        if (!own.byPersonsOnly().equals(own)) {
            at.emit(new Event.Warned(
                    "W_PERSONS_ONLY",
                    "environment " + at.place().cluster().environment()
                            + " asks for approvals, which time does not replace: 'autoPromote' and 'gate: {then: promote}' do"
                            + " nothing here"));
        }
    }
}
