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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** {@code paas}, killed by SIGKILL right after it has saved a Rollout and before it acts on it, or some time later. */
final class KilledAfterSave {
    private static final String SAVED = "saved ";
    private static final String START = "START";

    private KilledAfterSave() {}

    /**
     * Runs and dies.
     *
     * @param args after which save: its number, or the step that is saved, {@code #2} behind it for the second time; or {@code
     *     START}; {@code +500} behind it for half a second later; then the words after {@code paas}
     */
    public static void main(String[] args) throws IOException {
        Death death = Death.at(args[0]);
        Surroundings here = Main.here();
        Adapters real = Adapters.real(here);
        Adapters killing = (platform, events) -> {
            Ports ports = real.ports(platform, events);
            return new Ports(
                    cluster -> new DyingConnection(ports.clusters().connect(cluster), death),
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

    /** The steps that it saved, in order, from what it printed; the last one it did not survive. */
    static List<Rollout.Step> saves(String printed) {
        return printed.lines()
                .filter(line -> line.startsWith(SAVED))
                .map(line -> Rollout.Step.valueOf(line.substring(SAVED.length())))
                .toList();
    }

    /**
     * When and how it dies.
     *
     * @param last whether a save is the last one that it survives for a while
     * @param millis for how long; 0 for not at all
     */
    private record Death(Predicate<Rollout> last, int millis) {
        static Death at(String when) throws IOException {
            String[] parts = when.split("\\+");
            Death death = new Death(last(parts[0]), parts.length == 1 ? 0 : Integer.parseInt(parts[1]));
            if (parts[0].equals(START)) {
                death.comes();
            }
            return death;
        }

        private static Predicate<Rollout> last(String save) {
            String[] parts = save.split("#");
            boolean any = Character.isDigit(save.charAt(0));
            int count = any ? Integer.parseInt(save) : parts.length == 1 ? 1 : Integer.parseInt(parts[1]);
            AtomicInteger left = new AtomicInteger(count);
            return saved -> (any || saved.step().name().equals(parts[0])) && left.decrementAndGet() == 0;
        }

        void saved(Rollout rollout) {
            System.out.println(SAVED + rollout.step());
            if (!last.test(rollout)) {
                return;
            }
            try {
                comes();
                if (millis == 0) {
                    new CountDownLatch(1).await();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** SIGKILL, not a shutdown: nothing of ours may run any more. */
        private void comes() throws IOException {
            String kill = "sleep " + millis / 1000.0 + " && kill -9 "
                    + ProcessHandle.current().pid();
            new ProcessBuilder("sh", "-c", kill).start();
        }
    }

    private static final class DyingConnection extends ForwardingConnection {
        private final Death death;

        DyingConnection(Connection real, Death death) {
            super(real);
            this.death = death;
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
                    death.saved(rollout);
                    return saved;
                }
            };
        }
    }
}
