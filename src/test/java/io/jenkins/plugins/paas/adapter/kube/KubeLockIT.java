package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.port.Lock;
import io.jenkins.plugins.paas.testing.LockContract;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Holds of three real seconds on a real cluster. */
class KubeLockIT extends LockContract {
    @RegisterExtension
    static final LiveNamespace NAMESPACE = new LiveNamespace();

    private static final Duration LENGTH = Duration.ofSeconds(3);

    private final AppRef app = NAMESPACE.newApp();
    private final Mortal pulse = new Mortal();

    @Override
    protected Lock lock() {
        return new KubeLock(NAMESPACE.api(), pulse, LENGTH);
    }

    @Override
    protected Lock other() {
        return new KubeLock(NAMESPACE.api(), Pulse.SYSTEM, LENGTH);
    }

    @Override
    protected void holderDies() {
        pulse.dead = true;
    }

    @Override
    protected AppRef app() {
        return app;
    }

    /** The machine's time, with a heartbeat that can stop. */
    private static final class Mortal implements Pulse {
        private volatile boolean dead;

        @Override
        public long nanos() {
            return SYSTEM.nanos();
        }

        @Override
        public Instant now() {
            return SYSTEM.now();
        }

        @Override
        public void pause(Duration length) {
            SYSTEM.pause(length);
        }

        @Override
        public Beat every(Duration period, Runnable action) {
            return SYSTEM.every(period, () -> {
                if (!dead) {
                    action.run();
                }
            });
        }
    }
}
