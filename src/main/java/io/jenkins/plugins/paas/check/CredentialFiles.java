package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.model.ImageFlaw;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Files in which programs keep passwords, where there is a password in them and no variable in its place. */
final class CredentialFiles {
    private static final String VALUE = "[\"']?(?!\\$\\{|\\$[A-Z]|%\\()[^\\s\"'$]{4,}";

    /** A file's name and what stands in it before a secret. */
    private record Shape(Pattern name, Pattern secret, String what) {
        static Shape of(String name, String secret, String what) {
            return new Shape(Pattern.compile("(?:.*/)?" + name), Pattern.compile(secret, Pattern.MULTILINE), what);
        }
    }

    private static final List<Shape> SHAPES = List.of(
            Shape.of(
                    "\\.npmrc",
                    "^[^#;\\n]*:?(?:_authToken|_auth|_password)\\s*=\\s*" + VALUE,
                    "password for an npm registry"),
            Shape.of("\\.pypirc", "^\\s*password\\s*[=:]\\s*" + VALUE, "password for a Python registry"),
            Shape.of("pip\\.conf", "^[^#\\n]*https?://[^\\s:/@$]+:[^\\s@/$]{4,}@", "password for a Python registry"),
            Shape.of("\\.git-credentials", "^https?://[^\\s:/@]+:[^\\s@]+@", "password for Git"),
            Shape.of("\\.netrc", "\\bpassword\\s+[^\\s$]{4,}", "password"),
            Shape.of(
                    "\\.docker/config\\.json",
                    "\"(?:auth|identitytoken)\"\\s*:\\s*\"[^\"]{4,}\"",
                    "password for a registry"),
            Shape.of("\\.dockercfg", "\"auth\"\\s*:\\s*\"[^\"]{4,}\"", "password for a registry"),
            Shape.of(
                    "(?:\\.m2|conf)/settings\\.xml",
                    "<password>(?!\\$\\{)[^<\\s]{4,}</password>",
                    "password for a Maven repository"),
            Shape.of("\\.composer/auth\\.json", "\"password\"\\s*:\\s*\"[^\"]{4,}\"", "password for a PHP registry"),
            Shape.of("\\.kube/config", "^\\s*(?:token|client-key-data|password):\\s*" + VALUE, "key of a cluster"),
            Shape.of("\\.pgpass", "^[^#\\n:]+:[^:\\n]*:[^:\\n]*:[^:\\n]*:[^\\s]{4,}", "password for a database"));

    private CredentialFiles() {}

    static void look(String path, String text, Inspected found) {
        for (Shape shape : SHAPES) {
            if (shape.name().matcher(path).matches()) {
                Matcher secret = shape.secret().matcher(text);
                while (found.room(path) && secret.find()) {
                    found.secret(ImageFlaw.CREDENTIALS, path, SecretScan.line(text, secret.start()), shape.what());
                }
            }
        }
    }
}
