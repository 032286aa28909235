package io.jenkins.plugins.paas.adapter.buildah;

import io.jenkins.plugins.paas.image.ContainerBuild;
import io.jenkins.plugins.paas.image.RunLine;
import io.jenkins.plugins.paas.model.Location;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What BuildKit prints in plain progress: numbered steps with times, and at the end the line of the file that failed. */
final class BuildKitReading extends Reading {
    private static final Pattern OUTPUT = Pattern.compile("#(\\d+) \\d+\\.\\d+ (.*)");
    private static final Pattern FAILED =
            Pattern.compile("(#\\d+ ERROR: )?.*did not complete successfully: exit code: (\\d+).*");
    private static final Pattern PLACE = Pattern.compile("[^ ]+:(\\d+)");

    private final ContainerBuild build;
    private String step = "";
    private OptionalInt line = OptionalInt.empty();
    private OptionalInt exitCode = OptionalInt.empty();

    BuildKitReading(ContainerBuild build) {
        this.build = build;
    }

    @Override
    void line(String text) {
        Matcher output = OUTPUT.matcher(text);
        Matcher failure = FAILED.matcher(text);
        Matcher place = PLACE.matcher(text);
        if (failure.matches()) {
            exitCode = OptionalInt.of(Integer.parseInt(failure.group(2)));
        } else if (exitCode.isPresent()) {
            // What follows repeats the output and shows the file.
            if (place.matches() && line.isEmpty()) {
                line = OptionalInt.of(Integer.parseInt(place.group(1)));
            }
        } else if (output.matches()) {
            if (!output.group(1).equals(step)) {
                step = output.group(1);
                forget();
            }
            keep(output.group(2));
        } else if (!text.isBlank()) {
            keep(text);
        }
    }

    @Override
    Optional<FailedRun> failed() {
        return exitCode.isPresent() ? Optional.of(new FailedRun(at(), exitCode.getAsInt())) : Optional.empty();
    }

    private Optional<Location> at() {
        return Stream.concat(build.needed().stream(), build.others().stream())
                .map(RunLine::at)
                .filter(at -> line.isPresent() && at.line() == line.getAsInt())
                .findFirst();
    }
}
