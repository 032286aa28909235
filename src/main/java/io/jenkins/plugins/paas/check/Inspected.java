package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.check.LayerFacts.Entry;
import io.jenkins.plugins.paas.check.LayerFacts.Installed;
import io.jenkins.plugins.paas.check.LayerFacts.Secret;
import io.jenkins.plugins.paas.model.ImageFlaw;
import io.jenkins.plugins.paas.model.SoftwarePackage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects what is found in the files of a layer. */
final class Inspected {
    /** A file that repeats itself tells nothing new; for each file. */
    private static final int MOST_IN_A_FILE = 20;

    private final List<Secret> secrets = new ArrayList<>();
    private final List<Installed> packages = new ArrayList<>();
    private final Map<String, Long> users = new HashMap<>();
    private final Map<String, String> system = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    /** Whether another secret of that file would still be told. */
    boolean room(String path) {
        return counts.getOrDefault(path, 0) < MOST_IN_A_FILE;
    }

    void secret(ImageFlaw flaw, String path, int line, String what) {
        if (room(path)) {
            counts.merge(path, 1, Integer::sum);
            secrets.add(new Secret(flaw, path, line, what));
        }
    }

    void installed(String path, SoftwarePackage software) {
        packages.add(new Installed(path, software));
    }

    void user(String name, long number) {
        users.put(name, number);
    }

    void system(String key, String value) {
        system.put(key, value);
    }

    LayerFacts facts(List<Entry> entries) {
        return new LayerFacts(entries, secrets, packages, users, system);
    }
}
