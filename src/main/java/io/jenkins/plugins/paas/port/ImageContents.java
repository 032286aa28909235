package io.jenkins.plugins.paas.port;

import io.jenkins.plugins.paas.image.ImageConfig;
import io.jenkins.plugins.paas.image.ImagePlan;
import io.jenkins.plugins.paas.model.ImageRef;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Looks into images, wherever they are. */
public interface ImageContents {
    /**
     * Opens an image for {@code linux/amd64}; nothing of its layers is read yet.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_IMAGE_UNKNOWN}, {@code E_IMAGE_UNREADABLE}, {@code E_BASE_IMAGE},
     *     {@code E_REGISTRY_UNREACHABLE}, {@code E_REGISTRY_DENIED}, {@code E_REGISTRY_ERROR}
     */
    Opened open(Source source);

    /** What was found out before about the layer with that digest, under that format. */
    Optional<String> noted(String format, String layer);

    /** Keeps what was found out about a layer, as long as there is room; a failure to keep it is none. */
    void note(String format, String layer, String text);

    /** Where an image is. */
    sealed interface Source {
        /**
         * In a registry.
         *
         * @param image by tag or digest
         */
        record InRegistry(ImageRef image) implements Source {
            @Override
            public String toString() {
                return image.toString();
            }
        }

        /**
         * In a tar file, as {@code paas build --tar} or {@code docker save} write it.
         *
         * @param file the file
         */
        record InTar(Path file) implements Source {
            @Override
            public String toString() {
                return file.toString();
            }
        }

        /**
         * In an OCI image layout.
         *
         * @param folder the folder
         * @param name the image as people know it
         */
        record InLayout(Path folder, String name) implements Source {
            @Override
            public String toString() {
                return name;
            }
        }

        /**
         * Planned, and not yet sent anywhere.
         *
         * @param plan the plan
         * @param name the image as people know it
         */
        record Planned(ImagePlan plan, String name) implements Source {
            @Override
            public String toString() {
                return name;
            }
        }
    }

    /**
     * An image.
     *
     * @param digest of its manifest; nothing where it has none yet
     * @param config its settings
     * @param history the commands that made it, as far as it tells
     * @param created its time, when it has one
     * @param layers its layers, the lowest first
     */
    record Opened(
            Optional<String> digest,
            ImageConfig config,
            List<String> history,
            Optional<Instant> created,
            List<Layer> layers) {
        public Opened {
            history = List.copyOf(history);
            layers = List.copyOf(layers);
        }
    }

    /** A layer of an image. */
    interface Layer {
        /** Its digest. */
        String digest();

        /** How many bytes it has, as it is kept. */
        long size();

        /**
         * Reads it as it comes in, as far as the reading goes and then to its end; what was read is thrown away when its digest
         * turns out to be another one.
         *
         * @throws io.jenkins.plugins.paas.model.PaasException {@code E_IMAGE_UNREADABLE} (damaged, or packed in a way that cannot be
         *     read), and what registries throw
         */
        <T> T read(Reading<T> reading);
    }

    /** Reads a layer. */
    interface Reading<T> {
        /**
         * Reads it.
         *
         * @param layer a tar archive that is not packed any more
         */
        T read(InputStream layer) throws IOException;
    }
}
