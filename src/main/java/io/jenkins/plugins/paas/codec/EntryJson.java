package io.jenkins.plugins.paas.codec;

import io.jenkins.plugins.paas.model.Release;
import io.jenkins.plugins.paas.port.ReleaseStore;
import java.util.Map;

/** A Release in a list as JSON. */
public final class EntryJson {
    private EntryJson() {}

    /** The document; equal entries give equal text. */
    public static String write(ReleaseStore.Entry entry) {
        return Json.write(tree(entry));
    }

    /** The document's members. */
    public static Map<String, Object> tree(ReleaseStore.Entry entry) {
        return Members.document("ReleaseEntry")
                .add("number", entry.number())
                .add("verdict", entry.verdict())
                .add("image", entry.image())
                .add("config", entry.config())
                .add("createdAt", entry.createdAt())
                .add("createdBy", entry.createdBy())
                .tree();
    }

    /** What a Release's entry is, as long as nothing became of it. */
    public static ReleaseStore.Entry of(Release release, Release.Verdict verdict) {
        return new ReleaseStore.Entry(
                release.number(),
                verdict,
                release.image().toString(),
                release.config(),
                release.createdAt(),
                release.createdBy().name());
    }

    /**
     * Reads a document.
     *
     * @param what the object that it lies in, for the failure
     * @param json the document
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_RECORD_UNREADABLE}
     */
    public static ReleaseStore.Entry read(String what, String json) {
        return Fields.document(
                what,
                json,
                fields -> new ReleaseStore.Entry(
                        fields.whole("number"),
                        fields.constant("verdict", Release.Verdict.class),
                        fields.text("image"),
                        fields.optionalSmall("config"),
                        fields.time("createdAt"),
                        fields.text("createdBy")));
    }
}
