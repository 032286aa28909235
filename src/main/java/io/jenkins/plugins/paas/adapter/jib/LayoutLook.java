package io.jenkins.plugins.paas.adapter.jib;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.paas.image.BaseImage;
import io.jenkins.plugins.paas.image.ImageFiles;
import io.jenkins.plugins.paas.image.LayerFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Looks into an image that another tool left as an OCI image layout. */
final class LayoutLook {
    private static final String NAME = "the image that was built";

    private LayoutLook() {}

    /**
     * Opens it; its layers are read once its files are asked for.
     *
     * @param cache where lists of layers are kept
     */
    static BaseImage open(Path layout, Path cache) {
        try {
            LayoutImage image = LayoutImage.read(layout);
            return new BaseImage(
                    NAME, BaseConfig.read(new ObjectMapper().readTree(image.config())), () -> files(image, cache));
        } catch (IOException e) {
            throw ImageLooks.unreadable(NAME, e);
        }
    }

    private static ImageFiles files(LayoutImage image, Path cache) {
        LayerFiles layers = new LayerFiles(cache);
        ImageFiles files = new ImageFiles(NAME);
        try {
            for (String digest : image.layers()) {
                layers.lay(
                        digest, to -> Files.copy(image.layer(digest), to, StandardCopyOption.REPLACE_EXISTING), files);
            }
            return files;
        } catch (IOException e) {
            throw ImageLooks.unreadable(NAME, e);
        }
    }
}
