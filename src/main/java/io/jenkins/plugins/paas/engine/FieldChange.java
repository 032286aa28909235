package io.jenkins.plugins.paas.engine;

import java.util.Optional;

/**
 * One field of an object that would get another value.
 *
 * @param path where, such as {@code spec.template.spec.containers[web].image}; elements of lists are named by their own name
 *     where they have one
 * @param before its value as plain data; nothing where it is not there, or must not be shown
 * @param after the value that it would get; nothing where it would go, or must not be shown
 * @param what what happens to it
 * @param hidden whether its values are not shown because they may be a secret
 * @param owner the field manager that owns it, where that is somebody else who must give it up first
 */
public record FieldChange(
        String path,
        Optional<Object> before,
        Optional<Object> after,
        What what,
        boolean hidden,
        Optional<String> owner) {
    /** What happens to a field. */
    public enum What {
        ADDED,
        CHANGED,
        REMOVED
    }

    static FieldChange of(String path, Optional<Object> before, Optional<Object> after) {
        What what = before.isEmpty() ? What.ADDED : after.isEmpty() ? What.REMOVED : What.CHANGED;
        return new FieldChange(path, before, after, what, false, Optional.empty());
    }

    FieldChange kept() {
        return new FieldChange(path, Optional.empty(), Optional.empty(), what, true, owner);
    }

    FieldChange ownedBy(String manager) {
        return new FieldChange(path, before, after, what, hidden, Optional.of(manager));
    }
}
