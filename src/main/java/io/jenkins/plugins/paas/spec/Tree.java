package io.jenkins.plugins.paas.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A YAML document with the place of everything in it. */
sealed interface Tree {
    /** Where it starts. */
    Place place();

    /** What it is, for messages; long texts are cut. */
    String words();

    /** What YAML 1.2 (core schema) takes a scalar for. */
    enum Kind {
        TEXT,
        WHOLE,
        DECIMAL,
        TRUTH,
        NOTHING
    }

    /**
     * A single value.
     *
     * @param text as it is written, without quotes
     * @param kind what YAML takes it for; a quoted value is always a text
     */
    record Scalar(Place place, String text, Kind kind) implements Tree {
        private static final int LONGEST = 40;

        @Override
        public String words() {
            return kind == Kind.NOTHING ? "empty" : "'" + shortened(text) + "'";
        }

        static String inOneLine(String text) {
            return text.replaceAll("[\\p{Cntrl}\u2028\u2029]", "?");
        }

        static String shortened(String text) {
            String line = inOneLine(text);
            return line.codePointCount(0, line.length()) <= LONGEST
                    ? line
                    : line.substring(0, line.offsetByCodePoints(0, LONGEST)) + "...";
        }
    }

    /** A list. */
    record Items(Place place, List<Tree> items) implements Tree {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String words() {
            return "a list";
        }
    }

    /** A mapping, in the order of the file. */
    record Fields(Place place, Map<String, Field> fields) implements Tree {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /** A mapping without keys. */
        static Fields none(Place place) {
            return new Fields(place, Map.of());
        }

        @Override
        public String words() {
            return "a mapping";
        }
    }

    /**
     * A key with its value.
     *
     * @param key where the key stands
     */
    record Field(Place key, Tree value) {}

    /** What a mapping has under a key; nothing in whatever is no mapping. */
    default Optional<Field> field(String key) {
        return this instanceof Fields mapping
                ? Optional.ofNullable(mapping.fields().get(key))
                : Optional.empty();
    }

    /** Whether it says nothing: {@code key:}, {@code key: null} or {@code key: ~}. */
    default boolean empty() {
        return this instanceof Scalar scalar && scalar.kind() == Kind.NOTHING;
    }
}
