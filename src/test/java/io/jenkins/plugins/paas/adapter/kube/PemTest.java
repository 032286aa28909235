package io.jenkins.plugins.paas.adapter.kube;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class PemTest {
    private static String pem(String type, byte[] der) {
        return "-----BEGIN " + type + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + type
                + "-----\n";
    }

    private static PrivateKey made(String algorithm, int size) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(size);
        return generator.generateKeyPair().getPrivate();
    }

    @Test
    void readsAKeyInTheCommonForm() throws GeneralSecurityException {
        PrivateKey key = made("EC", 256);

        assertThat(Pem.privateKey(pem("PRIVATE KEY", key.getEncoded()), "EC")).isEqualTo(key);
    }

    @Test
    void readsAnRsaKeyInItsOwnForm() throws GeneralSecurityException {
        PrivateKey key = made("RSA", 2048);
        // PKCS #8 puts 26 bytes before it: a sequence, a version, the algorithm, the head of an octet string.
        byte[] pkcs1 = Arrays.copyOfRange(key.getEncoded(), 26, key.getEncoded().length);

        assertThat(Pem.privateKey(pem("RSA PRIVATE KEY", pkcs1), "RSA")).isEqualTo(key);
    }

    @Test
    void readsAnEllipticCurveKeyInItsOwnForm() throws GeneralSecurityException {
        ECPrivateKey key = (ECPrivateKey) made("EC", 256);
        String secret = "%064x".formatted(key.getS());
        // A sequence of version 1, the secret, and the name of the curve P-256.
        byte[] sec1 = HexFormat.of().parseHex("3031020101" + "0420" + secret + "a00a06082a8648ce3d030107");

        assertThat(((ECPrivateKey) Pem.privateKey(pem("EC PRIVATE KEY", sec1), "EC")).getS())
                .isEqualTo(key.getS());
    }

    @Test
    void refusesWhatIsNoKeyOrIsEncrypted() {
        assertThatThrownBy(() -> Pem.privateKey("nothing", "RSA")).hasMessageContaining("no unencrypted private key");
        assertThatThrownBy(() -> Pem.privateKey(pem("ENCRYPTED PRIVATE KEY", new byte[8]), "RSA"))
                .hasMessageContaining("no unencrypted private key");
    }
}
