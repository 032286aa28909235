package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.codec.Members;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** What the API server shows of an object that holds a record. */
record Stored(Tree object) {
    static Stored of(Map<String, Object> object) {
        return new Stored(Tree.of(object));
    }

    String name() {
        return object.at("metadata").text("name");
    }

    /** Another one after every write. */
    String version() {
        return object.at("metadata").text("resourceVersion");
    }

    Optional<String> annotation(String key) {
        return object.at("metadata", "annotations").find(key);
    }

    Tree data() {
        return object.at("data");
    }

    /** Whether its data can never change any more. */
    boolean sealed() {
        return object.flag("immutable");
    }

    /** Whether it is what that write left. */
    boolean leftBy(String write) {
        return annotation(RecordName.WRITE).filter(write::equals).isPresent();
    }

    /** A mark that no other write has. */
    static String newWrite() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return Long.toHexString(random.nextLong()) + Long.toHexString(random.nextLong());
    }

    /** A ConfigMap to be sent. */
    static Members configMap(Map<String, Object> metadata, Map<String, Object> data) {
        return new Members()
                .add("apiVersion", "v1")
                .add("kind", "ConfigMap")
                .add("metadata", metadata)
                .add("data", data);
    }
}
