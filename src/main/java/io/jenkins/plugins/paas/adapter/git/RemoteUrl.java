package io.jenkins.plugins.paas.adapter.git;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The address of a repository, made fit for labels and records: whatever may be a secret is taken out. */
final class RemoteUrl {
    private static final Pattern WITH_SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(?:([^/@]*)@)?([^?#]*).*");

    private RemoteUrl() {}

    static Optional<String> clean(String url) {
        String text = url.strip();
        if (text.isEmpty() || text.startsWith("/") || text.startsWith(".") || text.startsWith("file:")) {
            // A folder of this machine tells nobody else anything.
            return Optional.empty();
        }
        Matcher parts = WITH_SCHEME.matcher(text);
        if (!parts.matches()) {
            // user@host:path, where the user is no secret and there is no place for a password.
            return Optional.of(text);
        }
        boolean ssh = parts.group(1).endsWith("ssh");
        String user = Optional.ofNullable(parts.group(2)).orElse("").replaceFirst(":.*", "");
        // In an HTTP address the user alone may be a token.
        String kept = ssh && !user.isEmpty() ? user + "@" : "";
        return Optional.of(parts.group(1) + "://" + kept + parts.group(3));
    }
}
