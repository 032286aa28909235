package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.port.Sequence;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts in memory. */
public final class FakeSequence implements Sequence {
    private final Map<AppRef, Long> given = new ConcurrentHashMap<>();

    @Override
    public long next(AppRef app, long above) {
        return given.merge(app, above + 1, (last, first) -> Math.max(last, above) + 1);
    }
}
