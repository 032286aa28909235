package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.ClusterSpec;
import java.util.List;

/** The environments that the platform's clusters have, for settings that name them. */
final class EnvironmentNames {
    private final List<String> known;
    private final Problems problems;

    EnvironmentNames(List<ClusterSpec> clusters, Problems problems) {
        this.known = clusters.stream()
                .map(cluster -> cluster.environment().value())
                .distinct()
                .toList();
        this.problems = problems;
    }

    /** Whether it is a name; one that no cluster has is told. Without any cluster nothing is known of them. */
    boolean isFine(Place at, String environment) {
        boolean fine = AppReader.isFine(at, environment, Names::label, problems);
        if (fine && !known.isEmpty() && !known.contains(environment)) {
            problems.add(
                    at,
                    Codes.REFERENCE,
                    "no cluster has the environment '" + environment + "'",
                    Suggestion.among(environment, known));
        }
        return fine;
    }
}
