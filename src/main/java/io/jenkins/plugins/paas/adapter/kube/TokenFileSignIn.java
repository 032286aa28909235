package io.jenkins.plugins.paas.adapter.kube;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A token in a file, which somebody else keeps fresh, as the kubelet does for a ServiceAccount. */
final class TokenFileSignIn implements SignIn {
    private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();

    private final Path file;
    private @Nullable Credentials last;
    private long readAt;

    TokenFileSignIn(Path file) {
        this.file = file;
    }

    @Override
    public synchronized Credentials credentials() {
        Credentials known = last;
        if (known == null || System.nanoTime() - readAt > FRESH_NANOS) {
            known = Credentials.token(Kubeconfig.Entry.text(file, "the token").strip());
            last = known;
            readAt = System.nanoTime();
        }
        return known;
    }

    @Override
    public synchronized boolean renew(Credentials refused) {
        if (refused.equals(last)) {
            last = null;
        }
        return !credentials().equals(refused);
    }
}
