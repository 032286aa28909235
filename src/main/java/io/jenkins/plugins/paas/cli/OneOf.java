package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.model.EditDistance;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an option that takes one of a few words; in another one it names them all, and the one that may be meant. */
abstract class OneOf<E extends Enum<E>> implements ITypeConverter<E> {
    private final List<E> all;

    OneOf(Class<E> kind) {
        this.all = Stream.of(kind.getEnumConstants()).toList();
    }

    @Override
    public E convert(String text) {
        return all.stream()
                .filter(each -> each.name().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException("'" + text + "' is none of "
                        + all.stream().map(OneOf::word).collect(Collectors.joining(", ")) + meant(text)));
    }

    private String meant(String text) {
        String written = text.toLowerCase(Locale.ROOT);
        return all.stream()
                .map(OneOf::word)
                // Half of it wrong is another word.
                .filter(word -> EditDistance.between(written, word) <= word.length() / 2)
                .min(Comparator.comparingInt(word -> EditDistance.between(written, word)))
                .map(word -> "; did you mean '" + word + "'?")
                .orElse("");
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
