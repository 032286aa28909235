package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.port.RolloutStore;
import io.jenkins.plugins.paas.testing.RolloutStoreContract;
import io.jenkins.plugins.paas.testing.SampleRecords;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Nested;

class KubeRolloutStoreTest extends RolloutStoreContract {
    @AutoClose
    private final RecordServer server = new RecordServer();

    @AutoClose
    private final KubeApi api = server.connect();

    @Override
    protected RolloutStore store() {
        return new KubeRolloutStore(api);
    }

    @Override
    protected AppRef app() {
        return SampleRecords.orders("trade");
    }

    @Nested
    class WhenAnswersGetLost extends RolloutStoreContract {
        @AutoClose
        private final RecordServer lossy = new RecordServer().losingAnswers();

        @AutoClose
        private final KubeApi api = lossy.connect();

        @Override
        protected RolloutStore store() {
            return new KubeRolloutStore(api);
        }

        @Override
        protected AppRef app() {
            return SampleRecords.orders("trade");
        }
    }
}
