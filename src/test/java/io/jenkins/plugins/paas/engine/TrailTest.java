package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.AuditRecord.Action;
import io.jenkins.plugins.paas.port.Event;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A trail that others write to as well. */
class TrailTest {
    @TempDir
    private Path folder;

    private World world;
    private Trail ours;
    private Trail theirs;

    @BeforeEach
    void two() {
        world = new World(folder);
        ours = trail("ours");
        theirs = trail("theirs");
    }

    private Trail trail(String who) {
        Place place = world.place("test-1");
        Actor actor = new Actor(new Actor.Identity(who, List.of()), Optional.empty());
        return new Trail(world.connect(place.cluster()), place, actor, world.session());
    }

    private static void add(Trail trail, Action action) {
        trail.add(action, Optional.empty(), "done", Map.of());
    }

    private void isWhole(int records) {
        assertThat(world.verify().bad()).isEmpty();
        assertThat(world.actions()).hasSize(records);
    }

    @Test
    void whatOthersWroteAfterOurLastLineIsNotLost() {
        add(ours, Action.DEPLOY_STARTED);
        add(theirs, Action.APPROVED);
        add(ours, Action.DEPLOY_ENDED);

        isWhole(3);
        assertThat(world.actions()).containsExactly("DEPLOY_STARTED done", "APPROVED done", "DEPLOY_ENDED done");
    }

    @Test
    void whatOthersWroteAfterWeLookedAheadIsNotLost() {
        add(theirs, Action.BUILD);
        ours.lookAhead();
        add(theirs, Action.APPROVED);
        add(ours, Action.DEPLOY_STARTED);

        isWhole(3);
    }

    @Test
    void aTrailThatWasEmptyWhenWeLookedAheadBeginsWithWhoeverWritesFirst() {
        ours.lookAhead();
        add(theirs, Action.BUILD);
        add(ours, Action.DEPLOY_STARTED);
        add(ours, Action.DEPLOY_ENDED);

        isWhole(3);
    }

    @Test
    void aLastLineThatIsNoRecordKeepsNobodyFromGoingOnAndIsStillFound() {
        add(ours, Action.BUILD);
        world.test().audit.linesToTamperWith(world.ref()).add("somebody wrote this");

        add(theirs, Action.DEPLOY_STARTED);
        add(theirs, Action.DEPLOY_ENDED);

        assertThat(world.warnings()).containsExactly("W_AUDIT_BROKEN");
        assertThat(world.actions()).containsExactly("BUILD done", "DEPLOY_STARTED done", "DEPLOY_ENDED done");
        assertThat(world.warnings()).containsExactly("W_AUDIT_BROKEN", "W_AUDIT_UNREADABLE");
        assertThat(world.events(Event.Warned.class).get(1).text())
                .contains("1 line of the audit trail of trade/shop in test-1 cannot be read");
        assertThat(world.verify().records()).isEqualTo(1);
        assertThat(world.verify().bad().orElseThrow().what()).contains("record 2: it is no audit record");
    }
}
