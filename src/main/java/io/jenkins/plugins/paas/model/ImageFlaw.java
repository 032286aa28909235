package io.jenkins.plugins.paas.model;

import java.util.Arrays;
import java.util.Optional;

/** What can be wrong with an image. The codes are stable: platforms allow by them, and {@code docs/image-check.md} explains each. */
public enum ImageFlaw {
    /** Its program runs as root. */
    ROOT_USER(Level.ERROR),
    /** Its user is a name, which Kubernetes cannot tell from root. */
    USER_BY_NAME(Level.WARNING),
    /** Files that run with the rights of their owner or group. */
    SETUID(Level.WARNING),
    /** Programs whose file gives them a part of root's rights. */
    CAPABILITIES(Level.WARNING),
    /** Files and folders that every user may change. */
    WORLD_WRITABLE(Level.WARNING),
    /** Private keys in files. */
    PRIVATE_KEY(Level.ERROR),
    /** Tokens and keys of services in files. */
    TOKEN(Level.ERROR),
    /** Files in which programs keep passwords, with a password in them. */
    CREDENTIALS(Level.ERROR),
    /** Tokens, keys and passwords in variables, labels or history. */
    SECRET_IN_SETTINGS(Level.ERROR),
    /** Variables whose name says that they hold a secret. */
    SECRET_BY_NAME(Level.WARNING),
    /** What an upper layer removes or replaces and a lower one still holds. */
    HIDDEN_FILES(Level.WARNING),
    /** A base that may be another one tomorrow. */
    BASE_NOT_PINNED(Level.WARNING),
    /** More bytes than the platform wants. */
    TOO_LARGE(Level.ERROR);

    /** How bad it is. */
    public enum Level {
        ERROR,
        WARNING
    }

    private final Level level;

    ImageFlaw(Level level) {
        this.level = level;
    }

    /** How bad it is where the platform says nothing else. */
    public Level level() {
        return level;
    }

    /** Its code, such as {@code I_ROOT_USER}. */
    public String code() {
        return "I_" + name();
    }

    /** The flaw with that code. */
    public static Optional<ImageFlaw> of(String code) {
        return Arrays.stream(values()).filter(each -> each.code().equals(code)).findFirst();
    }
}
