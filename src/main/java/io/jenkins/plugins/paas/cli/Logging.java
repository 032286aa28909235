package io.jenkins.plugins.paas.cli;

import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** What libraries log is for us, not for users: it is shown with {@code --debug} only. */
final class Logging {
    /** Kept, because the log manager holds loggers by weak references. */
    private static final Logger ROOT = Logger.getLogger("");

    /** The JDK tells of each buffer of each connection: thousands of lines, in which ours drown. */
    private static final Logger JDK = Logger.getLogger("jdk");

    private Logging() {}

    static void quieten(boolean debug) {
        if (debug) {
            ROOT.setLevel(Level.FINE);
            JDK.setLevel(Level.INFO);
            for (var handler : ROOT.getHandlers()) {
                handler.setLevel(Level.FINE);
            }
        } else {
            LogManager.getLogManager().reset();
            ROOT.setLevel(Level.OFF);
        }
    }
}
