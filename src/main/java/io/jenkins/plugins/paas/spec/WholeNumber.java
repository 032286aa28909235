package io.jenkins.plugins.paas.spec;

import java.util.Optional;
import java.util.regex.Pattern;

/** Whole numbers in decimal digits; the other ways to write them mean different things to different readers of YAML. */
final class WholeNumber {
    private static final Pattern DECIMAL = Pattern.compile("0|-?[1-9][0-9]{0,17}");
    private static final Pattern TOO_LONG = Pattern.compile("-?[1-9][0-9]{18,}");

    private WholeNumber() {}

    /** The number; numbers too long to hold become the largest or smallest that can be held. */
    static Optional<Long> of(Tree.Scalar scalar) {
        if (scalar.kind() != Tree.Kind.WHOLE) {
            return Optional.empty();
        }
        if (TOO_LONG.matcher(scalar.text()).matches()) {
            return Optional.of(scalar.text().startsWith("-") ? Long.MIN_VALUE : Long.MAX_VALUE);
        }
        return DECIMAL.matcher(scalar.text()).matches() ? Optional.of(Long.parseLong(scalar.text())) : Optional.empty();
    }

    /** What to do about a value that is nearly a whole number. */
    static Optional<String> hint(Tree.Scalar scalar) {
        return switch (scalar.kind()) {
            case TEXT ->
                DECIMAL.matcher(scalar.text()).matches() ? Optional.of("write it without quotes") : Optional.empty();
            case WHOLE -> Optional.of("write it in plain decimal digits, without a leading 0 or +");
            case DECIMAL, TRUTH, NOTHING -> Optional.empty();
        };
    }
}
