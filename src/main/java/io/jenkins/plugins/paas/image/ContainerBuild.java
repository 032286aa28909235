package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A Dockerfile whose image needs commands to be run in containers.
 *
 * @param name the file as the user knows it
 * @param file the file
 * @param context the folder that is copied from
 * @param ignore the file that says what of it is left out
 * @param args values of its {@code ARG}s
 * @param needed the {@code RUN}s that the image needs, one at least
 * @param others those of the stages that it does not need
 * @param novelties what the image needs that not all tools know
 * @param images the images that it names, as written once variables are filled in
 * @param equipment what the image gets above what the commands make
 * @param labels labels that the image gets besides those of the file
 * @param created the image's time
 * @param fileTime the time of the files that a command or a copy wrote
 */
public record ContainerBuild(
        String name,
        Path file,
        Path context,
        Optional<Path> ignore,
        Map<String, String> args,
        List<RunLine> needed,
        List<RunLine> others,
        List<Novelty> novelties,
        List<String> images,
        Equipment equipment,
        Map<String, String> labels,
        Instant created,
        Instant fileTime)
        implements ImageWork {
    public ContainerBuild {
        args = Collections.unmodifiableMap(new TreeMap<>(args));
        needed = List.copyOf(needed);
        others = List.copyOf(others);
        novelties = List.copyOf(novelties);
        images = List.copyOf(images);
        labels = Collections.unmodifiableMap(new TreeMap<>(labels));
    }

    @Override
    public List<Note> notes() {
        return equipment.notes();
    }

    /**
     * Where a stage's RUN stands.
     *
     * @param stage the stage's number, the first is 0
     * @param number which of its RUNs, the first is 0
     */
    public Optional<Location> run(int stage, int number) {
        List<RunLine> all = new ArrayList<>(needed);
        all.addAll(others);
        return all.stream()
                .filter(run -> run.stage() == stage)
                .skip(number)
                .map(RunLine::at)
                .findFirst();
    }
}
