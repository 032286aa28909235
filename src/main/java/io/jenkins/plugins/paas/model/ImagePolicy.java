package io.jenkins.plugins.paas.model;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a platform wants of images.
 *
 * @param modes whether images are checked, by environment
 * @param otherwise the same for the environments that are not named
 * @param maxSize the most bytes that all layers may have, as a registry keeps them
 * @param refuse flaws that count as errors, which are warnings otherwise
 * @param allow what is known and accepted
 */
public record ImagePolicy(
        Map<Environment, Mode> modes,
        Mode otherwise,
        Optional<Memory> maxSize,
        Set<ImageFlaw> refuse,
        List<Allowance> allow) {
    /** That of a platform that says nothing. */
    public static final ImagePolicy NONE = new ImagePolicy(Map.of(), Mode.OFF, Optional.empty(), Set.of(), List.of());

    public ImagePolicy {
        modes = Map.copyOf(modes);
        refuse = Set.copyOf(refuse);
        allow = List.copyOf(allow);
    }

    /** What holds in an environment. */
    public Mode in(Environment environment) {
        return modes.getOrDefault(environment, otherwise);
    }

    /** What holds where no environment is named: the strictest that holds in any. */
    public Mode strictest() {
        return Stream.concat(Stream.of(otherwise), modes.values().stream())
                .max(Comparator.naturalOrder())
                .orElse(otherwise);
    }

    /** How bad a flaw is here. */
    public ImageFlaw.Level level(ImageFlaw flaw) {
        return refuse.contains(flaw) ? ImageFlaw.Level.ERROR : flaw.level();
    }

    /** What a build or deploy does about flaws. */
    public enum Mode {
        /** It does not look. */
        OFF,
        /** It tells of them. */
        WARN,
        /** It refuses images with errors. */
        REQUIRED
    }

    /**
     * A flaw that is accepted.
     *
     * @param flaw which
     * @param path the files, as a pattern with {@code *}, {@code **} and {@code ?}; nothing for all of that flaw
     * @param why the reason, for those who read the file later
     */
    public record Allowance(ImageFlaw flaw, Optional<String> path, String why) {}
}
