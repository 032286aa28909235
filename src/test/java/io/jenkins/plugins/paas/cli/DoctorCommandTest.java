package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Outcome;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoctorCommandTest {
    @Test
    void withoutAFixItSaysWhetherADeployCanWork() {
        assertThat(DoctorCommand.outcome(true, Optional.empty())).isEqualTo(Outcome.DONE);
        assertThat(DoctorCommand.outcome(false, Optional.empty())).isEqualTo(Outcome.INVALID);
    }

    @Test
    void aFixThatWentWellIsNoFailureWhateverElseIsWrong() {
        assertThat(DoctorCommand.outcome(false, Optional.of(true))).isEqualTo(Outcome.DONE);
    }

    @Test
    void aFixThatNobodyAgreedToIsNotDone() {
        assertThat(DoctorCommand.outcome(true, Optional.of(false))).isEqualTo(Outcome.INVALID);
    }
}
