package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.paas.testing.TarBytes;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class LayerStreamTest {
    private static final TarBytes LAYER = new TarBytes().file("a", "text");

    @Test
    void unpacksWhatIsPackedAndLeavesTheRest() throws Exception {
        assertThat(unpacked(LAYER.packed()).readAllBytes()).isEqualTo(LAYER.bytes());
        assertThat(unpacked(LAYER.bytes()).readAllBytes()).isEqualTo(LAYER.bytes());
        assertThat(unpacked(new byte[0]).readAllBytes()).isEmpty();
    }

    @Test
    void refusesABombWhileItIsRead() throws Exception {
        InputStream bomb = unpacked(TarBytes.bomb(200));

        assertThatThrownBy(() -> bomb.transferTo(java.io.OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("bomb");
    }

    @Test
    void saysWhatItCannotUnpack() {
        assertThatThrownBy(() -> unpacked(new byte[] {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("zstd");
    }

    private static InputStream unpacked(byte[] layer) throws IOException {
        return LayerStream.unpacked(new ByteArrayInputStream(layer), layer.length);
    }
}
