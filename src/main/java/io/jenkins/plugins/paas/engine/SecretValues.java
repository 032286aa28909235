package io.jenkins.plugins.paas.engine;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which values must not be shown. What stands in a Secret is never shown; a variable's value stands in the open already, yet people
 * write passwords there although they should not.
 */
final class SecretValues {
    /** A name ends with what it holds: PGPASSWORD and dbPassword are some, PASSWORD_FILE, TOKEN_URL and COMPASS are none. */
    private static final Pattern NAME = Pattern.compile(
            "(PASS(WORD|WD|PHRASE)|SECRET|TOKEN|CREDENTIALS?|(API|ACCESS|ACCOUNT|PRIVATE|SIGNING|ENCRYPTION|SECRET)[_\\-.]?KEY"
                    + "|SECRET_KEY_BASE)$|(^|[_\\-.])PASS$|[_\\-.]PWD$",
            Pattern.CASE_INSENSITIVE);

    /** An address with a password in it, a private key, a token in its usual shape. */
    private static final Pattern VALUE = Pattern.compile(
            "[a-z][a-z0-9+.-]*://[^/\\s:@]*:[^/\\s@]+@|-----BEGIN [A-Z ]*PRIVATE KEY-----|(^|\\s)eyJ[A-Za-z0-9_-]{10,}\\."
                    + "|(password|passwd)[\"']?\\s*[:=]\\s*[\"']?(?![\\s\"'$]|\\{\\{)\\S"
                    + "|(pwd|secret|token|accountkey|sharedaccesskey)=(?![\\s\"'$]|\\{\\{)\\S",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ENV = Pattern.compile(".*\\benv\\[(.+)]\\.value");

    private SecretValues() {}

    /** A change as it may be shown. */
    static FieldChange shown(String kind, FieldChange change) {
        boolean secret = kind.equals("Secret")
                && (change.path().startsWith("data") || change.path().startsWith("stringData"));
        return secret || suspicious(change) ? change.kept() : change;
    }

    private static boolean suspicious(FieldChange change) {
        Matcher env = ENV.matcher(change.path());
        return (env.matches() && NAME.matcher(env.group(1)).find())
                || List.of(change.before(), change.after()).stream()
                        .flatMap(Optional::stream)
                        .anyMatch(value -> VALUE.matcher(value.toString()).find());
    }

    /** Whether a variable is most likely a secret that stands in the open. */
    static boolean inTheOpen(String name, String value) {
        return (NAME.matcher(name).find() && !value.isEmpty())
                || VALUE.matcher(value).find();
    }
}
