package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "PT0.42S,0.4 s",
        "PT9.96S,10.0 s",
        "PT12.9S,12 s",
        "PT3M5S,3m 5s",
        "PT2H10M,2h 10m",
        "PT121H,5d 1h",
        "PT1H,1h"
    })
    void areReadAsWords(Duration duration, String words) {
        assertThat(Durations.words(duration)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"PT0S,0s", "PT-3S,0s", "PT59.9S,59s", "PT60S,1m", "PT61S,1m1s", "PT3600S,1h", "PT25H,1d1h"})
    void areReadAsAges(Duration duration, String age) {
        assertThat(Durations.age(duration)).isEqualTo(age);
    }
}
