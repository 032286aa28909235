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

    void secret(ImageFlaw flaw, String path, int line, String what) {
        if (counts.merge(path, 1, Integer::sum) <= MOST_IN_A_FILE) {
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
