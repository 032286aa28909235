package io.jenkins.plugins.paas.testing;

import io.jenkins.plugins.paas.image.ImageConfig;
import io.jenkins.plugins.paas.image.LayerTar;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.port.ImageContents;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Images in memory: what is planned is what the plan says, all others are the one that was put there. */
public final class FakeImageContents implements ImageContents {
    private final Map<String, String> notes = new HashMap<>();
    private final List<String> opened = new ArrayList<>();
    private final List<String> read = new ArrayList<>();
    private boolean failing;
    private ImageConfig config = ImageConfig.EMPTY;
    private final List<byte[]> layers = new ArrayList<>();

    /** From now on every image has these settings. */
    public FakeImageContents with(ImageConfig settings) {
        config = settings;
        return this;
    }

    /** From now on every image has this layer, too. */
    public FakeImageContents with(TarBytes layer) {
        layers.add(layer.bytes());
        return this;
    }

    /** From now on no image can be looked into. */
    public void fail() {
        failing = true;
    }

    /** What was looked into. */
    public List<String> opened() {
        return List.copyOf(opened);
    }

    /** The layers that were read, by their digests. */
    public List<String> read() {
        return List.copyOf(read);
    }

    @Override
    public Opened open(Source source) {
        opened.add(source.toString());
        if (failing) {
            throw new PaasException(
                    Outcome.INVALID, Problem.of("E_IMAGE_UNREADABLE", source + " cannot be looked into", ""));
        }
        List<Layer> all = new ArrayList<>();
        layers.forEach(bytes -> all.add(layer(bytes)));
        ImageConfig settings = config;
        if (source instanceof Source.Planned planned) {
            settings = planned.plan().config();
            planned.plan().layers().forEach(each -> all.add(layer(bytes(each))));
        }
        return new Opened(Optional.empty(), settings, List.of(), Optional.empty(), all);
    }

    private static byte[] bytes(io.jenkins.plugins.paas.image.ImagePlan.Layer layer) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            LayerTar.write(layer, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private Layer layer(byte[] bytes) {
        String digest = Digest.ofBytes(bytes).value();
        return new Layer() {
            @Override
            public String digest() {
                return digest;
            }

            @Override
            public long size() {
                return bytes.length;
            }

            @Override
            public <T> T read(Reading<T> reading) {
                read.add(digest);
                try {
                    return reading.read(new ByteArrayInputStream(bytes));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    @Override
    public Optional<String> noted(String format, String layer) {
        return Optional.ofNullable(notes.get(format + layer));
    }

    @Override
    public void note(String format, String layer, String text) {
        notes.put(format + layer, text);
    }
}
