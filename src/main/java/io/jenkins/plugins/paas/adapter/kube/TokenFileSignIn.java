package io.jenkins.plugins.paas.adapter.kube;

import java.nio.file.Path;
import java.time.Duration;

/** A token in a file, which somebody else keeps fresh, as the kubelet does for a ServiceAccount. */
final class TokenFileSignIn extends AskedSignIn {
    private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();

    private final Path file;
    private long readAt;

    TokenFileSignIn(Path file) {
        this.file = file;
    }

    @Override
    Credentials ask() {
        readAt = System.nanoTime();
        return Credentials.token(Kubeconfig.Entry.text(file, "the token").strip());
    }

    @Override
    boolean isOld() {
        return System.nanoTime() - readAt > FRESH_NANOS;
    }
}
