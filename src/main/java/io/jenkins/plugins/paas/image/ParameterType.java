package io.jenkins.plugins.paas.image;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a parameter of a template may hold. */
public enum ParameterType {
    /** Any text of one line. */
    TEXT("any text", "write a text of one line") {
        @Override
        Optional<String> flaw(String value) {
            return value.chars().anyMatch(Character::isISOControl)
                    ? Optional.of("has a line break or another control character")
                    : Optional.empty();
        }
    },
    /** A folder or file in the image. */
    PATH("an absolute path in the image", "write an absolute path in the image, such as /app") {
        @Override
        Optional<String> flaw(String value) {
            if (!value.startsWith("/")) {
                return Optional.of("is not absolute");
            }
            return value.matches("/+")
                    ? Optional.of("is the root folder")
                    : names(value).contains("..") ? Optional.of("has '..' in it") : odd(value);
        }
    },
    /** A file or folder of the App. */
    FILE("a path below the App's folder", "write a path below the folder of paas.yaml, such as data or bin/app") {
        @Override
        Optional<String> flaw(String value) {
            if (value.isBlank()) {
                return Optional.of("is empty");
            }
            return value.startsWith("/") || value.startsWith("~")
                    ? Optional.of("is not below the App's folder")
                    : names(value).contains("..") ? Optional.of("has '..' in it") : odd(value);
        }
    },
    /** Whom the App runs as. */
    USER("user and group as numbers", "write user and group as numbers, such as \"10001:10001\"; 0 is root") {
        @Override
        Optional<String> flaw(String value) {
            if (!value.matches("[0-9]{1,9}(:[0-9]{1,9})?")) {
                return Optional.of("is no user as a number");
            }
            return value.matches("0+(:.*)?") ? Optional.of("is root") : Optional.empty();
        }
    },
    /** Whether something is done. */
    BOOLEAN("true or false", "write true or false") {
        @Override
        Optional<String> flaw(String value) {
            return value.equals("true") || value.equals("false")
                    ? Optional.empty()
                    : Optional.of("is neither true nor false");
        }
    },
    /** One of a few words. */
    CHOICE("one of a few words", "write one of the words") {
        @Override
        Optional<String> flaw(String value) {
            // Which words there are, the parameter knows.
            return Optional.empty();
        }
    },
    /** A base image. */
    IMAGE("the name of an image", "write host/name:tag, such as registry.example.com/base/java:17") {
        @Override
        Optional<String> flaw(String value) {
            return IMAGE_NAME.matcher(value).matches() ? Optional.empty() : Optional.of("names no image");
        }
    };

    private static final Pattern IMAGE_NAME = Pattern.compile(
            "[a-zA-Z0-9.-]+(:[0-9]+)?(/[a-z0-9._-]+)*(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?");

    private final String words;
    private final String hint;

    ParameterType(String words, String hint) {
        this.words = words;
        this.hint = hint;
    }

    /** What is wrong with a value; goes on after its name. */
    abstract Optional<String> flaw(String value);

    /** What to do about a wrong value. */
    String hint() {
        return hint;
    }

    /** What it may hold, in a few words. */
    public String words() {
        return words;
    }

    /** As it stands in {@code template.yaml}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static List<String> names(String path) {
        return List.of(path.split("/", -1));
    }

    private static Optional<String> odd(String path) {
        return path.chars().anyMatch(c -> c == '\\' || c == ':' || Character.isISOControl(c))
                ? Optional.of("has a character in it that paths here cannot have")
                : Optional.empty();
    }
}
