package io.jenkins.plugins.paas.cli;

/**
 * The threads by which the JDK's HTTP clients wait for the network.
 *
 * <p>A JVM that ends while a thread of its waits in the operating system waits for that thread, in vain: 30 times 10 ms, at the
 * end of each command that asked a cluster or a registry. Before Java 21 a client cannot be closed, so its thread is told by
 * an interrupt, upon which it ends.
 */
final class HttpThreads {
    private static final String NAME = "HttpClient-\\d+-SelectorManager";
    /** Whatever comes in between asking for their number and listing them. */
    private static final int ROOM = 32;

    private HttpThreads() {}

    /** Ends them; what still goes over their connections is cut off. */
    static void end() {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        Thread[] threads = new Thread[all.activeCount() + ROOM];
        int count = all.enumerate(threads);
        for (int i = 0; i < count; i++) {
            if (threads[i].getName().matches(NAME)) {
                threads[i].interrupt();
            }
        }
    }
}
