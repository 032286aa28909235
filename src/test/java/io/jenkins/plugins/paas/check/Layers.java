package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.image.ImageConfig;
import io.jenkins.plugins.paas.model.ImagePolicy;
import io.jenkins.plugins.paas.testing.TarBytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Layers and images for tests. */
final class Layers {
    private Layers() {}

    static LayerFacts facts(TarBytes layer) {
        try {
            return LayerInspection.of(new ByteArrayInputStream(layer.bytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static LayerFacts file(String name, String content) {
        return facts(new TarBytes().file(name, content));
    }

    /** An image of these layers whose user is a number; the first has the digest 1. */
    static Subject image(TarBytes... layers) {
        return image(user("10001"), layers);
    }

    static Subject image(ImageConfig config, TarBytes... layers) {
        List<Subject.Layer> all = new ArrayList<>();
        for (TarBytes layer : layers) {
            all.add(new Subject.Layer("sha256:" + (all.size() + 1), layer.bytes().length, facts(layer)));
        }
        return new Subject(config, List.of(), all, List.of());
    }

    static ImageConfig user(String user) {
        return settings(Optional.of(user), Map.of());
    }

    static ImageConfig settings(Optional<String> user, Map<String, String> env) {
        ImageConfig none = ImageConfig.EMPTY;
        return new ImageConfig(
                env,
                none.labels(),
                none.workdir(),
                user,
                none.entrypoint(),
                none.command(),
                none.ports(),
                none.volumes(),
                none.stopSignal(),
                none.healthcheck(),
                none.shell(),
                none.onBuild(),
                none.author());
    }

    static Verdict judged(Subject image) {
        return Judgement.of(image, ImagePolicy.NONE);
    }

    /** What is found, as {@code CODE evidence}. */
    static List<String> found(Subject image) {
        return judged(image).findings().stream()
                .flatMap(finding ->
                        finding.evidence().stream().map(each -> finding.flaw().code() + " " + each))
                .toList();
    }

    /** The packages of a layer, as {@code kind namespace/name version}. */
    static List<String> packages(LayerFacts facts) {
        return facts.packages().stream()
                .map(LayerFacts.Installed::software)
                .map(each -> each.kind() + " " + each.namespace() + "/" + each.name() + " " + each.version())
                .toList();
    }

    /** A jar of names and contents. */
    static byte[] jar(Map<String, byte[]> files) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : files.keySet().stream().sorted().toList()) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(files.get(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Packed by zlib. */
    static byte[] packed(String text) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(packed)) {
            out.write(bytes(text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
