package io.jenkins.plugins.paas.adapter.jib;

import io.jenkins.plugins.paas.model.RegistrySpec;
import io.jenkins.plugins.paas.model.RegistrySpec.Credentials;
import io.jenkins.plugins.paas.port.RegistryLogins;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How registries are reached: the platform's settings for each host, and where user and password are looked for. */
public final class RegistryAccess implements RegistryLogins {
    private final Map<String, RegistrySpec> byHost;
    private final Map<String, String> environment;
    private final DockerConfig docker;
    private final Map<String, Optional<SignIn>> known = new ConcurrentHashMap<>();

    /**
     * Access as the platform describes it.
     *
     * @param registries the platform's registries; any other host is spoken to by HTTPS, with the credentials of Docker's
     *     configuration
     * @param environment the process's environment variables
     * @param home the user's home folder, for {@code .docker/config.json}
     */
    public RegistryAccess(Collection<RegistrySpec> registries, Map<String, String> environment, Path home) {
        // Two registries may share a host and differ in the prefix; the first one speaks for the host.
        this.byHost = registries.stream()
                .collect(Collectors.toMap(RegistrySpec::host, Function.identity(), (first, second) -> first));
        this.environment = Map.copyOf(environment);
        this.docker = DockerConfig.of(environment, home);
    }

    @Override
    public Access of(String image) {
        String host = JibNames.repository(image).host();
        Optional<Login> login = signIn(host).map(found -> new Login(found.user(), found.password(), found.token()));
        return new Access(host, login, insecure(host));
    }

    /** Whether plain HTTP may be spoken to a host. */
    boolean insecure(String host) {
        return byHost.containsKey(host) && byHost.get(host).insecure();
    }

    /** Who to sign in as; nobody is anonymous. A credential helper is asked once only. */
    Optional<SignIn> signIn(String host) {
        return known.computeIfAbsent(host, this::look);
    }

    private Optional<SignIn> look(String host) {
        if (credentials(host) instanceof Credentials.Environment variables) {
            Optional<String> user = Optional.ofNullable(environment.get(variables.prefix() + "_USERNAME"));
            Optional<String> password = Optional.ofNullable(environment.get(variables.prefix() + "_PASSWORD"));
            return user.flatMap(name -> password.map(secret -> new SignIn(name, secret)));
        }
        return docker.signIn(host);
    }

    /** Where user and password were looked for, in words. */
    String looked(String host) {
        String found = signIn(host).isPresent() ? "found in " : "none found in ";
        if (credentials(host) instanceof Credentials.Environment variables) {
            String prefix = variables.prefix();
            return found + "the environment variables " + prefix + "_USERNAME and " + prefix + "_PASSWORD";
        }
        return found + docker.described(host);
    }

    private Credentials credentials(String host) {
        return byHost.containsKey(host) ? byHost.get(host).credentials() : new Credentials.DockerConfig();
    }
}
