package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.model.ImageFlaw;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Secrets that can be told by their form, with next to no others of that form: each has a mark that its issuer chose so that it can
 * be found.
 *
 * @param flaw what a file with one has
 * @param what in words
 * @param mark a text that each of them has, looked for first since that is quick
 * @param pattern the whole of it; its group {@code secret} is what chance would have to make
 */
record SecretShape(ImageFlaw flaw, String what, String mark, Pattern pattern) {
    private static final String BEFORE = "(?<![A-Za-z0-9_-])";
    private static final String AFTER = "(?![A-Za-z0-9_-])";
    private static final int LEAST_VARIETY = 8;

    /** Those of services. */
    private static final SecretShape[] TOKENS = {
        token("AWS access key", "AKIA", "AKIA[A-Z2-7]{16}"),
        token("AWS temporary access key", "ASIA", "ASIA[A-Z2-7]{16}"),
        part(
                "AWS secret access key",
                "secret_access_key",
                "(?i:aws_secret_access_key)[\"']?\\s*[=:]\\s*[\"']?",
                "[A-Za-z0-9/+]{40}"),
        token("GitHub token", "ghp_", "ghp_[A-Za-z0-9]{36}"),
        token("GitHub token", "gho_", "gho_[A-Za-z0-9]{36}"),
        token("GitHub token", "ghu_", "ghu_[A-Za-z0-9]{36}"),
        token("GitHub token", "ghs_", "ghs_[A-Za-z0-9]{36}"),
        token("GitHub token", "ghr_", "ghr_[A-Za-z0-9]{36,76}"),
        token("GitHub token", "github_pat_", "github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}"),
        token("GitLab token", "glpat-", "glpat-[A-Za-z0-9_-]{20,}"),
        token("GitLab runner token", "glrt-", "glrt-[A-Za-z0-9_-]{20,}"),
        token("GitLab deploy token", "gldt-", "gldt-[A-Za-z0-9_-]{20,}"),
        token("npm token", "npm_", "npm_[A-Za-z0-9]{36}"),
        token("PyPI token", "pypi-AgE", "pypi-AgE[A-Za-z0-9_-]{50,}"),
        token("Slack token", "xox", "xox[abprs]-[0-9]{8,}-[A-Za-z0-9-]{20,}"),
        token("Google API key", "AIza", "AIza[A-Za-z0-9_-]{35}"),
        part("Azure storage key", "AccountKey=", "AccountKey=", "[A-Za-z0-9+/]{86}=="),
        token("JSON web token", "eyJ", "eyJ[A-Za-z0-9_-]{15,}\\.eyJ[A-Za-z0-9_-]{15,}\\.[A-Za-z0-9_-]{20,}"),
    };

    /** In PEM, as files have it, or within one line, as JSON has it. Libraries know the first line; only a key has a second one. */
    private static final SecretShape PRIVATE_KEY = new SecretShape(
            ImageFlaw.PRIVATE_KEY,
            "private key",
            "PRIVATE KEY-----",
            Pattern.compile("-----BEGIN (?:[A-Z0-9]+ ){0,2}PRIVATE KEY-----(?:\\s|\\\\n|\\\\r){1,10}"
                    + "(?:(?:Proc-Type|DEK-Info|Version|Comment): [^\\n]*\\s+){0,5}(?<secret>[A-Za-z0-9+/=]{40,})"));

    private static SecretShape token(String what, String mark, String pattern) {
        return part(what, mark, BEFORE, pattern);
    }

    private static SecretShape part(String what, String mark, String before, String pattern) {
        return new SecretShape(
                ImageFlaw.TOKEN, what, mark, Pattern.compile(before + "(?<secret>" + pattern + ")" + AFTER));
    }

    /** Takes what was found, and where it begins. */
    interface Taking {
        void take(SecretShape shape, int offset);
    }

    /** All secrets of a text. */
    static void find(String text, Taking taking) {
        PRIVATE_KEY.each(text, taking);
        for (SecretShape shape : TOKENS) {
            shape.each(text, taking);
        }
    }

    /** What a text holds, in words. */
    static Optional<String> in(String text) {
        StringBuilder what = new StringBuilder();
        find(text, (shape, offset) -> {
            if (what.length() == 0) {
                what.append(shape.what());
            }
        });
        return Optional.of(what.toString()).filter(words -> !words.isEmpty());
    }

    private void each(String text, Taking taking) {
        if (!text.contains(mark)) {
            return;
        }
        Matcher found = pattern.matcher(text);
        while (found.find()) {
            if (!placeholder(found.group("secret"))) {
                taking.take(this, found.start());
            }
        }
    }

    /** What documents show in place of a secret. */
    private static boolean placeholder(String secret) {
        String lower = secret.toLowerCase(java.util.Locale.ROOT);
        return lower.contains("example")
                || lower.contains("xxxx")
                || lower.contains("1234567890")
                || secret.chars().distinct().count() < LEAST_VARIETY;
    }
}
