package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.util.List;
import java.util.function.Function;

/** Names the variables without a value to which a mistake is due. */
final class MissingValues {
    private final List<String> names;
    private final Function<String, String> remedy;

    /**
     * Those of one word.
     *
     * @param names of the variables
     * @param remedy where the value of one could come from
     */
    MissingValues(List<String> names, Function<String, String> remedy) {
        this.names = List.copyOf(names);
        this.remedy = remedy;
    }

    /** The failure with them as its reason; as it is where there are none. */
    PaasException blamedFor(PaasException failure) {
        if (names.isEmpty()) {
            return failure;
        }
        Problem problem = failure.problems().get(0);
        String first = names.get(0);
        String reason = names.size() == 1
                ? "the variable " + first + " is not set"
                : "the variables " + String.join(", ", names) + " are not set";
        return new PaasException(
                failure.outcome(),
                new Problem(
                        problem.code(),
                        problem.where(),
                        problem.path(),
                        problem.what() + ": " + reason,
                        remedy.apply(first)));
    }
}
