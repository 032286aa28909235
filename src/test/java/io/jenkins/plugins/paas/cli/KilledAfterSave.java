package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.engine.Ports;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Rollout;
import io.jenkins.plugins.paas.port.Cluster;
import io.jenkins.plugins.paas.port.Connection;
import io.jenkins.plugins.paas.port.RolloutStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** {@code paas}, killed by SIGKILL right after it has saved a Rollout and before it acts on it. */
final class KilledAfterSave {
    private static final String DIES = "killed after saving ";

    private KilledAfterSave() {}

    /**
     * Runs and dies.
     *
     * @param args after which save: a number, or the step that is saved; then the words after {@code paas}
     */
    public static void main(String[] args) {
        Predicate<Rollout> last = last(args[0]);
        Surroundings here = Main.here();
        Adapters real = Adapters.real(here);
        Adapters killing = (platform, events) -> {
            Ports ports = real.ports(platform, events);
            return new Ports(
                    cluster -> new DyingConnection(ports.clusters().connect(cluster), last),
                    ports.registry(),
                    ports.builder(),
                    ports.planner(),
                    ports.contents(),
                    ports.bills(),
                    ports.containers(),
                    ports.source(),
                    ports.commands());
        };
        System.exit(new Paas(here, killing).run(Arrays.copyOfRange(args, 1, args.length)));
    }

    /** The step whose saving it did not survive, from what it printed. */
    static String where(String printed) {
        return printed.lines()
                .filter(line -> line.startsWith(DIES))
                .map(line -> line.substring(DIES.length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(printed));
    }

    private static Predicate<Rollout> last(String save) {
        if (!Character.isDigit(save.charAt(0))) {
            return saved -> saved.step() == Rollout.Step.valueOf(save);
        }
        AtomicInteger left = new AtomicInteger(Integer.parseInt(save));
        return saved -> left.decrementAndGet() == 0;
    }

    /** SIGKILL, not a shutdown: nothing of ours may run any more. */
    private static void die(Rollout saved) {
        System.out.println(DIES + saved.step());
        try {
            new ProcessBuilder(
                            "kill", "-9", String.valueOf(ProcessHandle.current().pid()))
                    .start();
            new CountDownLatch(1).await();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class DyingConnection extends ForwardingConnection {
        private final Predicate<Rollout> last;

        DyingConnection(Connection real, Predicate<Rollout> last) {
            super(real);
            this.last = last;
        }

        @Override
        public RolloutStore rollouts() {
            RolloutStore real = super.rollouts();
            return new RolloutStore() {
                @Override
                public Cluster.Watch watch(AppRef app, Consumer<Saved> onChange) {
                    return real.watch(app, onChange);
                }

                @Override
                public Optional<Saved> load(AppRef app) {
                    return real.load(app);
                }

                @Override
                public Saved save(Rollout rollout, Optional<Saved> replaces) {
                    Saved saved = real.save(rollout, replaces);
                    if (last.test(rollout)) {
                        die(rollout);
                    }
                    return saved;
                }
            };
        }
    }
}
