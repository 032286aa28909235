package io.jenkins.plugins.paas.adapter.buildah;

import io.jenkins.plugins.paas.image.ContainerBuild;
import io.jenkins.plugins.paas.model.Location;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What buildah prints: steps by stage, numbered, without lines of the file. */
final class BuildahReading extends Reading {
    private static final Pattern STEP = Pattern.compile("(?:\\[(\\d+)/\\d+] )?STEP \\d+/\\d+: (.*)");
    private static final Pattern FAILED =
            Pattern.compile("Error: building at STEP \"RUN .*exit status (\\d+)\\s*", Pattern.DOTALL);
    private static final Pattern ABOUT_ITSELF = Pattern.compile("subprocess exited with status \\d+");

    private final ContainerBuild build;
    private final Map<Integer, Integer> runs = new HashMap<>();
    private Optional<Location> current = Optional.empty();
    private Optional<FailedRun> failed = Optional.empty();

    BuildahReading(ContainerBuild build) {
        this.build = build;
    }

    @Override
    void line(String line) {
        Matcher step = STEP.matcher(line);
        Matcher failure = FAILED.matcher(line);
        if (step.matches()) {
            step(step);
        } else if (failure.matches()) {
            failed = Optional.of(new FailedRun(current, Integer.parseInt(failure.group(1))));
        } else if (!ABOUT_ITSELF.matcher(line).matches()) {
            keep(line);
        }
    }

    private void step(Matcher step) {
        forget();
        current = Optional.empty();
        if (step.group(2).startsWith("RUN ")) {
            int stage =
                    Optional.ofNullable(step.group(1)).map(Integer::parseInt).orElse(1) - 1;
            int number = runs.merge(stage, 1, Integer::sum) - 1;
            current = build.run(stage, number);
        }
    }

    @Override
    Optional<FailedRun> failed() {
        return failed;
    }
}
