package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.check.LayerFacts.Installed;
import io.jenkins.plugins.paas.check.Verdict.Part;
import io.jenkins.plugins.paas.model.SoftwarePackage;
import io.jenkins.plugins.paas.model.SoftwarePackage.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The packages that a container sees, each once. */
final class SeenPackages {
    private static final Comparator<SoftwarePackage> ORDER = Comparator.comparing(SoftwarePackage::kind)
            .thenComparing(SoftwarePackage::namespace)
            .thenComparing(SoftwarePackage::name)
            .thenComparing(SoftwarePackage::version)
            .thenComparing(each -> each.qualifiers().toString());

    private SeenPackages() {}

    static List<Part> of(Subject image, Overlay overlay) {
        Map<String, String> system = new HashMap<>();
        image.layers().forEach(layer -> system.putAll(layer.facts().system()));
        Map<SoftwarePackage, String> seen = new LinkedHashMap<>();
        for (int i = 0; i < image.layers().size(); i++) {
            for (Installed each : image.layers().get(i).facts().packages()) {
                if (overlay.hides(i, each.path()).isEmpty()) {
                    seen.putIfAbsent(whole(each.software(), system), each.path());
                }
            }
        }
        List<Part> parts = new ArrayList<>();
        seen.forEach((software, path) -> parts.add(new Part(software, path)));
        parts.sort(Comparator.comparing(Part::software, ORDER));
        return parts;
    }

    /** A package of the system is known by the system that gives it out. */
    private static SoftwarePackage whole(SoftwarePackage software, Map<String, String> system) {
        if (software.kind() != Kind.DEB && software.kind() != Kind.APK) {
            return software;
        }
        String usual = software.kind() == Kind.DEB ? "debian" : "alpine";
        String vendor = system.getOrDefault("ID", usual);
        Map<String, String> qualifiers = new HashMap<>(software.qualifiers());
        if (system.containsKey("VERSION_ID")) {
            qualifiers.put("distro", vendor + "-" + system.get("VERSION_ID"));
        }
        return new SoftwarePackage(software.kind(), vendor, software.name(), software.version(), qualifiers);
    }
}
