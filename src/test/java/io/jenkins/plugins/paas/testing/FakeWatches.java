package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.port.Cluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Open watches; those who watch are told of each state that differs from the one before, by whoever causes it. */
final class FakeWatches {
    private final List<Open<?>> open = new ArrayList<>();

    private final class Open<T> implements Cluster.Watch {
        private final Supplier<Optional<T>> look;
        private final Consumer<T> onChange;
        private Optional<T> last = Optional.empty();

        private Open(Supplier<Optional<T>> look, Consumer<T> onChange) {
            this.look = look;
            this.onChange = onChange;
        }

        private void tell() {
            Optional<T> now = look.get();
            if (now.isPresent() && !now.equals(last)) {
                last = now;
                onChange.accept(now.get());
            }
        }

        @Override
        public void close() {
            synchronized (open) {
                open.remove(this);
            }
        }
    }

    <T> Cluster.Watch watch(Supplier<Optional<T>> look, Consumer<T> onChange) {
        Open<T> watch = new Open<>(look, onChange);
        synchronized (open) {
            open.add(watch);
        }
        watch.tell();
        return watch;
    }

    void tell() {
        List<Open<?>> now;
        synchronized (open) {
            now = List.copyOf(open);
        }
        now.forEach(Open::tell);
    }

    int count() {
        synchronized (open) {
            return open.size();
        }
    }
}
