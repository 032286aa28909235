package io.jenkins.plugins.paas.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressesTest {
    @Test
    void hidesPasswordsAndSignatures() {
        assertThat(Addresses.withoutSecrets(
                        "GET https://jane:secret@r.example.com/v2?X-Amz-Signature=abc: 403 Forbidden"))
                .isEqualTo("GET https://***@r.example.com/v2?***: 403 Forbidden");
    }

    @Test
    void leavesAllElse() {
        String said =
                "image r.example.com/shop@sha256:0a: GET :8080/health?deep=1 failed, is https://r.example.com/v2/ up?";

        assertThat(Addresses.withoutSecrets(said)).isEqualTo(said);
    }
}
