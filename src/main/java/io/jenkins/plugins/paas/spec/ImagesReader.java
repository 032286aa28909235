package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.ClusterSpec;
import io.jenkins.plugins.paas.model.Environment;
import io.jenkins.plugins.paas.model.ImageFlaw;
import io.jenkins.plugins.paas.model.ImagePolicy;
import io.jenkins.plugins.paas.model.ImagePolicy.Allowance;
import io.jenkins.plugins.paas.model.ImagePolicy.Mode;
import io.jenkins.plugins.paas.model.Memory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a platform wants of images. */
final class ImagesReader {
    private static final String CODES = "list codes of docs/image-check.md: [I_SETUID]";
    private static final String ALLOWANCES =
            "list what is accepted: [{code: I_SETUID, path: \"/usr/bin/*\", why: \"part of the base\"}]";

    private static final Map<String, Mode> MODES = new LinkedHashMap<>();

    static {
        MODES.put("required", Mode.REQUIRED);
        MODES.put("warn", Mode.WARN);
        MODES.put("off", Mode.OFF);
    }

    private final Problems problems;

    ImagesReader(Problems problems) {
        this.problems = problems;
    }

    ImagePolicy read(Settings platform, List<ClusterSpec> clusters) {
        if (!platform.has("images")) {
            return ImagePolicy.NONE;
        }
        Settings images = platform.section("images", Section.IMAGES);
        Map<Environment, Mode> modes = new LinkedHashMap<>();
        Mode otherwise = Mode.WARN;
        Optional<Tree> check = images.find("check");
        if (check.isPresent() && check.get() instanceof Tree.Fields byEnvironment) {
            // Who names environments names all that he means.
            otherwise = Mode.OFF;
            modes.putAll(byEnvironment(byEnvironment, clusters));
        } else {
            otherwise = images.choice("check", MODES).orElse(Mode.WARN);
        }
        return new ImagePolicy(
                modes, otherwise, images.memory("maxSize", new Memory(1 << 20)), refuse(images), allow(images));
    }

    private Map<Environment, Mode> byEnvironment(Tree.Fields named, List<ClusterSpec> clusters) {
        Map<Environment, Mode> modes = new LinkedHashMap<>();
        EnvironmentNames environments = new EnvironmentNames(clusters, problems);
        String hint = "write " + String.join(", ", MODES.keySet());
        named.fields().forEach((environment, field) -> {
            boolean fine = environments.isFine(field.key(), environment);
            Settings.text(field.value(), hint, problems).ifPresent(mode -> {
                if (!MODES.containsKey(mode)) {
                    problems.add(
                            field.value().place(),
                            Codes.FORMAT,
                            environment + " is '" + Tree.Scalar.shortened(mode) + "'",
                            hint);
                } else if (fine) {
                    modes.put(new Environment(environment), MODES.get(mode));
                }
            });
        });
        return modes;
    }

    private Set<ImageFlaw> refuse(Settings images) {
        Set<ImageFlaw> flaws = new LinkedHashSet<>();
        images.items("refuse", CODES)
                .orElse(List.of())
                .forEach(item -> Settings.text(item, CODES, problems)
                        .flatMap(code -> flaw(item, code))
                        .ifPresent(flaws::add));
        return flaws;
    }

    private Optional<ImageFlaw> flaw(Tree at, String code) {
        Optional<ImageFlaw> flaw = ImageFlaw.of(code);
        if (flaw.isEmpty()) {
            List<String> codes =
                    Arrays.stream(ImageFlaw.values()).map(ImageFlaw::code).toList();
            problems.add(
                    at.place(),
                    Codes.REFERENCE,
                    "there is no code '" + Tree.Scalar.shortened(code) + "'",
                    Suggestion.among(code, codes));
        }
        return flaw;
    }

    private List<Allowance> allow(Settings images) {
        List<Allowance> allowances = new ArrayList<>();
        images.items("allow", ALLOWANCES).orElse(List.of()).forEach(item -> {
            if (item instanceof Tree.Fields fields) {
                allowance(new Settings(fields, Section.ALLOWANCE, problems)).ifPresent(allowances::add);
            } else {
                Settings.wrongType(item, ALLOWANCES, problems);
            }
        });
        return allowances;
    }

    private Optional<Allowance> allowance(Settings allowance) {
        if (!allowance.has("code")) {
            allowance.missing("code", "name what is accepted: code: I_SETUID");
        }
        if (!allowance.has("why")) {
            allowance.missing("why", "write the reason, for those who read this later");
        }
        Optional<ImageFlaw> flaw = allowance
                .text("code", "name what is accepted: code: I_SETUID")
                .flatMap(code -> flaw(allowance.find("code").orElseThrow(), code));
        Optional<String> why =
                allowance.text("why", "write the reason in words").filter(text -> !text.isBlank());
        Optional<String> path = allowance
                .text("path", "write a pattern such as \"/usr/bin/*\" or \"**/test/*.pem\"")
                .filter(pattern -> {
                    boolean fine = pattern.startsWith("/") || pattern.startsWith("*");
                    if (!fine) {
                        allowance.wrong(
                                "path",
                                Codes.PATH,
                                "path is '" + Tree.Scalar.shortened(pattern) + "', which fits no file",
                                "begin it with / or **/");
                    }
                    return fine;
                });
        return flaw.flatMap(code -> why.map(reason -> new Allowance(code, path, reason)));
    }
}
