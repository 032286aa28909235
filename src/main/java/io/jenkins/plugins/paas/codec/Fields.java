package io.jenkins.plugins.paas.codec;

import io.jenkins.plugins.paas.model.PaasException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Takes the members of a JSON object by name and type; what is missing or of another type is named with its path. */
final class Fields {
    private final String what;
    private final String path;
    private final Map<String, Object> members;

    private Fields(String what, String path, Map<String, Object> members) {
        this.what = what;
        this.path = path;
        this.members = members;
    }

    /**
     * Reads a versioned document.
     *
     * @param what the object that it lies in, for the failure
     * @param text its JSON
     * @param mapping makes the record; a value that the record's own constructor refuses makes the document unreadable
     */
    static <T> T document(String what, String text, Function<Fields, T> mapping) {
        return map(what, Json.read(what, text), fields -> {
            long schema = fields.whole("schema");
            if (schema > Members.SCHEMA) {
                throw Unreadable.newer(what, schema);
            }
            return mapping.apply(fields);
        });
    }

    static <T> T map(String what, Map<String, Object> members, Function<Fields, T> mapping) {
        try {
            return mapping.apply(new Fields(what, "", members));
        } catch (IllegalArgumentException | DateTimeException e) {
            // The message may repeat what the record holds, so it stays out.
            PaasException unreadable = Unreadable.record(what, "a value in it is not allowed");
            unreadable.initCause(e);
            throw unreadable;
        }
    }

    String text(String name) {
        return need(name, String.class, "text");
    }

    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    /** A text that is turned into a value by a constructor or parser. */
    <T> T made(String name, Function<String, T> from) {
        return from.apply(text(name));
    }

    <T> Optional<T> optionalMade(String name, Function<String, T> from) {
        return optionalText(name).map(from);
    }

    long whole(String name) {
        Number number = need(name, Number.class, "a whole number");
        if (number instanceof Integer || number instanceof Long) {
            return number.longValue();
        }
        throw wrong(name, "is no whole number of 64 bits");
    }

    int small(String name) {
        long number = whole(name);
        if (number != (int) number) {
            throw wrong(name, "is no whole number of 32 bits");
        }
        return (int) number;
    }

    Optional<Long> optionalWhole(String name) {
        return has(name) ? Optional.of(whole(name)) : Optional.empty();
    }

    Optional<Integer> optionalSmall(String name) {
        return has(name) ? Optional.of(small(name)) : Optional.empty();
    }

    boolean flag(String name) {
        return need(name, Boolean.class, "true or false");
    }

    Instant time(String name) {
        return made(name, Instant::parse);
    }

    Optional<Instant> optionalTime(String name) {
        return optionalMade(name, Instant::parse);
    }

    Optional<Duration> optionalDuration(String name) {
        return optionalMade(name, Duration::parse);
    }

    Duration duration(String name) {
        return made(name, Duration::parse);
    }

    <E extends Enum<E>> E constant(String name, Class<E> type) {
        return constant(name, text(name), type);
    }

    private <E extends Enum<E>> E constant(String name, String text, Class<E> type) {
        try {
            return Enum.valueOf(type, text);
        } catch (IllegalArgumentException e) {
            PaasException unknown = wrong(name, "is a " + type.getSimpleName() + " that this version does not know");
            unknown.initCause(e);
            throw unknown;
        }
    }

    <E extends Enum<E>> List<E> constants(String name, Class<E> type) {
        List<E> all = new ArrayList<>();
        for (String text : texts(name)) {
            all.add(constant(name, text, type));
        }
        return all;
    }

    Fields object(String name) {
        return within(pathOf(name), need(name, Map.class, "an object"));
    }

    Optional<Fields> optionalObject(String name) {
        return has(name) ? Optional.of(object(name)) : Optional.empty();
    }

    List<Fields> objects(String name) {
        List<Fields> all = new ArrayList<>();
        for (Object element : need(name, List.class, "a list")) {
            String place = pathOf(name) + "[" + all.size() + "]";
            if (!(element instanceof Map<?, ?> object)) {
                throw Unreadable.record(what, place + " is no object");
            }
            all.add(within(place, object));
        }
        return all;
    }

    List<String> texts(String name) {
        List<String> all = new ArrayList<>();
        for (Object element : need(name, List.class, "a list")) {
            if (!(element instanceof String text)) {
                throw wrong(name, "holds something that is no text");
            }
            all.add(text);
        }
        return all;
    }

    Map<String, String> textsByName(String name) {
        Map<String, String> all = new LinkedHashMap<>();
        object(name).members.forEach((key, value) -> {
            if (!(value instanceof String text)) {
                throw wrong(name, "holds something that is no text");
            }
            all.put(key, text);
        });
        return all;
    }

    /** The whole object as it is. */
    Map<String, Object> tree() {
        return members;
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    private <T> T need(String name, Class<T> type, String called) {
        Object value = members.get(name);
        if (value == null) {
            throw wrong(name, "is missing");
        }
        if (!type.isInstance(value)) {
            throw wrong(name, "is not " + called);
        }
        return type.cast(value);
    }

    private PaasException wrong(String name, String why) {
        return Unreadable.record(what, pathOf(name) + " " + why);
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    @SuppressWarnings("unchecked") // a JSON object's keys are texts
    private Fields within(String place, Map<?, ?> object) {
        return new Fields(what, place, (Map<String, Object>) object);
    }
}
