package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.PaasException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The settings of all images of the corpus, which were compared with those of the real buildah. */
public final class CorpusConfigs {
    private CorpusConfigs() {}

    /** By the names of the cases that are not refused. */
    public static Map<String, ImageConfig> all(Path temp) throws Exception {
        Map<String, ImageConfig> configs = new LinkedHashMap<>();
        for (CorpusCase test : CorpusCase.all()) {
            if (test.hasAttributes()) {
                // Only root may set them, and they are no settings.
                continue;
            }
            Path folder =
                    temp.resolve("case-" + configs.size() + "-" + test.name().hashCode());
            test.write(folder);
            try {
                configs.put(test.name(), new OurBuild(folder).built(test).config());
            } catch (PaasException e) {
                // Nothing is built, so nothing is written.
            }
        }
        return configs;
    }

    /** As it was compared: what is empty is the same as what is not there. */
    public static String text(ImageConfig config) throws IOException {
        return Snapshot.of(new ImageFiles("none"), config);
    }
}
