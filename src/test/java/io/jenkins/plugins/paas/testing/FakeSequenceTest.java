package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.port.Sequence;

class FakeSequenceTest extends SequenceContract {
    private final FakeSequence fake = new FakeSequence();

    @Override
    protected Sequence sequence() {
        return fake;
    }

    @Override
    protected AppRef app() {
        return SampleRecords.orders("trade");
    }
}
