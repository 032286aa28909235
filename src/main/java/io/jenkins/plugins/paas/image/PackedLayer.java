package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Digest;
import java.nio.file.Path;

/**
 * A layer as registries keep it: a tar archive, packed by gzip.
 *
 * @param digest of the packed bytes
 * @param diffId of the tar archive, by which the image's configuration knows it
 * @param size of the packed bytes, in bytes
 * @param file where they are; not to be changed
 * @see <a href="https://github.com/opencontainers/image-spec/blob/main/config.md#layer-diffid">OCI image spec, layer DiffID</a>
 */
public record PackedLayer(Digest digest, Digest diffId, long size, Path file) {}
