package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.port.RolloutStore;
import io.jenkins.plugins.paas.testing.RolloutStoreContract;
import io.jenkins.plugins.paas.testing.SampleRecords;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

class KubeRolloutStoreTest extends RolloutStoreContract {
    private final RecordServer server = new RecordServer();
    private final KubeApi api = server.connect();

    @Override
    protected RolloutStore store() {
        return new KubeRolloutStore(api);
    }

    @Override
    protected AppRef app() {
        return SampleRecords.orders("trade");
    }

    @AfterEach
    void close() {
        api.close();
        server.close();
    }

    @Nested
    class WhenAnswersGetLost extends RolloutStoreContract {
        private final RecordServer lossy = new RecordServer().losingAnswers();
        private final KubeApi api = lossy.connect();

        @Override
        protected RolloutStore store() {
            return new KubeRolloutStore(api);
        }

        @Override
        protected AppRef app() {
            return SampleRecords.orders("trade");
        }

        @AfterEach
        void close() {
            api.close();
            lossy.close();
        }
    }
}
