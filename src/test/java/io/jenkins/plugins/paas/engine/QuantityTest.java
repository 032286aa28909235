package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "500m, 0.5",
        "1.5, 1.5",
        ".5, 0.5",
        "2k, 2000",
        "1Ki, 1024",
        "512Mi, 536870912",
        "1e3, 1000",
        "12E-1, 1.2",
        "3E, 3000000000000000000",
        "1Ei, 1152921504606846976",
        "250u, 0.00025"
    })
    void readsWhatKubernetesWrites(String text, String amount) {
        assertThat(Quantity.parse(text)).isEqualByComparingTo(amount);
    }

    @Test
    void refusesAnythingElse() {
        assertThatIllegalArgumentException().isThrownBy(() -> Quantity.parse("1 Gi"));
    }
}
