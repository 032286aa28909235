package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.port.Sequence;
import io.jenkins.plugins.paas.testing.SampleRecords;
import io.jenkins.plugins.paas.testing.SequenceContract;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class KubeSequenceTest extends SequenceContract {
    @AutoClose
    private final RecordServer server = new RecordServer();

    @AutoClose
    private final KubeApi api = server.connect();

    @Override
    protected Sequence sequence() {
        return new KubeSequence(api);
    }

    @Override
    protected AppRef app() {
        return SampleRecords.orders("trade");
    }

    @Test
    void countsOnWithoutAGapWhenAnswersGetLost() {
        server.losingAnswers();
        assertThat(LongStream.range(0, 5).map(i -> sequence().next(app()))).containsExactly(1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void goesOnAfterTheNewestReleaseWhenTheCounterWasDeleted() {
        new KubeReleaseStore(api).save(SampleRecords.release(app(), 41));
        assertThat(sequence().next(app())).isEqualTo(42);
    }

    @Test
    void refusesACounterThatIsNoNumber() {
        sequence().next(app());
        server.put(
                "/api/v1/namespaces/trade/configmaps/paas.sequence.orders",
                Map.of("metadata", Map.of("name", "paas.sequence.orders"), "data", Map.of("last", "-3")));
        assertThat(catchThrowableOfType(PaasException.class, () -> sequence().next(app()))
                        .code())
                .isEqualTo("E_RECORD_UNREADABLE");
    }
}
