package io.jenkins.plugins.paas.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.ConfigVersion;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.port.ConfigStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every {@link ConfigStore} does. */
public abstract class ConfigStoreContract {
    /** The store as one process sees it; each call stands for another process. */
    protected abstract ConfigStore store();

    /** An App of this test alone. */
    protected abstract AppRef app();

    @Test
    void numbersNewContentFromOne() {
        assertThat(store().ensure(app(), SampleRecords.content("a", "1")).number())
                .isEqualTo(1);
        ConfigVersion second = store().ensure(app(), SampleRecords.content("a", "2"));
        assertThat(second).isEqualTo(new ConfigVersion(app().app(), 2, SampleRecords.content("a", "2")));
        assertThat(store().find(app(), 2)).contains(second);
    }

    @Test
    void givesTheSameContentTheSameNumber() {
        ConfigVersion first = store().ensure(app(), SampleRecords.content("a", "1"));
        store().ensure(app(), SampleRecords.content("a", "2"));
        assertThat(store().ensure(app(), SampleRecords.content("a", "1"))).isEqualTo(first);
    }

    @Test
    void foreseesTheNumberWithoutGivingIt() {
        ConfigVersion first = store().ensure(app(), SampleRecords.content("a", "1"));

        assertThat(store().foresee(app(), SampleRecords.content("a", "1"))).isEqualTo(first);
        assertThat(store().foresee(app(), SampleRecords.content("a", "2")).number())
                .isEqualTo(2);
        assertThat(store().find(app(), 2)).isEmpty();
    }

    @Test
    void keepsAFileNameApartFromItsContent() {
        int first = store().ensure(app(), SampleRecords.content("ab", "c")).number();
        int second = store().ensure(app(), SampleRecords.content("a", "bc")).number();
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void keepsEveryCharacter() {
        ConfigVersion.Content content =
                SampleRecords.content("application.properties", "a=\"b\"\r\n\ttext: ü 王 \\ {{x}}\n\n");
        int number = store().ensure(app(), content).number();
        assertThat(store().find(app(), number).orElseThrow().content()).isEqualTo(content);
    }

    @Test
    void findsNothingUnderANumberThatWasNotGiven() {
        assertThat(store().find(app(), 1)).isEmpty();
    }

    @Test
    void numbersEachAppByItself() {
        AppRef other = new AppRef(new AppName("billing"), app().namespace());
        store().ensure(app(), SampleRecords.content("a", "1"));
        store().ensure(app(), SampleRecords.content("a", "2"));
        assertThat(store().ensure(other, SampleRecords.content("a", "2")).number())
                .isEqualTo(1);
    }

    @Test
    void refusesMoreThanAConfigMapHolds() {
        ConfigVersion.Content large = SampleRecords.content("a", "x".repeat((1 << 20) + 1));
        PaasException refused = catchThrowableOfType(PaasException.class, () -> store().ensure(app(), large));
        assertThat(refused.code()).isEqualTo("E_CONFIG_TOO_LARGE");
        assertThat(store().find(app(), 1)).isEmpty();
    }

    @Test
    void neverGivesTwoCallersTheSameNumberForDifferentContent() throws Exception {
        int each = 8;
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try {
            List<ConfigVersion> all = new ArrayList<>();
            for (Future<List<ConfigVersion>> one : callers.invokeAll(List.of(caller("a", each), caller("b", each)))) {
                all.addAll(one.get());
            }
            assertThat(all).extracting(ConfigVersion::number).doesNotHaveDuplicates();
            for (ConfigVersion version : all) {
                assertThat(store().find(app(), version.number())).contains(version);
            }
        } finally {
            callers.shutdownNow();
        }
    }

    private Callable<List<ConfigVersion>> caller(String name, int times) {
        return () -> {
            ConfigStore mine = store();
            List<ConfigVersion> versions = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                versions.add(mine.ensure(app(), SampleRecords.content(name, Integer.toString(i))));
            }
            return versions;
        };
    }
}
