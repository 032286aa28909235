package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.Problem;
import java.util.List;

/**
 * What a deploy would make of one object.
 *
 * @param object {@code Kind/name}
 * @param what what becomes of it
 * @param fields what would be different; of a new object all that we say, of one that goes nothing
 * @param numbered whether our own labels change with the release's number, too
 * @param refused what the cluster would refuse it for, conflicts with owners of fields included
 */
public record ObjectChange(
        String object, What what, List<FieldChange> fields, boolean numbered, List<Problem> refused) {
    public ObjectChange {
        fields = List.copyOf(fields);
        refused = List.copyOf(refused);
    }

    /** What becomes of an object. */
    public enum What {
        CREATED,
        CHANGED,
        /** Nothing changes but our own labels, which follow the release's number; a workload's pods are replaced for it. */
        NUMBERED,
        UNCHANGED,
        /** The release before had it and this one has not. */
        REMOVED
    }
}
