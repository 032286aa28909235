package io.jenkins.plugins.paas.adapter.jib;

/**
 * Decides whether a whole push begins anew. What was sent stays sent, so a push that fails at another request than the last
 * time has come further, and starts with all its tries again.
 */
final class Tries {
    /** Ends a push that comes further and further and never to an end. */
    private static final int MOST = 30;

    private final Backoff backoff;
    private String last = "";
    private int same;
    private int all;

    Tries(Backoff backoff) {
        this.backoff = backoff;
    }

    /** Waits before the next try; false when there is none. */
    boolean again(Throwable failure) throws InterruptedException {
        String request = JibFailures.request(failure);
        same = request.equals(last) ? same + 1 : 0;
        last = request;
        all++;
        return all < MOST && backoff.next(same);
    }
}
