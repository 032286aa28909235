package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.engine.CopyImage;
import java.util.Map;

/** What was copied, for people and for programs. */
final class CopyText {
    private CopyText() {}

    static String text(CopyImage.Result result) {
        if (result.copies().isEmpty()) {
            return result.image() + " is where it is needed; nothing to copy";
        }
        Table table = new Table("REGISTRY", "SENT", "MOUNTED", "THERE", "BYTES", "IMAGE");
        result.copies()
                .forEach(copy -> table.row(
                        copy.registry(),
                        String.valueOf(copy.copied().sent()),
                        String.valueOf(copy.copied().mounted()),
                        String.valueOf(copy.copied().there()),
                        Bytes.words(copy.copied().bytes()),
                        copy.image().toString()));
        return String.join("\n", table.lines());
    }

    static Map<String, Object> document(CopyImage.Result result) {
        return Members.document("ImageCopies")
                .add("image", result.image())
                .add(
                        "copies",
                        result.copies().stream()
                                .map(copy -> new Members()
                                        .add("registry", copy.registry())
                                        .add("image", copy.image())
                                        .add("sent", copy.copied().sent())
                                        .add("mounted", copy.copied().mounted())
                                        .add("there", copy.copied().there())
                                        .add("bytes", copy.copied().bytes())
                                        .tree())
                                .toList())
                .tree();
    }
}
