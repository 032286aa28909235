package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.ApprovalRule;
import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.ClusterSpec;
import io.jenkins.plugins.paas.model.Environment;
import io.jenkins.plugins.paas.model.ImagePolicy;
import io.jenkins.plugins.paas.model.Issuer;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Platform.AuditStore;
import io.jenkins.plugins.paas.model.Platform.Sonar;
import io.jenkins.plugins.paas.model.RegistrySpec;
import io.jenkins.plugins.paas.model.SysctlRule;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads a whole {@code platform.yaml}. */
final class PlatformReader {
    private final Problems problems;

    PlatformReader(Problems problems) {
        this.problems = problems;
    }

    Platform read(Tree.Fields file) {
        Settings settings = new Settings(file, Section.PLATFORM, problems);
        List<String> registryNames = names(settings, "registries");
        Map<String, RegistrySpec> registries = registries(settings);
        Map<String, String> baseImages = baseImages(settings);
        Optional<Path> templates = templates(settings);
        List<ClusterSpec> clusters = new ClustersReader(problems).read(settings, registryNames);
        List<Issuer> issuers = new IssuersReader(problems).read(settings);
        Map<Environment, ApprovalRule> approvals = new ApprovalsReader(issuers, problems).read(settings, clusters);
        Optional<Sonar> sonar = sonar(settings);
        Optional<ClusterName> store = store(settings);
        AuditStore audit = audit(settings);
        Optional<String> timeZone = Zones.read(settings);
        SysctlRule sysctls = new SysctlsReader(problems).rule(settings);
        ImagePolicy images = new ImagesReader(problems).read(settings, clusters);
        Map<String, List<String>> mirrors = new MirrorsReader(problems).read(settings, registryNames);
        problems.raise();
        return new Platform(
                registries,
                baseImages,
                templates,
                clusters.stream()
                        .map(cluster -> cluster.asking(Optional.ofNullable(approvals.get(cluster.environment()))))
                        .toList(),
                issuers,
                sonar,
                store.orElseGet(() -> clusters.get(0).name()),
                audit,
                timeZone,
                sysctls,
                images,
                mirrors);
    }

    private static List<String> names(Settings settings, String key) {
        return settings.find(key)
                .filter(Tree.Fields.class::isInstance)
                .map(named -> List.copyOf(((Tree.Fields) named).fields().keySet()))
                .orElse(List.of());
    }

    private Map<String, RegistrySpec> registries(Settings settings) {
        String hint = "write a name with an address: {main: {url: registry.example.com/apps}}";
        Map<String, RegistrySpec> registries = new LinkedHashMap<>();
        Map<String, Tree.Field> named = settings.named("registries", hint).orElse(Map.of());
        if (named.isEmpty() && !(settings.has("registries") && problems.any())) {
            settings.missing("registries", hint);
        }
        named.forEach((name, field) -> {
            AppReader.isFine(field.key(), name, Names::label, problems);
            if (!(field.value() instanceof Tree.Fields fields)) {
                Settings.wrongType(
                        field.value(), "write settings below it: {url: registry.example.com/apps}", problems);
                return;
            }
            Settings registry = new Settings(fields, Section.REGISTRY, problems);
            RegistryReader.read(registry).ifPresent(spec -> {
                oneWay(registry, spec, registries);
                registries.put(name, spec);
            });
        });
        return registries;
    }

    /** A host speaks either plain HTTP or HTTPS. */
    private static void oneWay(Settings registry, RegistrySpec spec, Map<String, RegistrySpec> before) {
        before.forEach((name, other) -> {
            if (other.host().equals(spec.host()) && other.insecure() != spec.insecure()) {
                registry.wrong(
                        "insecure",
                        Codes.CONFLICT,
                        "'" + name + "' is on the same host and "
                                + (other.insecure() ? "says 'insecure: true'" : "does not say 'insecure: true'"),
                        "write 'insecure: true' at all registries of a host, or at none");
            }
        });
    }

    private Map<String, String> baseImages(Settings settings) {
        Map<String, String> images = new TreeMap<>();
        String hint = "write a language with an image: {java: registry.example.com/base/java:17}";
        settings.named("baseImages", hint)
                .ifPresent(named -> named.forEach((language, field) -> {
                    AppReader.isFine(field.key(), language, Names::label, problems);
                    Settings.text(field.value(), hint, problems).ifPresent(image -> {
                        if (!RegistryReader.isImage(image)) {
                            problems.add(
                                    field.value().place(),
                                    Codes.FORMAT,
                                    language + " is '" + Tree.Scalar.shortened(image) + "', which names no image",
                                    "write host/name:tag, such as registry.example.com/base/java:17");
                        }
                        images.put(language, image);
                    });
                }));
        return images;
    }

    /** A path on the machine that builds; seen from this file if it is not absolute. */
    private Optional<Path> templates(Settings settings) {
        String hint = "write the path of the folder, seen from this file: ./templates";
        return settings.text("templates", hint).flatMap(text -> {
            try {
                if (!text.isBlank()) {
                    return Optional.of(Path.of(text));
                }
            } catch (InvalidPathException e) {
                // Told below.
            }
            settings.wrong("templates", Codes.PATH, "templates is no path", hint);
            return Optional.empty();
        });
    }

    private Optional<Sonar> sonar(Settings settings) {
        if (!settings.has("sonar")) {
            return Optional.empty();
        }
        Settings sonar = settings.section("sonar", Section.SONAR);
        String hint = "write the server's address: https://sonar.example.com";
        if (!sonar.has("url")) {
            sonar.missing("url", hint);
        }
        Optional<String> url = sonar.text("url", hint).filter(text -> {
            boolean fine = RegistryReader.isWebAddress(text);
            if (!fine) {
                sonar.wrong("url", Codes.FORMAT, "url is no address of a server", hint + ", without user and password");
            }
            return fine;
        });
        Map<String, Sonar.Gate> gates = new LinkedHashMap<>();
        gates.put("required", Sonar.Gate.REQUIRED);
        gates.put("advisory", Sonar.Gate.ADVISORY);
        Sonar.Gate gate = sonar.choice("gate", gates).orElse(Sonar.Gate.REQUIRED);
        return url.map(address -> new Sonar(address, gate));
    }

    private Optional<ClusterName> store(Settings settings) {
        List<String> names = names(settings, "clusters");
        return settings.text("store", "write a cluster's name")
                .filter(name -> {
                    if (!names.contains(name)) {
                        settings.wrong(
                                "store",
                                Codes.REFERENCE,
                                "there is no cluster '" + Tree.Scalar.shortened(name) + "'",
                                Suggestion.among(name, names));
                    }
                    return names.contains(name) && Names.label(name).isEmpty();
                })
                .map(ClusterName::new);
    }

    private AuditStore audit(Settings settings) {
        String hint = "write 'cluster', or a database such as jdbc:postgresql://db.example.com/audit";
        Optional<String> where = settings.text("audit", hint);
        if (where.isEmpty() || where.get().equals("cluster")) {
            return new AuditStore.InCluster();
        }
        // The text itself stays out of messages: people put passwords into such addresses.
        String url = where.get();
        if (!url.startsWith("jdbc:")) {
            settings.wrong("audit", Codes.FORMAT, "audit is neither 'cluster' nor a JDBC address", hint);
        } else if (url.matches("(?is).*(password|pwd)\\s*=.*|.*//[^/]*:[^/]*@.*")) {
            settings.wrong(
                    "audit",
                    Codes.FORMAT,
                    "audit has a password in it",
                    "leave user and password out; they come from the environment");
        }
        return new AuditStore.Jdbc(url);
    }
}
