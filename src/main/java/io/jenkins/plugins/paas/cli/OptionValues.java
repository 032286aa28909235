package io.jenkins.plugins.paas.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of options; whoever wrote another one is told what is expected, by an example. */
final class OptionValues {
    private OptionValues() {}

    /** The number of a Release. */
    static final class ReleaseNumber implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            return within(
                    text,
                    1,
                    Long.MAX_VALUE,
                    "no release's number; give one of those that 'paas history' shows, such as 7");
        }
    }

    /** A number of lines. */
    static final class Lines implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            return (int) within(text, 0, Integer.MAX_VALUE, "no number of lines; give 1 or more, such as 200");
        }
    }

    /** Whether something is wanted; mostly said by the option alone. */
    static final class Flag implements ITypeConverter<Boolean> {
        @Override
        public Boolean convert(String text) {
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default ->
                    throw new TypeConversionException(
                            "'" + text + "' is neither true nor false; the option needs no value to be true");
            };
        }
    }

    private static long within(String text, long least, long most, String otherwise) {
        try {
            long number = Long.parseLong(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new TypeConversionException("'" + text + "' is " + otherwise);
        }
        throw new TypeConversionException("'" + text + "' is " + otherwise);
    }
}
