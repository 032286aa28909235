package io.jenkins.plugins.paas.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.paas.model.PaasException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
    private static final String DIGEST = "@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry.example.com/apps/orders:1-2-0123456789ab",
                "127.0.0.1:5000/orders:latest",
                "localhost:5000/a/b_c/d-e:x" + DIGEST,
                "registry.example.com/orders" + DIGEST
            })
    void isReadAndWrittenAlike(String image) {
        assertThat(ImageReference.parse(image)).hasToString(image);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "orders",
                "orders:1",
                "r.example.com/orders",
                "r.example.com:65536/orders:1",
                "r.example.com/Orders:1",
                "r.example.com/orders:",
                "r.example.com/orders@sha256:12"
            })
    void refusesWhatNamesNoRegistryOrNoImage(String image) {
        assertThatThrownBy(() -> ImageReference.parse(image))
                .isInstanceOf(PaasException.class)
                .hasMessageContaining("is no image");
    }
}
