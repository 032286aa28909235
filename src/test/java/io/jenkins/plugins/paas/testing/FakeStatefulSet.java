package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongFunction;

/** A StatefulSet: one pod after the other; one that does not become ready holds up everything, whatever is applied. */
final class FakeStatefulSet extends FakeWorkload {
    private int partition;
    private Optional<FakeSet> present = Optional.empty();

    FakeStatefulSet(String name) {
        super(Workload.STATEFUL_SET, name);
    }

    @Override
    void specifiedToo(Object spec) {
        partition = Plain.number(spec, 0, "updateStrategy", "rollingUpdate", "partition");
    }

    @Override
    void noted() {
        FakeSet target = current().orElseGet(this::made);
        newest(target);
        if (present.isEmpty()) {
            present = Optional.of(target);
        }
    }

    @Override
    boolean control(LongFunction<Fate> fates, Instant now) {
        FakeSet target = current().orElseThrow();
        for (int i = 0; i < desired; i++) {
            String pod = name + "-" + i;
            if (pods.stream().noneMatch(each -> each.name().equals(pod))) {
                pods.add(i, (i < partition ? present.orElse(target) : target).pod(pod, now));
                return true;
            }
            if (!pods.get(i).ready()) {
                return false;
            }
        }
        if (pods.size() > desired) {
            pods.remove(pods.size() - 1);
            return true;
        }
        for (int i = desired - 1; i >= partition; i--) {
            if (!pods.get(i).revision().equals(target.hash())) {
                pods.remove(i);
                return true;
            }
        }
        if (updated() == desired && !present.equals(Optional.of(target))) {
            present = Optional.of(target);
            return true;
        }
        return false;
    }

    @Override
    Observation seen(FakeObjects.Around around) {
        return seen(
                around,
                true,
                new WorkloadShape(ready(), false, Pace.DEFAULT, partition),
                current().map(FakeSet::hash),
                present.map(FakeSet::hash));
    }
}
