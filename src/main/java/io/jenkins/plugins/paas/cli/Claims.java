package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.model.Actor.Claim;
import java.util.Optional;

/** What the surroundings say of who we are; recorded as a claim, never as a fact. */
final class Claims {
    private Claims() {}

    static Optional<Claim> of(Surroundings here) {
        if (here.variable("GITLAB_CI").isPresent()) {
            return Optional.of(claim(here, "gitlab", "GITLAB_USER_LOGIN", "CI_JOB_URL"));
        }
        if (here.variable("JENKINS_URL").isPresent()) {
            return Optional.of(claim(here, "jenkins", "BUILD_USER_ID", "BUILD_URL"));
        }
        return here.variable("USER").or(() -> here.variable("LOGNAME")).map(user -> new Claim("shell", user, ""));
    }

    /** The address of {@code Anna Arendt <anna@example.com>}, or the text itself. */
    private static String address(String author) {
        int from = author.lastIndexOf('<');
        int to = author.lastIndexOf('>');
        return from >= 0 && to > from ? author.substring(from + 1, to) : author;
    }

    private static Claim claim(Surroundings here, String system, String user, String job) {
        return new Claim(
                system,
                here.variable(user).orElse(""),
                here.variable(job).orElse(""),
                here.variable("CI_COMMIT_AUTHOR")
                        .or(() -> here.variable("CHANGE_AUTHOR_EMAIL"))
                        .map(Claims::address)
                        .orElse(""));
    }
}
