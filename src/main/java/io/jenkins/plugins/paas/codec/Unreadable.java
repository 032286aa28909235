package io.jenkins.plugins.paas.codec;

import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;

/** The failure that names a stored record that cannot be read. */
public final class Unreadable {
    /** Its code. */
    public static final String CODE = "E_RECORD_UNREADABLE";

    private Unreadable() {}

    /**
     * The failure.
     *
     * @param what the object, such as {@code Secret/paas.release.orders.7}
     * @param why in words that repeat nothing of its content
     */
    public static PaasException record(String what, String why) {
        return new PaasException(
                Outcome.UNEXPECTED,
                Problem.of(
                        CODE,
                        what + " cannot be read: " + why,
                        "it was damaged or changed by hand; put it back from a backup, or delete it if nothing needs it"));
    }

    static PaasException newer(String what, long schema) {
        return new PaasException(
                Outcome.UNEXPECTED,
                Problem.of(
                        CODE,
                        what + " was written by a newer paas (schema " + schema + ", known is " + Members.SCHEMA + ")",
                        "use that version or a later one"));
    }
}
