package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.Instruction.From;
import io.jenkins.plugins.paas.model.Location;
import java.util.ArrayList;
import java.util.List;

/**
 * A stage as written.
 *
 * @param index the first is 0
 * @param from what it starts from
 * @param instructions what follows
 */
record Stage(int index, From from, List<Instruction> instructions) {
    /** No real file has more; and one that starts from another is one call within another. */
    private static final int MOST = 500;

    Stage {
        instructions = List.copyOf(instructions);
    }

    /** The name after AS; else its number. */
    String name() {
        return from.stage().map(Word::raw).orElse(String.valueOf(index));
    }

    /** All stages of a file, and the ARGs before the first. */
    record All(List<Instruction.Arg> global, List<Stage> stages) {}

    static All of(Dockerfile dockerfile) {
        List<Instruction.Arg> global = new ArrayList<>();
        List<Stage> stages = new ArrayList<>();
        List<Instruction> all = dockerfile.instructions();
        int next = 0;
        while (next < all.size() && !(all.get(next) instanceof From)) {
            Instruction instruction = all.get(next++);
            if (instruction instanceof Instruction.Arg arg) {
                global.add(arg);
            } else {
                throw Failures.syntax(
                        instruction.at(), "there is no FROM before this", "start the file with FROM image");
            }
        }
        while (next < all.size() && all.get(next) instanceof From from) {
            int first = ++next;
            while (next < all.size() && !(all.get(next) instanceof From)) {
                next++;
            }
            stages.add(new Stage(stages.size(), from, all.subList(first, next)));
        }
        return new All(global, stages);
    }

    static void refuseTooMany(List<Stage> stages, String file) {
        if (stages.isEmpty()) {
            throw Failures.syntax(new Location(file, 1, 1), "there is no FROM", "start the file with FROM image");
        }
        if (stages.size() > MOST) {
            throw Failures.unsupported(
                    stages.get(MOST).from().at(), "there are more than " + MOST + " stages", "use several Dockerfiles");
        }
    }
}
