package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Tells mistyped names of stages from names of images. */
final class StageNames {
    private StageNames() {}

    /** The stage that was probably meant. */
    static Optional<String> near(String name, List<Stage> stages) {
        List<String> names = stages.stream()
                .flatMap(stage -> stage.from().stage().stream())
                .map(Word::raw)
                .toList();
        return Nearest.to(name.toLowerCase(Locale.ROOT), names);
    }

    /** Stages whose name another one has already: a name stands for the last one before, as it does for all builders. */
    static List<Note> twice(List<Stage> stages) {
        List<Note> notes = new ArrayList<>();
        Map<String, Word> first = new HashMap<>();
        for (Stage stage : stages) {
            stage.from().stage().ifPresent(name -> {
                Word other = first.putIfAbsent(name.raw().toLowerCase(Locale.ROOT), name);
                if (other != null) {
                    notes.add(new Note("W_STAGE_NAME_TWICE", twice(name, other)));
                }
            });
        }
        return notes;
    }

    private static String twice(Word name, Word first) {
        return name.at() + " the stage in line " + first.at().line() + " is called '" + first.raw()
                + "' already; below this line the name means this stage, so give it another one";
    }

    /**
     * Refuses a name that is nearly, or too early, that of a stage. As an image it would be asked for at Docker Hub, which takes
     * long where that cannot be reached, and may bring something foreign where it can.
     *
     * @param before the stage that names it
     */
    static void refuseMistyped(String name, List<Stage> stages, int before, Location at) {
        boolean image = name.matches(".*[/:@.].*")
                || stages.stream().anyMatch(stage -> stage.from().image().raw().equals(name));
        if (image) {
            return;
        }
        near(name, stages).ifPresent(near -> {
            boolean itself = near.equalsIgnoreCase(name);
            boolean later = stages.subList(before, stages.size()).stream()
                    .anyMatch(stage -> stage.name().equals(near));
            String what = itself
                    ? "the stage '" + near + "' does not come before this one"
                    : "there is no stage '" + name + "'";
            String meant = itself ? "" : "did you mean '" + near + "'? ";
            String order = itself || later ? "only stages above this one can be copied from; " : "";
            throw Failures.syntax(at, what, meant + order + "for the image of that name write " + name + ":latest");
        });
    }
}
