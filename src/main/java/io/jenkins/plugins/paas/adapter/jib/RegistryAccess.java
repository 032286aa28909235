package io.jenkins.plugins.paas.adapter.jib;

import io.jenkins.plugins.paas.model.RegistrySpec;
import io.jenkins.plugins.paas.model.RegistrySpec.Credentials;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.port.RegistryLogins;
import io.jenkins.plugins.paas.proxy.Proxies;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** How registries are reached: the platform's settings for each folder, and where user and password are looked for. */
public final class RegistryAccess implements RegistryLogins {
    private static final Comparator<RegistrySpec> NARROWER = Comparator.comparingInt(RegistrySpec::depth)
            .thenComparing(spec -> !spec.prefix().contains(RegistrySpec.TEAM));

    private final List<RegistrySpec> registries;
    private final Map<String, String> environment;
    private final DockerConfig docker;
    private final Map<Source, Optional<SignIn>> known = new ConcurrentHashMap<>();

    /**
     * Access as the platform describes it.
     *
     * @param registries the platform's registries; any other host is spoken to by HTTPS, with the credentials of Docker's
     *     configuration
     * @param environment the process's environment variables
     * @param home the user's home folder, for {@code .docker/config.json}
     */
    public RegistryAccess(Collection<RegistrySpec> registries, Map<String, String> environment, Path home) {
        this.registries = List.copyOf(registries);
        this.environment = Map.copyOf(environment);
        this.docker = DockerConfig.of(environment, home);
    }

    @Override
    public Access of(String image) {
        Repository repository = JibNames.repository(image);
        Optional<Login> login =
                signIn(repository).map(found -> new Login(found.user(), found.password(), found.token()));
        return new Access(repository, login, insecure(repository.host()));
    }

    /** Whether plain HTTP may be spoken to a host; the platform's file says the same for all registries of one. */
    boolean insecure(String host) {
        return on(host).anyMatch(RegistrySpec::insecure);
    }

    /** The proxies on the way to registries. */
    ProxySelector proxies() {
        return new Proxies(environment);
    }

    /** Who to sign in as; nobody is anonymous. A credential helper is asked once only. */
    Optional<SignIn> signIn(Repository repository) {
        return known.computeIfAbsent(source(repository), this::look);
    }

    /** Whether both are of one host and one user. */
    boolean together(Repository one, Repository other) {
        return source(one).equals(source(other));
    }

    /** Where user and password come from; what comes from the same place is the same. */
    private record Source(String host, Credentials credentials) {}

    /** The platform's narrowest folder that a repository lies in says it, or else the first registry of its host. */
    private Source source(Repository repository) {
        String host = repository.host();
        Credentials credentials = on(host).filter(spec -> spec.holds(repository))
                .max(NARROWER)
                .or(() -> on(host).findFirst())
                .map(RegistrySpec::credentials)
                .orElseGet(Credentials.DockerConfig::new);
        return new Source(host, credentials);
    }

    private Stream<RegistrySpec> on(String host) {
        return registries.stream().filter(spec -> spec.host().equals(host));
    }

    private Optional<SignIn> look(Source source) {
        if (source.credentials() instanceof Credentials.Environment variables) {
            Optional<String> user = Optional.ofNullable(environment.get(variables.prefix() + "_USERNAME"));
            Optional<String> password = Optional.ofNullable(environment.get(variables.prefix() + "_PASSWORD"));
            return user.flatMap(name -> password.map(secret -> new SignIn(name, secret)));
        }
        return docker.signIn(source.host());
    }

    /** Where user and password were looked for, in words. */
    String looked(Repository repository) {
        String found = signIn(repository).isPresent() ? "found in " : "none found in ";
        if (source(repository).credentials() instanceof Credentials.Environment variables) {
            String prefix = variables.prefix();
            return found + "the environment variables " + prefix + "_USERNAME and " + prefix + "_PASSWORD";
        }
        return found + docker.described(repository.host());
    }
}
