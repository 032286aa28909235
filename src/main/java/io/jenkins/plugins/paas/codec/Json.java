package io.jenkins.plugins.paas.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON text from and to plain values: {@code Map<String, Object>} (keys keep their order), {@code List<Object>}, {@code
 * String}, {@code Boolean} and numbers. A whole number is read as the smallest of Integer, Long and BigInteger that holds
 * it, any other as Double. There is no null: a member that is {@code null} counts as missing.
 */
public final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    /**
     * Reads a document.
     *
     * @param what the object that the text lies in, as the failure names it, such as {@code Secret/paas.release.orders.7}
     * @param text one JSON object
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_RECORD_UNREADABLE}; the text itself is not repeated, it may
     *     hold secrets
     */
    public static Map<String, Object> read(String what, String text) {
        try (JsonParser parser = FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Unreadable.record(what, "it is no JSON object");
            }
            Map<String, Object> document = object(parser);
            if (parser.nextToken() != null) {
                throw Unreadable.record(what, "something follows after its end");
            }
            return document;
        } catch (JsonProcessingException e) {
            // Its message repeats a piece of the text, so it is no cause to keep.
            throw Unreadable.record(what, "it is no valid JSON" + place(e));
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail to be read", e);
        }
    }

    /** Writes plain values on one line, without spaces. */
    public static String write(Object tree) {
        return text(tree, false);
    }

    /** Writes plain values over several lines, indented for people. */
    public static String writeIndented(Object tree) {
        return text(tree, true);
    }

    private static String text(Object tree, boolean indented) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            if (indented) {
                generator.useDefaultPrettyPrinter();
            }
            put(generator, tree);
        } catch (IOException e) {
            throw new UncheckedIOException("a text cannot fail to be written", e);
        }
        return text.toString();
    }

    private static String place(JsonProcessingException e) {
        JsonLocation at = e.getLocation();
        return at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (parser.nextToken() != JsonToken.VALUE_NULL) {
                members.put(name, value(parser));
            }
        }
        return members;
    }

    private static List<Object> list(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return elements;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> list(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getNumberValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw new JsonParseException(parser, "no value");
        };
    }

    private static void put(JsonGenerator to, Object value) throws IOException {
        if (value instanceof Map<?, ?> members) {
            to.writeStartObject();
            for (Map.Entry<?, ?> member : members.entrySet()) {
                to.writeFieldName((String) member.getKey());
                put(to, member.getValue());
            }
            to.writeEndObject();
        } else if (value instanceof Iterable<?> elements) {
            to.writeStartArray();
            for (Object element : elements) {
                put(to, element);
            }
            to.writeEndArray();
        } else if (value instanceof String text) {
            to.writeString(text);
        } else if (value instanceof Boolean flag) {
            to.writeBoolean(flag);
        } else if (value instanceof Number number) {
            putNumber(to, number);
        } else {
            throw new IllegalArgumentException("no JSON for " + value.getClass().getName());
        }
    }

    private static void putNumber(JsonGenerator to, Number number) throws IOException {
        if (number instanceof Double || number instanceof Float) {
            double value = number.doubleValue();
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("JSON has no number " + value);
            }
            to.writeNumber(value);
        } else if (number instanceof BigInteger big) {
            to.writeNumber(big);
        } else if (number instanceof BigDecimal big) {
            to.writeNumber(big);
        } else {
            to.writeNumber(number.longValue());
        }
    }
}
