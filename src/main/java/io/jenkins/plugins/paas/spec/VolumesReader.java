package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.Memory;
import io.jenkins.plugins.paas.model.RunSpec.Workload;
import io.jenkins.plugins.paas.model.Volume;
import io.jenkins.plugins.paas.model.Volume.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code volumes}. */
final class VolumesReader {
    private static final String HINT =
            "add one of 'size: 10Gi' (storage of each pod's own), 'claim', 'secret', 'configMap' or 'empty: true'";

    /** Names that start so are given to volumes that the App does not name itself. */
    private static final String RESERVED = "paas-";

    private static final Memory LEAST_SIZE = new Memory(1L << 20);

    private final Problems problems;

    VolumesReader(Problems problems) {
        this.problems = problems;
    }

    List<Volume> read(Settings run, Workload workload) {
        List<Volume> volumes = new ArrayList<>();
        run.named("volumes", "write names with settings: {data: {mountPath: /data, size: 10Gi}}")
                .ifPresent(named -> named.forEach((name, field) -> {
                    boolean fine = AppReader.isFine(field.key(), name, VolumesReader::problemWith, problems);
                    Optional<Volume> volume = volume(fine ? name : "volume", field, workload, run);
                    volume.ifPresent(volumes::add);
                }));
        return volumes;
    }

    private static Optional<String> problemWith(String name) {
        return name.startsWith(RESERVED)
                ? Optional.of(
                        "'" + Tree.Scalar.shortened(name) + "' starts with '" + RESERVED + "', which is kept for us")
                : Names.label(name);
    }

    private Optional<Volume> volume(String name, Tree.Field field, Workload workload, Settings run) {
        if (!(field.value() instanceof Tree.Fields fields)) {
            Settings.wrongType(field.value(), "write settings below it: {mountPath: /data, size: 10Gi}", problems);
            return Optional.empty();
        }
        Settings volume = new Settings(fields, Section.VOLUME, problems);
        if (!volume.has("mountPath")) {
            volume.missing("mountPath", "write where it appears in the container: 'mountPath: /data'");
        }
        Optional<String> mountPath = volume.text("mountPath", "write where it appears in the container: /data")
                .flatMap(text -> Paths.absolute(volume.place("mountPath"), text, "/data", problems));
        Optional<Source> source = source(volume, workload, run);
        return mountPath.flatMap(path -> source.map(what -> new Volume(name, path, what)));
    }

    private Optional<Source> source(Settings volume, Workload workload, Settings run) {
        List<String> named = Stream.of("size", "claim", "secret", "configMap", "empty")
                .filter(volume::has)
                .toList();
        if (named.isEmpty()) {
            problems.add(volume.place(), Codes.MISSING, volume.place().name() + " does not say what is mounted", HINT);
            return Optional.empty();
        }
        if (named.size() > 1) {
            volume.wrong(
                    named.get(1),
                    Codes.CONFLICT,
                    String.join(" and ", named) + " cannot be mounted at one place",
                    "keep one of them");
        }
        if (volume.has("storageClass") && !volume.has("size")) {
            volume.wrong("storageClass", Codes.CONFLICT, "storageClass goes with size only", "add 'size: 10Gi'");
        }
        Optional<String> storageClass = object(volume, "storageClass");
        return switch (named.get(0)) {
            case "size" -> {
                if (workload == Workload.DEPLOYMENT) {
                    volume.conflict(
                            "size",
                            run.place("workload"),
                            "storage of each pod's own needs a statefulset",
                            "add 'workload: statefulset', or mount a claim that exists: 'claim: name'");
                }
                yield volume.memory("size", LEAST_SIZE).map(size -> new Source.PerPod(size, storageClass));
            }
            case "claim" -> object(volume, "claim").map(Source.Claim::new);
            case "secret" -> object(volume, "secret").map(Source.FromSecret::new);
            case "configMap" -> object(volume, "configMap").map(Source.FromConfigMap::new);
            default -> {
                if (volume.flag("empty").filter(yes -> !yes).isPresent()) {
                    volume.wrong("empty", Codes.FORMAT, "empty is 'false'", HINT);
                }
                yield Optional.of(new Source.Empty());
            }
        };
    }

    private Optional<String> object(Settings volume, String key) {
        return volume.text(key, "write the name of the " + key)
                .filter(text -> AppReader.isFine(volume.place(key), text, Names::object, problems));
    }
}
