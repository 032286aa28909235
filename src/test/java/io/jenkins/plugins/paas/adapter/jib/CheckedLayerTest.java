package io.jenkins.plugins.paas.adapter.jib;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.image.TarReader;
import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.testing.TarBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CheckedLayerTest {
    private static final TarBytes TAR =
            new TarBytes().file("large", 0644, 0, new byte[1 << 20]).file("small", "x");

    static Stream<byte[]> layers() {
        return Stream.of(TAR.bytes(), TAR.packed());
    }

    @ParameterizedTest
    @MethodSource("layers")
    void aReaderMayPassOverWhatItDoesNotLookInto(byte[] layer) throws IOException {
        String last = CheckedLayer.read(
                Digest.ofBytes(layer).value(), layer.length, new ByteArrayInputStream(layer), content -> {
                    TarReader tar = new TarReader(content);
                    tar.next();
                    return tar.next().orElseThrow().name();
                });

        assertThat(last).isEqualTo("small");
    }
}
