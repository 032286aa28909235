package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.PaasException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The options of an instruction, {@code --name=value}, which stand before its words. */
final class Flags {
    private static final Set<String> REPEATED = Set.of("exclude", "mount", "device");

    private final Map<String, List<Word>> values = new HashMap<>();
    private final int count;

    private Flags(int count) {
        this.count = count;
    }

    /**
     * Reads the options of an instruction.
     *
     * @param words all words of the instruction
     * @param valued names that take a value
     * @param plain names that need none
     */
    static Flags read(List<Word> words, Set<String> valued, Set<String> plain) {
        List<Word> written =
                words.stream().takeWhile(word -> word.raw().startsWith("--")).toList();
        Flags flags = new Flags(written.size());
        for (Word word : written) {
            int equals = word.raw().indexOf('=');
            String name = equals < 0 ? word.raw().substring(2) : word.raw().substring(2, equals);
            if (!valued.contains(name) && !plain.contains(name)) {
                throw unknown(word, name, valued, plain);
            }
            if (equals < 0 && valued.contains(name)) {
                throw Failures.syntax(word.at(), "--" + name + " has no value", "write --" + name + "=value");
            }
            List<Word> known = flags.values.computeIfAbsent(name, key -> new ArrayList<>());
            if (!known.isEmpty() && !REPEATED.contains(name)) {
                throw Failures.syntax(word.at(), "--" + name + " is there already", "keep one of the two");
            }
            Word value =
                    equals < 0 ? truth(word) : word.part(equals + 1, word.raw().length());
            if (plain.contains(name) && !value.raw().matches("(?i)true|false")) {
                throw Failures.syntax(
                        value.at(),
                        "--" + name + " is '" + value.raw() + "', neither true nor false",
                        "write --" + name + ", or leave it out");
            }
            known.add(value);
        }
        return flags;
    }

    private static Word truth(Word word) {
        return new Word("true", word.line(), word.offset());
    }

    private static PaasException unknown(Word word, String name, Set<String> valued, Set<String> plain) {
        List<String> all = new ArrayList<>(valued);
        all.addAll(plain);
        all.sort(null);
        String known = all.isEmpty() ? "it takes no options" : "it takes --" + String.join(", --", all);
        return Failures.syntax(
                word.at(),
                "--" + name + " is no option of this instruction",
                Nearest.to(name, all)
                        .map(near -> "did you mean --" + near + "?")
                        .orElse(known));
    }

    /** How many words they take. */
    int count() {
        return count;
    }

    Optional<Word> value(String name) {
        return all(name).stream().findFirst();
    }

    List<Word> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Whether an option without a value is there, and not said to be false. */
    boolean has(String name) {
        return value(name).filter(word -> !word.raw().equalsIgnoreCase("false")).isPresent();
    }
}
