package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.ConfigVersion;
import io.jenkins.plugins.paas.port.ConfigStore;
import io.jenkins.plugins.paas.testing.ConfigStoreContract;
import io.jenkins.plugins.paas.testing.SampleRecords;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class KubeConfigStoreTest extends ConfigStoreContract {
    @AutoClose
    private final RecordServer server = new RecordServer();

    @AutoClose
    private final KubeApi api = server.connect();

    @Override
    protected ConfigStore store() {
        return new KubeConfigStore(api);
    }

    @Override
    protected AppRef app() {
        return SampleRecords.orders("trade");
    }

    @Test
    void makesItsConfigMapsImmutable() {
        store().ensure(app(), SampleRecords.content("a", "1"));
        Tree map = Tree.of(server.object("orders-config-v1"));
        assertThat(map.flag("immutable")).isTrue();
        assertThat(map.at("data").map()).isEqualTo(Map.of("a", "1"));
    }

    @Test
    void goesPastANameThatSomebodyElseTook() {
        server.put(
                "/api/v1/namespaces/trade/configmaps/orders-config-v1",
                Map.of("metadata", Map.of("name", "orders-config-v1"), "data", Map.of("x", "y")));
        assertThat(store().ensure(app(), SampleRecords.content("a", "1")).number())
                .isEqualTo(2);
        assertThat(store().ensure(app(), SampleRecords.content("a", "1")).number())
                .isEqualTo(2);
    }

    @Test
    void trustsTheContentMoreThanTheHashBesideIt() {
        ConfigVersion first = store().ensure(app(), SampleRecords.content("a", "1"));
        Map<String, Object> map = new LinkedHashMap<>(server.object("orders-config-v1"));
        map.put("data", Map.of("a", "forged"));
        server.put("/api/v1/namespaces/trade/configmaps/orders-config-v1", map);
        assertThat(store().ensure(app(), first.content()).number()).isEqualTo(2);
    }

    @Test
    void takesWhatAConfigMapJustHolds() {
        assertThat(store().ensure(app(), SampleRecords.content("a", "x".repeat(1 << 20)))
                        .number())
                .isEqualTo(1);
    }

    @Nested
    class WhenAnswersGetLost extends ConfigStoreContract {
        @AutoClose
        private final RecordServer lossy = new RecordServer().losingAnswers();

        @AutoClose
        private final KubeApi api = lossy.connect();

        @Override
        protected ConfigStore store() {
            return new KubeConfigStore(api);
        }

        @Override
        protected AppRef app() {
            return SampleRecords.orders("trade");
        }
    }
}
