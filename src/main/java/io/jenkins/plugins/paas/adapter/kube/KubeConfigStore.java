package io.jenkins.plugins.paas.adapter.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.ConfigVersion;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.port.ConfigStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps Config versions as immutable ConfigMaps {@code <app>-config-v<N>}, found again by the hash in an annotation. */
final class KubeConfigStore implements ConfigStore {
    private static final String HASH = "paas-deploy/content-sha256";
    private static final int ATTEMPTS = 50;

    /** {@code MaxSecretSize} of the API server: the sum of a ConfigMap's values, in bytes. */
    private static final long LARGEST = 1 << 20;

    private final KubeApi api;

    KubeConfigStore(KubeApi api) {
        this.api = api;
    }

    @Override
    public ConfigVersion ensure(AppRef app, ConfigVersion.Content content) {
        checkSize(content);
        int taken = 0;
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            List<Stored> known = versions(app);
            Optional<ConfigVersion> same = same(app, known, content);
            if (same.isPresent()) {
                return same.get();
            }
            int number = 1 + Math.max(taken, newest(app, known));
            ConfigVersion added = new ConfigVersion(app.app(), number, content);
            if (api.create(KubePath.CONFIG_MAPS.in(app.namespace()), object(app, added))
                    .isPresent()) {
                return added;
            }
            // Somebody was quicker, or a ConfigMap that is not ours has the name: then the list never shows it.
            taken = number > newest(app, versions(app)) ? number : 0;
            Busy.pause(attempt);
        }
        throw Busy.giveUp("the Config versions of app " + app, ATTEMPTS);
    }

    @Override
    public ConfigVersion foresee(AppRef app, ConfigVersion.Content content) {
        checkSize(content);
        List<Stored> known = versions(app);
        return same(app, known, content).orElseGet(() -> new ConfigVersion(app.app(), 1 + newest(app, known), content));
    }

    @Override
    public Optional<ConfigVersion> find(AppRef app, int number) {
        return api.find(KubePath.CONFIG_MAPS.in(app.namespace()).named(RecordName.CONFIG.of(app, number)))
                .map(object ->
                        new ConfigVersion(app.app(), number, ConfigVersion.Content.of(files(Stored.of(object)))));
    }

    /** The hash leads to candidates; what counts is the content itself. */
    private Optional<ConfigVersion> same(AppRef app, List<Stored> known, ConfigVersion.Content content) {
        return known.stream()
                .filter(stored ->
                        stored.annotation(HASH).filter(content.hash()::equals).isPresent())
                .map(stored -> number(app, stored))
                .sorted()
                .flatMap(number -> find(app, number).stream())
                .filter(version -> version.content().equals(content))
                .findFirst();
    }

    private List<Stored> versions(AppRef app) {
        return api
                .listMetadata(KubePath.CONFIG_MAPS.in(app.namespace()).labelled(RecordName.CONFIG.selector(app)))
                .stream()
                .map(Stored::of)
                .filter(stored -> number(app, stored) > 0)
                .toList();
    }

    private static int newest(AppRef app, List<Stored> known) {
        return known.stream().mapToInt(stored -> number(app, stored)).max().orElse(0);
    }

    private static int number(AppRef app, Stored stored) {
        return RecordName.CONFIG
                .number(app, stored.name())
                .filter(number -> number <= Integer.MAX_VALUE)
                .map(Long::intValue)
                .orElse(0);
    }

    private static SortedMap<String, String> files(Stored stored) {
        SortedMap<String, String> files = new TreeMap<>();
        stored.data()
                .map()
                .keySet()
                .forEach(name -> files.put(name, stored.data().text(name)));
        return files;
    }

    private static void checkSize(ConfigVersion.Content content) {
        long size = content.files().values().stream()
                .mapToLong(text -> text.getBytes(UTF_8).length)
                .sum();
        if (size > LARGEST) {
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of(
                            "E_CONFIG_TOO_LARGE",
                            "the configuration files have " + size + " bytes together, a ConfigMap holds " + LARGEST,
                            "leave out what is not read at run time, or put large files into the image"));
        }
    }

    private static Map<String, Object> object(AppRef app, ConfigVersion version) {
        Map<String, Object> metadata = new Members()
                .add("name", version.objectName())
                .add("namespace", app.namespace())
                .add("labels", RecordName.CONFIG.labels(app))
                .add("annotations", Map.of(HASH, version.content().hash()))
                .tree();
        return Stored.configMap(metadata, Map.copyOf(version.content().files()))
                .add("immutable", true)
                .tree();
    }
}
