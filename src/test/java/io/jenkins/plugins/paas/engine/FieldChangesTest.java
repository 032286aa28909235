package io.jenkins.plugins.paas.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.engine.FieldChange.What;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which fields differ. */
class FieldChangesTest {
    @Test
    void namesAFieldByItsPathWithBothValues() {
        List<FieldChange> found =
                FieldChanges.between(Map.of("spec", Map.of("replicas", 2)), Map.of("spec", Map.of("replicas", 3)));

        assertThat(found).singleElement().satisfies(field -> {
            assertThat(field.path()).isEqualTo("spec.replicas");
            assertThat(field.before()).contains(2);
            assertThat(field.after()).contains(3);
            assertThat(field.what()).isEqualTo(What.CHANGED);
        });
    }

    @Test
    void saysNothingOfWhatIsTheSameThoughItsNumbersHaveAnotherType() {
        assertThat(FieldChanges.between(Map.of("a", 2, "b", List.of(1L)), Map.of("a", 2L, "b", List.of(1))))
                .isEmpty();
    }

    @Test
    void comparesNamedElementsByTheirNameWhereverTheyStand() {
        List<FieldChange> found = FieldChanges.between(
                Map.of("env", List.of(variable("B", "1"), variable("C", "1"))),
                Map.of("env", List.of(variable("A", "0"), variable("B", "2"), variable("C", "1"))));

        assertThat(found)
                .extracting(FieldChange::path, FieldChange::what)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("env[B].value", What.CHANGED),
                        org.assertj.core.groups.Tuple.tuple("env[A].value", What.ADDED));
    }

    @Test
    void readsACommandLineAsAWhole() {
        assertThat(FieldChanges.between(
                        Map.of("command", List.of("run", "-v")), Map.of("command", List.of("run", "-q", "-v"))))
                .singleElement()
                .extracting(FieldChange::path)
                .isEqualTo("command");
    }

    @Test
    void bracketsNamesThatWouldReadAsSeveralSteps() {
        assertThat(FieldChanges.between(Map.of("labels", Map.of("app.io/x", "1")), Map.of("labels", Map.of())))
                .singleElement()
                .satisfies(field -> {
                    assertThat(field.path()).isEqualTo("labels[app.io/x]");
                    assertThat(field.what()).isEqualTo(What.REMOVED);
                });
    }

    @Test
    void seesThatAnEmptyThingComesOrGoes() {
        assertThat(FieldChanges.between(Map.of(), Map.of("emptyDir", Map.of())))
                .singleElement()
                .extracting(FieldChange::path)
                .isEqualTo("emptyDir");
    }

    @Test
    void aListThatBecomesATextIsOneChange() {
        assertThat(FieldChanges.between(Map.of("a", List.of(1)), Map.of("a", "x")))
                .singleElement()
                .extracting(FieldChange::path)
                .isEqualTo("a");
    }

    private static Map<String, Object> variable(String name, String value) {
        return Map.of("name", name, "value", value);
    }
}
