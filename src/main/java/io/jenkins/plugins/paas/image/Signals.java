package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.util.List;
import java.util.Locale;

/** The argument of {@code STOPSIGNAL}: a name, with or without SIG, or a number. */
final class Signals {
    private static final int LAST = 64;
    private static final List<String> NAMES = List.of(
            "SIGHUP SIGINT SIGQUIT SIGILL SIGTRAP SIGABRT SIGIOT SIGBUS SIGFPE SIGKILL SIGUSR1 SIGSEGV SIGUSR2 SIGPIPE SIGALRM SIGTERM SIGSTKFLT SIGCHLD SIGCLD SIGCONT SIGSTOP SIGTSTP SIGTTIN SIGTTOU SIGURG SIGXCPU SIGXFSZ SIGVTALRM SIGPROF SIGWINCH SIGIO SIGPOLL SIGPWR SIGSYS SIGRTMIN SIGRTMAX"
                    .split(" "));

    private Signals() {}

    static void check(String signal, Location at) {
        String upper = signal.toUpperCase(Locale.ROOT);
        String name = (upper.startsWith("SIG") ? upper : "SIG" + upper)
                .replaceFirst("(?<=SIGRTMIN)\\+([1-9]|1[0-5])$", "")
                .replaceFirst("(?<=SIGRTMAX)-([1-9]|1[0-4])$", "");
        boolean number =
                signal.matches("\\d{1,2}") && Integer.parseInt(signal) >= 1 && Integer.parseInt(signal) <= LAST;
        if (!number && !NAMES.contains(name)) {
            throw Failures.syntax(
                    at,
                    "'" + signal + "' is no signal",
                    Nearest.to(name, NAMES)
                            .map(near -> "did you mean " + near + "?")
                            .orElse("use a name such as SIGTERM, or a number from 1 to " + LAST));
        }
    }
}
