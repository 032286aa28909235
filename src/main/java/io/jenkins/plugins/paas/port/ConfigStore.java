package io.jenkins.plugins.paas.port;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.ConfigVersion;
import java.util.Optional;

/** Config versions: immutable ConfigMaps, numbered without gaps in the order they were first seen. */
public interface ConfigStore {
    /**
     * The version that holds this content: an earlier one when its content is the same, else a new one. Two callers at once
     * never get the same number for different content.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_CONFIG_TOO_LARGE} above 1 MiB (the limit of a ConfigMap),
     *     {@code E_FORBIDDEN}
     */
    ConfigVersion ensure(AppRef app, ConfigVersion.Content content);

    /**
     * The version that {@link #ensure} would give now, without making it.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_CONFIG_TOO_LARGE}, {@code E_FORBIDDEN}
     */
    ConfigVersion foresee(AppRef app, ConfigVersion.Content content);

    /** The version of that number. */
    Optional<ConfigVersion> find(AppRef app, int number);
}
