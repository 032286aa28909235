package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.check.Verdict.Allowed;
import io.jenkins.plugins.paas.model.ImageFlaw;
import io.jenkins.plugins.paas.model.ImagePolicy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Judges an image by what a platform wants. */
public final class Judgement {
    private final ImagePolicy policy;
    private final Map<ImageFlaw, List<Evidence>> flaws = new EnumMap<>(ImageFlaw.class);
    private final List<Allowed> allowed = new ArrayList<>();

    private Judgement(ImagePolicy policy) {
        this.policy = policy;
    }

    /** What is wrong with an image, and what is in it. */
    public static Verdict of(Subject image, ImagePolicy policy) {
        Judgement judgement = new Judgement(policy);
        Overlay overlay =
                Overlay.of(image.layers().stream().map(Subject.Layer::facts).toList());
        SettingsFlaws.look(image, judgement::add);
        FileFlaws.look(image, overlay, judgement::add);
        image.loose().forEach(base -> judgement.add(ImageFlaw.BASE_NOT_PINNED, Evidence.of(base)));
        long size = image.layers().stream().mapToLong(Subject.Layer::size).sum();
        policy.maxSize().filter(most -> size > most.bytes()).ifPresent(most -> judgement.tooLarge(image, size));
        return new Verdict(judgement.findings(), judgement.allowed, SeenPackages.of(image, overlay), size);
    }

    /** Takes what is wrong. */
    interface Taking {
        void take(ImageFlaw flaw, Evidence evidence);
    }

    private void add(ImageFlaw flaw, Evidence evidence) {
        Optional<ImagePolicy.Allowance> rule = policy.allow().stream()
                .filter(each -> Fitting.fits(each, flaw, evidence))
                .findFirst();
        if (rule.isPresent()) {
            allowed.add(new Allowed(flaw, evidence, rule.get().why()));
        } else {
            flaws.computeIfAbsent(flaw, any -> new ArrayList<>()).add(evidence);
        }
    }

    private void tooLarge(Subject image, long size) {
        image.layers().stream()
                .max(Comparator.comparingLong(Subject.Layer::size))
                .ifPresent(largest -> add(
                        ImageFlaw.TOO_LARGE,
                        new Evidence(
                                Optional.of(largest.digest()),
                                Optional.empty(),
                                OptionalInt.empty(),
                                "its layers have " + Words.bytes(size) + ", the largest one "
                                        + Words.bytes(largest.size()))));
    }

    private List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        flaws.forEach((flaw, evidence) -> findings.add(new Finding(
                flaw, policy.level(flaw), Words.of(flaw, evidence.size(), policy), evidence, Words.suggestion(flaw))));
        findings.sort(Comparator.comparing(Finding::level).thenComparing(Finding::flaw));
        return findings;
    }

    /** Patterns of paths. */
    private static final class Fitting {
        private Fitting() {}

        static boolean fits(ImagePolicy.Allowance rule, ImageFlaw flaw, Evidence evidence) {
            return rule.flaw() == flaw
                    && (rule.path().isEmpty()
                            || evidence.path()
                                    .filter(path -> fits(rule.path().get(), path))
                                    .isPresent());
        }

        /** {@code *} and {@code ?} within a name, {@code **} through any number of folders. */
        private static boolean fits(String pattern, String path) {
            StringBuilder regex = new StringBuilder();
            for (int i = 0; i < pattern.length(); i++) {
                char c = pattern.charAt(i);
                if (c == '*' && pattern.startsWith("**/", i)) {
                    regex.append("(?:.*/)?");
                    i += 2;
                } else if (c == '*' && pattern.startsWith("**", i)) {
                    regex.append(".*");
                    i++;
                } else if (c == '*') {
                    regex.append("[^/]*");
                } else {
                    regex.append(c == '?' ? "[^/]" : Pattern.quote(String.valueOf(c)));
                }
            }
            return path.matches(regex.toString());
        }
    }
}
