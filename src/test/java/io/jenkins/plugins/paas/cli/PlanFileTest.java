package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.codec.PlanJson;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Plan;
import io.jenkins.plugins.paas.model.RunSpec.RolloutPolicy;
import io.jenkins.plugins.paas.model.Strategy;
import io.jenkins.plugins.paas.testing.SampleRecords;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans on disk. */
class PlanFileTest {
    private static final Plan PLAN = new Plan(
            SampleRecords.release(SampleRecords.orders("trade"), 7),
            3,
            Strategy.ROLLING,
            new RolloutPolicy(Duration.ofMinutes(5), true),
            Optional.empty(),
            new Plan.Live(Optional.empty(), 0, Map.of()));

    @TempDir
    private Path folder;

    @Test
    void isReadBackByItsOwnerAlone() throws Exception {
        Path file = folder.resolve("plan.json");
        Files.writeString(file, "of before");

        PlanFile.write(file, PlanJson.write(PLAN));

        assertThat(PlanFile.read(file, Optional.empty()).plan()).isEqualTo(PLAN);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryContaining(path -> path.equals(file)).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void isWrittenWhereALinkLeads() throws Exception {
        Path real = Files.createDirectory(folder.resolve("plans")).resolve("of-today.json");
        Path link = Files.createSymbolicLink(folder.resolve("plan.json"), Path.of("plans/of-today.json"));

        PlanFile.write(link, PlanJson.write(PLAN));

        assertThat(link).isSymbolicLink();
        assertThat(PlanFile.read(real, Optional.empty()).plan()).isEqualTo(PLAN);
    }

    @Test
    void takesNoDevicesPlace() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("plan.json"), Path.of("/dev/null"));

        PlanFile.requirePlace(link);
        PlanFile.write(link, PlanJson.write(PLAN));

        assertThat(link).isSymbolicLink();
        assertThat(Files.isRegularFile(link)).isFalse();
    }

    @Test
    void theHashThatWasAgreedToMayBeNamedWithOrWithoutItsPrefix() {
        Path file = written();
        String hash = PlanJson.hash(PLAN);

        assertThat(PlanFile.read(file, Optional.of(hash)).hash()).isEqualTo(hash);
        assertThat(PlanFile.read(file, Optional.of(hash.substring("sha256:".length())))
                        .hash())
                .isEqualTo(hash);
    }

    @Test
    void anotherHashOrAPartOfItIsRefused() {
        Path file = written();

        assertThat(failure(file, Optional.of("sha256:" + "0".repeat(64))).code())
                .isEqualTo("E_PLAN_HASH");
        assertThat(failure(file, Optional.of(PlanJson.hash(PLAN).substring(0, 20)))
                        .code())
                .isEqualTo("E_PLAN_HASH");
    }

    @Test
    void aFileThatIsNotThereIsToldWithWhatToDo() {
        PaasException missing = failure(folder.resolve("none.json"), Optional.empty());

        assertThat(missing.code()).isEqualTo("E_PLAN_FILE");
        assertThat(missing.outcome()).isEqualTo(Outcome.INVALID);
        assertThat(missing).hasMessageContaining("none.json does not exist").hasMessageContaining("--plan");
    }

    @Test
    void aFolderThatIsNotThereIsToldBeforeAnythingIsLost() {
        PaasException refused = catchThrowableOfType(
                PaasException.class, () -> PlanFile.write(folder.resolve("no/where.json"), "text"));

        assertThat(refused.code()).isEqualTo("E_PLAN_FILE");
    }

    @Test
    void aPlaceThatCannotBeWrittenToIsToldBeforeAPlanIsMade() {
        PaasException refused =
                catchThrowableOfType(PaasException.class, () -> PlanFile.requirePlace(folder.resolve("no/where.json")));

        assertThat(refused.code()).isEqualTo("E_PLAN_FILE");
        assertThat(refused).hasMessageContaining("is no folder that we may write to");
        PlanFile.requirePlace(folder.resolve("plan.json"));
        assertThat(folder).isEmptyDirectory();
    }

    private Path written() {
        Path file = folder.resolve("plan.json");
        PlanFile.write(file, PlanJson.write(PLAN));
        return file;
    }

    private static PaasException failure(Path file, Optional<String> hash) {
        return catchThrowableOfType(PaasException.class, () -> PlanFile.read(file, hash));
    }
}
