package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the labels of an image without making a tree of its documents: Jackson's mapper takes longer to start than the registry
 * to answer, and a deploy of an image that is there needs it for nothing else, where the registry asks for no token.
 *
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/manifest.md">OCI image manifest</a>
 */
final class LabelsJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private LabelsJson() {}

    /** The digest of the configuration that a manifest names; empty where it names none. */
    static String configDigest(byte[] manifest) throws IOException {
        try (JsonParser json = FACTORY.createParser(manifest)) {
            return enters(json, "config") && finds(json, "digest") && json.currentToken() == JsonToken.VALUE_STRING
                    ? json.getText()
                    : "";
        }
    }

    /** The labels in a configuration, those that are texts. */
    static Map<String, String> labels(byte[] config) throws IOException {
        Map<String, String> labels = new TreeMap<>();
        try (JsonParser json = FACTORY.createParser(config)) {
            if (!enters(json, "config") || !finds(json, "Labels") || json.currentToken() != JsonToken.START_OBJECT) {
                return labels;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    labels.put(name, json.getText());
                } else {
                    json.skipChildren();
                }
            }
            return labels;
        }
    }

    /** Goes into a member of the document that is an object. */
    private static boolean enters(JsonParser json, String member) throws IOException {
        return json.nextToken() == JsonToken.START_OBJECT
                && finds(json, member)
                && json.currentToken() == JsonToken.START_OBJECT;
    }

    /** Goes to the value of a member of the present object. */
    private static boolean finds(JsonParser json, String member) throws IOException {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            boolean found = json.currentName().equals(member);
            json.nextToken();
            if (found) {
                return true;
            }
            json.skipChildren();
        }
        return false;
    }
}
