package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the templates for Go and C++ make of a program. */
class ProgramTemplatesTest extends PlannedApp {
    @Test
    void aProgramIsStrippedUnlessToldNotToAndTheCheckoutStaysAsItIs() throws IOException {
        byte[] program = program();
        Files.createDirectories(app.resolve("bin"));
        Files.write(app.resolve("bin/shop"), program);
        file("data/words.txt", "");

        Layer stripped = layer(plan("go", Map.of(), "bin/shop"), "program");
        Layer whole = layer(plan("go", Map.of("strip", "false"), "bin/shop"), "program");
        assertThat(size(stripped)).isLessThan(program.length);
        assertThat(size(whole)).isEqualTo(program.length);
        assertThat(stripped.entries())
                .filteredOn(entry -> entry.target().equals("/app/app"))
                .extracting(entry -> entry.node().mode())
                .containsExactly(0755);
        assertThat(Files.readAllBytes(app.resolve("bin/shop"))).containsExactly(program);
        assertThat(files(layer(plan("cpp", Map.of(), "bin/shop"), "data"))).containsExactly("/app/data/words.txt");
    }

    @Test
    void aProgramForAnotherSystemOrNoneIsRefused() {
        assertRefused("go", Map.of(), "", "build.artifact is not set", "bin/app");
        assertRefused("go", Map.of(), "bin/shop", "needs bin/shop", "build.command is not set");
        file("bin/shop", "MZ program");
        assertRefused("go", Map.of(), "bin/shop", "a program for Windows", "GOOS=linux");
        file("bin/shop", "no program at all");
        assertRefused("cpp", Map.of(), "bin/shop", "is no program");
        assertRefused("cpp", Map.of(), "bin", "bin is no file");
        file("bin/shop", "#!/bin/sh\n");
        assertRefused("go", Map.of("data", "none"), "bin/shop", "needs none, which is not in");
    }

    /** The smallest program with a section that is not loaded. */
    private static byte[] program() {
        ByteBuffer elf = ByteBuffer.allocate(4096 + 128).order(ByteOrder.LITTLE_ENDIAN);
        elf.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1})
                .putShort(16, (short) 2)
                .putShort(18, (short) 62);
        elf.putLong(40, 4096).putShort(60, (short) 2).putShort(62, (short) 1);
        elf.putInt(4096 + 64 + 4, 3).putLong(4096 + 64 + 24, 64).putLong(4096 + 64 + 32, 4000);
        return elf.array();
    }
}
