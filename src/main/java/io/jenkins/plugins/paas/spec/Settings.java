package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.Cpu;
import io.jenkins.plugins.paas.model.Memory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of one mapping, read by kind. What is wrong becomes a problem, and the setting then counts as not given, so
 * that reading goes on and finds the rest.
 */
final class Settings {
    private final Tree.Fields fields;
    private final Section section;
    private final Problems problems;

    Settings(Tree.Fields fields, Section section, Problems problems) {
        this.fields = fields;
        this.section = section;
        this.problems = problems;
        fields.fields().forEach((key, field) -> {
            if (!section.has(key)) {
                problems.add(
                        field.key(),
                        Codes.UNKNOWN_KEY,
                        "there is no key '" + Tree.Scalar.shortened(key) + "'"
                                + (fields.place().path().isEmpty()
                                        ? ""
                                        : " in '" + fields.place().name() + "'"),
                        Suggestion.forKey(key, section));
            }
        });
    }

    /** What the key holds; nothing when it is missing or says nothing. */
    Optional<Tree> find(String key) {
        if (!section.has(key)) {
            throw new IllegalArgumentException(section + " has no key " + key);
        }
        return Optional.ofNullable(fields.fields().get(key))
                .map(Tree.Field::value)
                .filter(value -> !value.empty());
    }

    boolean has(String key) {
        return find(key).isPresent();
    }

    /** Where the key's value stands; the mapping's own place when the key is missing. */
    Place place(String key) {
        return find(key).map(Tree::place).orElse(fields.place());
    }

    Place place() {
        return fields.place();
    }

    Problems problems() {
        return problems;
    }

    void wrong(String key, String code, String what, String hint) {
        problems.add(place(key), code, what, hint);
    }

    /** Two settings that do not go together; it is told at the one that a cluster lays over the App's own. */
    void conflict(String key, Place other, String what, String hint) {
        Place own = place(key);
        problems.add(other.inCluster() && !own.inCluster() ? other : own, Codes.CONFLICT, what, hint);
    }

    /** The key must be there. */
    void missing(String key, String hint) {
        Place place = fields.place();
        Tree.Field empty = fields.fields().get(key);
        problems.add(
                empty == null ? place : empty.key(),
                Codes.MISSING,
                "'" + key + "' is " + (empty == null ? "missing" : "empty"),
                hint);
    }

    private static Optional<Tree.Scalar> scalar(Tree value, String hint, Problems problems) {
        if (value instanceof Tree.Scalar scalar) {
            return Optional.of(scalar);
        }
        wrongType(value, hint, problems);
        return Optional.empty();
    }

    static void wrongType(Tree value, String hint, Problems problems) {
        problems.add(value.place(), Codes.TYPE, value.place().name() + " is " + value.words(), hint);
    }

    /** A text; what YAML takes for a number or a truth value must be in quotes. */
    Optional<String> text(String key, String hint) {
        return find(key).flatMap(value -> text(value, hint, problems));
    }

    static Optional<String> text(Tree value, String hint, Problems problems) {
        Optional<Tree.Scalar> scalar = scalar(value, hint, problems);
        if (scalar.isPresent() && scalar.get().kind() != Tree.Kind.TEXT) {
            String what = value.place().name() + " is "
                    + switch (scalar.get().kind()) {
                        case NOTHING -> "empty";
                        case TRUTH -> value.words() + ", which is no text";
                        default -> "the number " + value.words();
                    };
            problems.add(
                    value.place(),
                    Codes.TYPE,
                    what,
                    scalar.get().kind() == Tree.Kind.NOTHING ? hint : "put it in quotes");
            return Optional.empty();
        }
        return scalar.map(Tree.Scalar::text);
    }

    /** Any single value, as it is written; nothing is read into it. */
    static Optional<String> verbatim(Tree value, String hint, Problems problems) {
        if (value.empty()) {
            problems.add(value.place(), Codes.TYPE, value.place().name() + " is empty", hint);
            return Optional.empty();
        }
        return scalar(value, hint, problems).map(Tree.Scalar::text);
    }

    /** A whole number within bounds. */
    Optional<Integer> whole(String key, int least, int most) {
        return wholeLong(key, least, most).map(Long::intValue);
    }

    /** A whole number within bounds. */
    Optional<Long> wholeLong(String key, long least, long most) {
        String hint = "use a whole number, " + (most >= Integer.MAX_VALUE ? least + " or more" : least + " to " + most);
        return find(key).flatMap(value -> scalar(value, hint, problems)).flatMap(scalar -> {
            Optional<Long> number = WholeNumber.of(scalar);
            if (number.isEmpty()) {
                wrongType(scalar, WholeNumber.hint(scalar).orElse(hint), problems);
            } else if (number.get() < least || number.get() > most) {
                wrong(key, Codes.RANGE, scalar.place().name() + " is " + Tree.Scalar.shortened(scalar.text()), hint);
                return Optional.empty();
            }
            return number;
        });
    }

    /** {@code true} or {@code false}. */
    Optional<Boolean> flag(String key) {
        String hint = "write true or false";
        return find(key).flatMap(value -> scalar(value, hint, problems)).flatMap(scalar -> {
            if (scalar.kind() == Tree.Kind.TRUTH
                    && (scalar.text().equals("true") || scalar.text().equals("false"))) {
                return Optional.of(scalar.text().equals("true"));
            }
            wrongType(scalar, hint + ", in lower case and without quotes", problems);
            return Optional.empty();
        });
    }

    /** One of a few words. */
    <T> Optional<T> choice(String key, Map<String, T> words) {
        String all = "write " + String.join(", ", words.keySet());
        return text(key, all).flatMap(text -> {
            if (!words.containsKey(text)) {
                String near = Suggestion.nearest(text, words.keySet())
                        .map(word -> "did you mean '" + word + "'?")
                        .orElse(all);
                wrong(key, Codes.FORMAT, place(key).name() + " is '" + Tree.Scalar.shortened(text) + "'", near);
            }
            return Optional.ofNullable(words.get(text));
        });
    }

    /** A duration of whole seconds within bounds. */
    Optional<Duration> duration(String key, Duration least, Duration most) {
        String hint = "write a duration such as 30s, 10m or 1h30m";
        return find(key).flatMap(value -> scalar(value, hint, problems)).flatMap(scalar -> {
            Optional<Duration> duration =
                    scalar.kind() == Tree.Kind.TEXT ? Amounts.duration(scalar.text()) : Optional.empty();
            if (duration.isEmpty()) {
                String unit = scalar.kind() == Tree.Kind.WHOLE
                        ? "add the unit: " + scalar.text() + "s or " + scalar.text() + "m"
                        : hint;
                wrong(
                        key,
                        scalar.kind() == Tree.Kind.TEXT ? Codes.FORMAT : Codes.TYPE,
                        scalar.place().name() + " is " + scalar.words(),
                        unit);
            } else if (duration.get().compareTo(least) < 0 || duration.get().compareTo(most) > 0) {
                wrong(
                        key,
                        Codes.RANGE,
                        scalar.place().name() + " is " + scalar.words(),
                        "use " + Amounts.words(least) + " to " + Amounts.words(most));
                return Optional.empty();
            }
            return duration;
        });
    }

    /** CPU, as text or number. */
    Optional<Cpu> cpu(String key) {
        String hint = "write thousandths of a core such as 500m, or cores such as 2 or 0.5";
        return amount(key, hint).flatMap(text -> {
            Optional<Cpu> cpu = Amounts.cpu(text);
            if (cpu.isEmpty()) {
                wrong(key, Codes.FORMAT, place(key).name() + " is '" + Tree.Scalar.shortened(text) + "'", hint);
            }
            return cpu;
        });
    }

    /** Memory or storage, as text or number, of at least so much. */
    Optional<Memory> memory(String key, Memory least) {
        String hint = "write an amount such as 512Mi or 2Gi";
        return amount(key, hint).flatMap(text -> {
            Optional<Memory> memory = Amounts.memory(text);
            if (memory.isEmpty()) {
                wrong(key, Codes.FORMAT, place(key).name() + " is '" + Tree.Scalar.shortened(text) + "'", hint);
            } else if (memory.get().bytes() < least.bytes()) {
                String what = place(key).name() + " is " + memory.get().bytes() + " bytes";
                wrong(key, Codes.RANGE, what, "use " + least + " or more; mind the unit: 512Mi");
                return Optional.empty();
            }
            return memory;
        });
    }

    private Optional<String> amount(String key, String hint) {
        return find(key).flatMap(value -> scalar(value, hint, problems)).flatMap(scalar -> {
            if (scalar.kind() == Tree.Kind.TRUTH) {
                wrongType(scalar, hint, problems);
                return Optional.empty();
            }
            return Optional.of(scalar.text());
        });
    }

    /** The mapping below a key; one without keys when there is none. */
    Settings section(String key, Section below) {
        Tree.Fields none = Tree.Fields.none(place(key));
        Tree.Fields found = find(key)
                .map(value -> {
                    if (value instanceof Tree.Fields mapping) {
                        return mapping;
                    }
                    wrongType(value, "write settings below it: " + String.join(", ", below.keys()), problems);
                    return none;
                })
                .orElse(none);
        return new Settings(found, below, problems);
    }

    /** The mapping below a key whose own keys are names that the user chose; nothing when there is none. */
    Optional<Map<String, Tree.Field>> named(String key, String hint) {
        return find(key).flatMap(value -> {
            if (value instanceof Tree.Fields mapping) {
                return Optional.of(new LinkedHashMap<>(mapping.fields()));
            }
            wrongType(value, hint, problems);
            return Optional.empty();
        });
    }

    /** The items of a list. */
    Optional<List<Tree>> items(String key, String hint) {
        return find(key).flatMap(value -> {
            if (value instanceof Tree.Items list) {
                return Optional.of(list.items());
            }
            wrongType(value, hint, problems);
            return Optional.empty();
        });
    }

    /** The items of a list of single values, as they are written. */
    Optional<List<String>> texts(String key, String hint) {
        return items(key, hint).map(items -> {
            List<String> texts = new ArrayList<>();
            items.forEach(item -> verbatim(item, hint, problems).ifPresent(texts::add));
            return texts;
        });
    }
}
