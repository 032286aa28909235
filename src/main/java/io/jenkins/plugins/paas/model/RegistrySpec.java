package io.jenkins.plugins.paas.model;

import java.util.regex.Pattern;

/**
 * A registry and how to sign in to it.
 *
 * @param host host with its port; Docker Hub's is {@code docker.io}, whatever it was called
 * @param prefix the path that comes before an App's name; may be empty, and may have {@link #TEAM} in it
 * @param credentials where user and password come from
 * @param insecure whether plain HTTP may be spoken; never a default
 */
public record RegistrySpec(String host, String prefix, Credentials credentials, boolean insecure) {
    /** Stands for the team's name in a prefix, so that Apps of one name that belong to different teams lie apart. */
    public static final String TEAM = "{{team}}";

    public RegistrySpec {
        host = Repository.oneName(host);
    }

    /** Whether a repository lies in its folder, of whichever team that is, or is that folder. */
    public boolean holds(Repository repository) {
        String folder = prefix.isEmpty() ? "" : Pattern.quote(prefix + "/").replace(TEAM, "\\E[^/]+\\Q");
        String path = repository.path();
        return host.equals(repository.host())
                && (path.equals(prefix) || Pattern.compile(folder).matcher(path).lookingAt());
    }

    /** How many folders lie above its repositories. */
    public int depth() {
        return prefix.isEmpty() ? 0 : prefix.split("/", -1).length;
    }

    /** The repository of a team's App. */
    public Repository repositoryOf(AppName app, TeamName team) {
        return repositoryOf(app.value(), team);
    }

    /** The repository of something else that is a team's own. */
    public Repository repositoryOf(String path, TeamName team) {
        String folder = prefix.replace(TEAM, team.value());
        return new Repository(host, folder.isEmpty() ? path : folder + "/" + path);
    }

    /** Where user and password come from. */
    public sealed interface Credentials {
        /** {@code ~/.docker/config.json} and the credential helpers that it names; none means anonymous. */
        record DockerConfig() implements Credentials {}

        /**
         * The environment variables {@code <prefix>_USERNAME} and {@code <prefix>_PASSWORD}.
         *
         * @param prefix such as {@code REGISTRY}
         */
        record Environment(String prefix) implements Credentials {}
    }
}
