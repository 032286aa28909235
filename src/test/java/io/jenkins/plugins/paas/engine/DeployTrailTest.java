package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a deploy leaves in the audit trail, also where somebody tampered with it. */
class DeployTrailTest extends InAWorld {
    @Test
    void leavesATrailThatVerifiesWithItsHeadAnchored() {
        world.deploy();

        assertThat(world.actions()).containsExactly("BUILD built", "DEPLOY_STARTED started", "DEPLOY_ENDED succeeded");
        assertThat(world.verify().bad()).isEmpty();
        assertThat(world.test().releases.anchored(world.ref()))
                .isEqualTo(world.verify().head());
    }

    @Test
    void noticesThatTheLastRecordWasCutOff() {
        world.deploy();
        List<String> lines = world.test().audit.linesToTamperWith(world.ref());
        lines.remove(lines.size() - 1);

        assertThat(world.verify().bad()).map(Problem::code).contains("E_AUDIT_BROKEN");
    }

    @Test
    void whatIsWrittenAfterARecordWasCutOffDoesNotCoverThat() {
        world.deploy();
        List<String> lines = world.test().audit.linesToTamperWith(world.ref());
        lines.remove(lines.size() - 1);

        world.commit(World.COMMIT_B, "two").deploy();
        world.commit(World.COMMIT_A, "three").deploy();

        assertThat(world.warnings()).contains("W_AUDIT_BROKEN");
        assertThat(world.verify().bad()).map(Problem::code).contains("E_AUDIT_BROKEN");
    }

    @Test
    void whatIsWrittenAfterTheEndWasWrittenAnewDoesNotCoverThat() {
        world.deploy();
        List<String> lines = world.test().audit.linesToTamperWith(world.ref());
        String last = lines.remove(lines.size() - 1);
        lines.add(last.replace("succeeded", "withdrawn"));

        world.commit(World.COMMIT_B, "two").deploy();

        assertThat(world.verify().bad()).map(Problem::code).contains("E_AUDIT_BROKEN");
    }

    @Test
    void aRecordWhoseNoteIsMissingIsNoFault() {
        world.deploy();
        world.test().releases.losesNotes(true);
        world.commit(World.COMMIT_B, "two").deploy();
        world.test().releases.losesNotes(false);

        world.commit(World.COMMIT_A, "three").deploy();

        assertThat(world.warnings()).doesNotContain("W_AUDIT_BROKEN");
        assertThat(world.verify().bad()).isEmpty();
    }
}
