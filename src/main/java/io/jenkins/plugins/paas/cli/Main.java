package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.adapter.kube.HeadStart;
import io.jenkins.plugins.paas.model.Outcome;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The process {@code paas}. */
public final class Main {
    private static final long SECONDS_TO_LEAVE = 10;

    private Main() {}

    /**
     * Runs one command and ends the process with its exit code, one of {@link io.jenkins.plugins.paas.model.Outcome}.
     *
     * @param args the words after {@code paas}
     */
    public static void main(String[] args) {
        CountDownLatch ended = new CountDownLatch(1);
        leaveWhenTold(Thread.currentThread(), ended);
        Surroundings here = here();
        HeadStart headStart = args.length > 0 && Commands.meetsCluster(args[0])
                ? HeadStart.to(here.env(), () -> Expected.context(args, here))
                : HeadStart.NONE;
        int code = Outcome.UNEXPECTED.exitCode();
        try {
            code = new Paas(here, Adapters.real(here, headStart)).run(args);
        } finally {
            ended.countDown();
        }
        HttpThreads.end();
        System.exit(code);
    }

    /** SIGTERM and Ctrl-C mean: leave. What is saved stays, the lock is given back, and paas resume goes on from there. */
    private static void leaveWhenTold(Thread command, CountDownLatch ended) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            if (ended.getCount() > 0) {
                                command.interrupt();
                                await(ended);
                            }
                        },
                        "paas-leave"));
    }

    private static void await(CountDownLatch ended) {
        try {
            if (!ended.await(SECONDS_TO_LEAVE, TimeUnit.SECONDS)) {
                System.err.println("left in the middle of something; what was saved is safe");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** This process's own surroundings; the launcher says whether a terminal is there, Java 17 cannot. */
    static Surroundings here() {
        return new Surroundings(
                environment(),
                Path.of("").toAbsolutePath(),
                System.in,
                utf8(FileDescriptor.out),
                utf8(FileDescriptor.err),
                Boolean.getBoolean("paas.terminal"),
                InstantSource.system());
    }

    /** With the user's own locale, where the launcher gave Java another one. */
    private static Map<String, String> environment() {
        Map<String, String> env = new HashMap<>(System.getenv());
        String locale = System.getProperty("paas.LC_ALL", env.getOrDefault("LC_ALL", ""));
        if (locale.isEmpty()) {
            env.remove("LC_ALL");
        } else {
            env.put("LC_ALL", locale);
        }
        return env;
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new UntilClosed(new FileOutputStream(descriptor)), true, StandardCharsets.UTF_8);
    }
}
