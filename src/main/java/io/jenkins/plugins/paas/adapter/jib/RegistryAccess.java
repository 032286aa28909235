package io.jenkins.plugins.paas.adapter.jib;

import io.jenkins.plugins.paas.model.RegistrySpec;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;

/** How registries are reached: the platform's settings for each host, and where user and password are looked for. */
public final class RegistryAccess {
    /**
     * Access as the platform describes it.
     *
     * @param registries the platform's registries; any other host is spoken to by HTTPS, with the credentials of Docker's
     *     configuration
     * @param environment the process's environment variables
     * @param home the user's home folder, for {@code .docker/config.json}
     */
    public RegistryAccess(Collection<RegistrySpec> registries, Map<String, String> environment, Path home) {}
}
