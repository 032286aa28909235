package io.jenkins.plugins.paas.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EditDistanceTest {
    @ParameterizedTest(name = "{0} to {1} is {2}")
    @CsvSource({
        "replicas, replicas, 0",
        "replica, replicas, 1",
        "replicas, replica, 1",
        "replikas, replicas, 1",
        "repilcas, replicas, 1",
        "REPLICAS, replicas, 8",
        "'', port, 4",
        "kitten, sitting, 3",
        "ca, abc, 3"
    })
    void isWhatMustBeTypedToTurnOneIntoTheOther(String from, String to, int edits) {
        assertThat(EditDistance.between(from, to)).isEqualTo(edits);
    }
}
