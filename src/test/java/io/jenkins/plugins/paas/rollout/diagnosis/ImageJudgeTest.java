package io.jenkins.plugins.paas.rollout.diagnosis;

import static io.jenkins.plugins.paas.testing.Observations.at;
import static io.jenkins.plugins.paas.testing.Observations.container;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.Diagnosis.Code;
import io.jenkins.plugins.paas.testing.Observations;
import io.jenkins.plugins.paas.testing.RecordedTexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageJudgeTest {
    private static final String IMAGE = "127.0.0.1:5000/apps/shop:7-1-0123456789ab";

    @Test
    void isSureOfAMissingImageAtTheFirstTry() {
        judge("ErrImagePull", RecordedTexts.notFound(IMAGE))
                .isDoomed(Code.E_IMAGE_NOT_FOUND)
                .says(IMAGE, "does not exist")
                .shows("ErrImagePull", "not found")
                .names(Judged.POD, "app");
    }

    @Test
    void isSureOfAMissingImageWhileTheKubeletBacksOff() {
        judge("ImagePullBackOff", RecordedTexts.backOff(IMAGE, RecordedTexts.notFound(IMAGE)))
                .isDoomed(Code.E_IMAGE_NOT_FOUND);
    }

    @Test
    void readsTheEventWhereAnOlderKubeletNoLongerSaysWhy() {
        Observations seen = Judged.with(container()
                        .image(IMAGE)
                        .waiting("ImagePullBackOff", "Back-off pulling image \"" + IMAGE + "\""))
                .warned(Judged.POD, "Failed", failed(RecordedTexts.notFound(IMAGE)), 1, at(3), at(3));

        Judged.of(seen, at(4)).isDoomed(Code.E_IMAGE_NOT_FOUND).shows("2026-11-21T10:00:03Z", "Failed to pull");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "manifest unknown: manifest unknown",
                "unexpected status from HEAD request to https://r.example.com/v2/a/manifests/1: 404 Not Found",
                "Error response: NAME_UNKNOWN: repository name not known to registry",
            })
    void knowsTheWordsOfRegistriesForMissing(String said) {
        judge("ErrImagePull", said).isDoomed(Code.E_IMAGE_NOT_FOUND);
    }

    @Test
    void saysThatAnImageIsForAnotherPlatform() {
        judge("ErrImagePull", "failed to pull and unpack image: no match for platform in manifest: not found")
                .isDoomed(Code.E_IMAGE_NOT_FOUND)
                .says("platform");
    }

    @Test
    void saysThatANameIsNoImageName() {
        judge("ErrImagePull", RecordedTexts.badName(IMAGE))
                .isDoomed(Code.E_IMAGE_NOT_FOUND)
                .says("no valid image name");
        judge("InvalidImageName", "Failed to apply default image tag: couldn't parse image name")
                .isDoomed(Code.E_IMAGE_NOT_FOUND);
        judge("InvalidImageName", "").isDoomed(Code.E_IMAGE_NOT_FOUND).says("no valid image name");
    }

    @Test
    void knowsThatAnImageThatIsNeverPulledDoesNotCome() {
        judge("ErrImageNeverPull", "Container image \"" + IMAGE + "\" is not present with pull policy of Never")
                .isDoomed(Code.E_IMAGE_NOT_FOUND);
        judge("ErrImageNeverPull", "").isDoomed(Code.E_IMAGE_NOT_FOUND).says("not on the node");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failed to authorize: failed to fetch anonymous token: unexpected status from GET request to"
                        + " https://auth.example.com/token?scope=x: 401 Unauthorized",
                "unexpected status from HEAD request to https://r.example.com/v2/a/manifests/1: 403 Forbidden",
                "pull access denied, repository does not exist or may require authorization: server message:"
                        + " insufficient_scope: authorization failed",
                "no basic auth credentials",
                "rpc error: code = PermissionDenied desc = nope",
            })
    void isSureOfARefusalAtTheFirstTry(String said) {
        judge("ErrImagePull", said).isDoomed(Code.E_IMAGE_NOT_ALLOWED).advises("pull secret");
    }

    @Test
    void showsThatThePullSecretWasMissing() {
        Observations seen = Judged.with(container().image(IMAGE).waiting("ErrImagePull", "403 Forbidden"))
                .warned(
                        Judged.POD,
                        "FailedToRetrieveImagePullSecret",
                        "Unable to retrieve some image pull secrets (regcred); attempting to pull the image may not succeed.",
                        2,
                        at(1),
                        at(2));

        Judged.of(seen, at(4)).isDoomed(Code.E_IMAGE_NOT_ALLOWED).shows("regcred", "(2 times)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "unexpected status from HEAD request to https://r.example.com/v2/a/manifests/1: 500 Internal Server Error",
                "unexpected status from GET request to https://auth.example.com/token: 503 Service Unavailable: failed to"
                        + " authorize",
                "failed to copy: httpReadSeeker: failed open: 429 Too Many Requests - Server message: toomanyrequests",
                "dial tcp 10.0.0.1:443: i/o timeout",
                "net/http: TLS handshake timeout",
                "context deadline exceeded",
                "read tcp 10.0.0.2:40000->10.0.0.1:443: read: connection reset by peer",
                "unexpected EOF",
                "something nobody has seen before",
            })
    void waitsForARegistryThatMayBeBack(String said) {
        judge("ErrImagePull", said).waitsFor(Code.E_IMAGE_PULL).withoutTimer();
    }

    @Test
    void waitsForARegistryThatIsAwayHoweverOftenItIsTried() {
        Observations seen = Judged.with(container()
                        .image(IMAGE)
                        .waiting(
                                "ImagePullBackOff",
                                RecordedTexts.backOff(IMAGE, RecordedTexts.refusedConnection(IMAGE))))
                .warned(Judged.POD, "Failed", failed(RecordedTexts.refusedConnection(IMAGE)), 9, at(3), at(90));

        Judged.of(seen, at(91)).waitsFor(Code.E_IMAGE_PULL).shows("connection refused", "(9 times)");
    }

    @Test
    void waitsForANameThatDnsDoesNotKnow() {
        judge("ErrImagePull", RecordedTexts.noSuchHost(IMAGE)).waitsFor(Code.E_IMAGE_PULL);
    }

    @Test
    void isNotMisledByTheNamesOfImagesAndHosts() {
        String image = "registry.example.com/denied/unauthorized-500:403";
        Observations seen =
                Judged.with(container().image(image).waiting("ErrImagePull", RecordedTexts.notFound(image)));

        Judged.of(seen, at(4)).isDoomed(Code.E_IMAGE_NOT_FOUND);
    }

    @Test
    void isNotMisledByTheAddressesThatAreAsked() {
        judge(
                        "ErrImagePull",
                        "unexpected status from HEAD request to https://timeout.example.com/v2/denied/500/manifests/1: 404 Not Found")
                .isDoomed(Code.E_IMAGE_NOT_FOUND);
    }

    @Test
    void doesNotTakeTheCertificateOfATokensIssuerForARefusal() {
        judge(
                        "ErrImagePull",
                        "failed to authorize: failed to fetch anonymous token: Get \"https://auth.example.com/token\": tls: failed"
                                + " to verify certificate: x509: certificate signed by unknown authority")
                .waitsFor(Code.E_IMAGE_PULL);
    }

    @Test
    void saysThatTheNodesDiskIsFull() {
        judge("ErrImagePull", "failed to extract layer sha256:0a: write /usr/lib/x: no space left on device")
                .waitsFor(Code.E_NODE)
                .says("node-1", "no room on its disk");
    }

    @Test
    void isSureOfAWrongCertificateAtTheSecondTry() {
        String said = "tls: failed to verify certificate: x509: certificate signed by unknown authority";
        // The kubelet tells of each try twice.
        Observations once = Judged.with(container().image(IMAGE).waiting("ErrImagePull", said))
                .warned(Judged.POD, "Failed", failed(said), 1, at(3), at(3))
                .warned(Judged.POD, "Failed", "Error: ErrImagePull", 1, at(3), at(3));
        Observations twice = Judged.with(container().image(IMAGE).waiting("ErrImagePull", said))
                .warned(Judged.POD, "Failed", failed(said), 2, at(3), at(15));

        Judged.of(once, at(4)).waitsFor(Code.E_IMAGE_PULL);
        Judged.of(twice, at(15)).isDoomed(Code.E_IMAGE_PULL);
    }

    @Test
    void hidesSignaturesAndPasswordsInWhatRegistriesSay() {
        Judged judged = judge(
                "ErrImagePull",
                "Get https://user:secret1@r.example.com/v2: redirected to https://s3.example.com/blob?X-Amz-Signature=secret2"
                        + " 403 Forbidden");

        assertThat(String.join(" ", judged.diagnosis().evidence()))
                .contains("s3.example.com/blob?***", "://***@r.example.com")
                .doesNotContain("secret1", "secret2");
    }

    @Test
    void namesAnInitContainer() {
        Judged judged = Judged.of(
                Judged.with(container("prepare")
                        .init()
                        .image(IMAGE)
                        .waiting("ErrImagePull", RecordedTexts.notFound(IMAGE))),
                at(4));

        judged.isDoomed(Code.E_IMAGE_NOT_FOUND).names(Judged.POD, "prepare");
    }

    private static String failed(String why) {
        return "Failed to pull image \"" + IMAGE + "\": " + why;
    }

    private static Judged judge(String reason, String message) {
        return Judged.of(Judged.with(container().image(IMAGE).waiting(reason, message)), at(4));
    }
}
