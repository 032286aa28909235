package io.jenkins.plugins.paas.adapter.kube;

import org.jspecify.annotations.Nullable;

/** A sign-in whose credentials somebody else hands out: asked for once, and again when they are old or refused. */
abstract class AskedSignIn implements SignIn {
    private @Nullable Credentials last;

    /** Asks for them. */
    abstract Credentials ask();

    /** Whether those that were handed out last are too old to be shown. */
    boolean isOld() {
        return false;
    }

    @Override
    public final synchronized Credentials credentials() {
        Credentials known = last;
        if (known == null || isOld()) {
            known = ask();
            last = known;
        }
        return known;
    }

    @Override
    public final synchronized boolean renew(Credentials refused) {
        if (refused.equals(last)) {
            last = null;
        }
        return !credentials().equals(refused);
    }
}
