package io.jenkins.plugins.paas.adapter.jib;

import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.port.Registry;
import java.util.List;
import java.util.Optional;

/** A registry by its HTTP interface. */
public final class HttpRegistry implements Registry {
    /** Registries, reached as {@code access} says. */
    public HttpRegistry(RegistryAccess access) {}

    @Override
    public Optional<Digest> resolve(ImageRef image) {
        throw new UnsupportedOperationException("planned, not yet written");
    }

    @Override
    public List<String> tags(Repository repository) {
        throw new UnsupportedOperationException("planned, not yet written");
    }

    @Override
    public void copy(ImageRef from, ImageRef to) {
        throw new UnsupportedOperationException("planned, not yet written");
    }

    @Override
    public void check(Repository repository) {
        throw new UnsupportedOperationException("planned, not yet written");
    }
}
