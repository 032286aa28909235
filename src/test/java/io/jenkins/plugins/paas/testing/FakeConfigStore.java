package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.ConfigVersion;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.port.ConfigStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps Config versions in memory. */
public final class FakeConfigStore implements ConfigStore {
    private static final int LARGEST = 1 << 20;
    private final Map<AppRef, List<ConfigVersion>> versions = new HashMap<>();

    @Override
    public synchronized ConfigVersion ensure(AppRef app, ConfigVersion.Content content) {
        ConfigVersion wanted = foresee(app, content);
        List<ConfigVersion> known = versions.computeIfAbsent(app, any -> new ArrayList<>());
        if (wanted.number() > known.size()) {
            known.add(wanted);
        }
        return wanted;
    }

    @Override
    public synchronized ConfigVersion foresee(AppRef app, ConfigVersion.Content content) {
        int size = content.files().values().stream()
                .mapToInt(FakeConfigStore::bytes)
                .sum();
        if (size > LARGEST) {
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of("E_CONFIG_TOO_LARGE", "the configuration has " + size + " bytes", "shorten"));
        }
        List<ConfigVersion> known = versions.getOrDefault(app, List.of());
        return known.stream()
                .filter(version -> version.content().equals(content))
                .findFirst()
                .orElseGet(() -> new ConfigVersion(app.app(), known.size() + 1, content));
    }

    @Override
    public synchronized Optional<ConfigVersion> find(AppRef app, int number) {
        List<ConfigVersion> known = versions.getOrDefault(app, List.of());
        return number >= 1 && number <= known.size() ? Optional.of(known.get(number - 1)) : Optional.empty();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
