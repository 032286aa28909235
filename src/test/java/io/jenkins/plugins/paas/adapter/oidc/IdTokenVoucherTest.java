package io.jenkins.plugins.paas.adapter.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.jenkins.plugins.paas.model.Issuer;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Person;
import io.jenkins.plugins.paas.port.Voucher;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which ID tokens are believed, against an issuer that really serves its keys. */
class IdTokenVoucherTest {
    private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    private static final String ORIGIN = "PAAS_ID_TOKEN";

    @TempDir
    private static Path folder;

    private static RSAKey key;
    private static RSAKey otherKey;
    private static ECKey curve;

    private IssuerServer server;

    @BeforeAll
    static void makeKeys() throws JOSEException {
        key = new RSAKeyGenerator(2048).keyID("one").generate();
        otherKey = new RSAKeyGenerator(2048).keyID("two").generate();
        curve = new ECKeyGenerator(Curve.P_256).keyID("three").generate();
    }

    @BeforeEach
    void serve() {
        server = IssuerServer.in(folder).naming(key.toPublicJWK(), curve.toPublicJWK());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void namesTheUserAndTheGroupsOfTheTokensClaims() {
        assertThat(person(signed(key, claims -> claims)))
                .isEqualTo(new Person("gitlab", "alice", List.of("trade/releases", "trade")));
        assertThat(server.asked).containsExactly("/.well-known/openid-configuration", "/oauth/discovery/keys");
    }

    @Test
    void believesEllipticCurvesAsWell() {
        assertThat(person(signed(curve, claims -> claims)).user()).isEqualTo("alice");
    }

    @Test
    void readsOtherClaimsWhereThePlatformSaysSo() {
        Issuer issuer = new Issuer("gitlab", server.url(), "paas", "user_id", "roles", Map.of());

        Person person = voucher(
                        signed(key, claims -> claims.claim("user_id", 42).claim("roles", List.of("ops"))), issuer)
                .vouch()
                .orElseThrow();

        assertThat(person).isEqualTo(new Person("gitlab", "42", List.of("ops")));
    }

    @Test
    void aTokenWithoutGroupsNamesNone() {
        assertThat(person(signed(key, claims -> claims.claim("groups_direct", null)))
                        .groups())
                .isEmpty();
    }

    @Test
    void asksItsIssuerOnce() {
        Voucher voucher = voucher(signed(key, claims -> claims), issuer());
        voucher.vouch();
        voucher.vouch();

        assertThat(server.asked).hasSize(2);
    }

    @Test
    void anUnsignedTokenIsNotBelieved() {
        String token = new PlainJWT(claims().build()).serialize();

        assertThat(refused(token).code()).isEqualTo("E_ID_TOKEN");
        assertThat(server.asked).isEmpty();
    }

    @Test
    void algorithmNoneWithASignatureIsNotBelieved() {
        String header = encoded("{\"alg\":\"none\",\"kid\":\"one\"}");
        String token = header + "." + encoded(claims().build().toString()) + "." + encoded("x");

        assertThat(refused(token).code()).isEqualTo("E_ID_TOKEN");
    }

    @Test
    void aSecretMadeOfThePublicKeyIsNotBelieved() throws JOSEException {
        byte[] secret = key.toRSAPublicKey().getEncoded();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS256).keyID("one").build(), claims().build());
        token.sign(new MACSigner(secret));

        assertThat(refused(token.serialize()).getMessage()).contains("not signed with RS256 or ES256");
    }

    @Test
    void anotherAlgorithmOfTheSameKeyIsNotBelieved() throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.PS512).keyID("one").build(), claims().build());
        token.sign(new RSASSASigner(key));

        assertThat(refused(token.serialize()).code()).isEqualTo("E_ID_TOKEN");
    }

    @Test
    void aKeyThatOnlyCallsItselfByAKnownNameIsNotBelieved() {
        assertThat(refused(IssuerServer.signed(otherKey, "one", claims().build()))
                        .code())
                .isEqualTo("E_ID_TOKEN");
    }

    @Test
    void aKeyThatComesAlongInTheTokenIsNotBelieved() throws JOSEException {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256)
                        .keyID("two")
                        .jwk(otherKey.toPublicJWK())
                        .build(),
                claims().build());
        token.sign(new RSASSASigner(otherKey));

        assertThat(refused(token.serialize()).code()).isEqualTo("E_ID_TOKEN");
    }

    @Test
    void anUnknownKeyIsNotBelieved() {
        assertThat(refused(signed(otherKey, claims -> claims)).getMessage())
                .contains("by a key that its issuer names now");
    }

    @Test
    void aKeyIsBelievedFromWhenItIsNamedAndNoLongerThanThat() {
        String old = signed(key, claims -> claims);
        String fresh = signed(otherKey, claims -> claims);
        assertThat(person(old).user()).isEqualTo("alice");

        server.naming(otherKey.toPublicJWK());

        assertThat(person(fresh).user()).isEqualTo("alice");
        assertThat(refused(old).code()).isEqualTo("E_ID_TOKEN");
    }

    @Test
    void aChangedTokenIsNotBelieved() {
        String[] parts = signed(key, claims -> claims).split("\\.");
        String mine = encoded(new JWTClaimsSet.Builder(claims().build())
                .claim("user_login", "mallory")
                .build()
                .toString());

        assertThat(refused(parts[0] + "." + mine + "." + parts[2]).code()).isEqualTo("E_ID_TOKEN");
    }

    @Test
    void anExpiredTokenSaysSinceWhen() {
        PaasException refused = refused(signed(key, claims -> claims.expirationTime(at(NOW.minus(TokenCheck.SKEW)))));

        assertThat(refused.code()).isEqualTo("E_ID_TOKEN_EXPIRED");
        assertThat(refused.outcome()).isEqualTo(Outcome.NOT_ALLOWED);
        assertThat(refused.getMessage()).contains("2026-11-21T09:59:00Z");
    }

    @Test
    void clocksMayDifferALittle() {
        Duration almost = TokenCheck.SKEW.minusSeconds(1);

        assertThat(person(signed(key, claims -> claims.expirationTime(at(NOW.minus(almost)))))
                        .user())
                .isEqualTo("alice");
        assertThat(person(signed(
                                key,
                                claims -> claims.issueTime(at(NOW.plus(almost))).notBeforeTime(at(NOW.plus(almost)))))
                        .user())
                .isEqualTo("alice");
    }

    @Test
    void aTokenOfTheFutureIsNotBelieved() {
        Instant soon = NOW.plus(TokenCheck.SKEW).plusSeconds(1);

        assertThat(refused(signed(key, claims -> claims.issueTime(at(soon)))).code())
                .isEqualTo("E_ID_TOKEN");
        assertThat(refused(signed(key, claims -> claims.notBeforeTime(at(soon))))
                        .getMessage())
                .contains("it is good from 2026-11-21T10:01:01Z on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exp", "iat", "aud", "user_login"})
    void aTokenThatLacksAClaimIsNotBelieved(String claim) {
        assertThat(refused(signed(key, claims -> claims.claim(claim, null))).code())
                .isEqualTo("E_ID_TOKEN");
    }

    @Test
    void aTokenForOthersIsNotBelieved() {
        assertThat(refused(signed(key, claims -> claims.audience("https://vault.example.com")))
                        .getMessage())
                .contains("made out to others than 'paas'");
        assertThat(person(signed(key, claims -> claims.audience(List.of("vault", "paas"))))
                        .user())
                .isEqualTo("alice");
    }

    @Test
    void aTokenOfAnIssuerThatIsNotTrustedIsNotBelievedAndItsIssuerNotAsked() {
        PaasException refused = refused(signed(key, claims -> claims.issuer("https://evil.example.com")));

        assertThat(refused.code()).isEqualTo("E_ISSUER_UNKNOWN");
        assertThat(refused.getMessage()).contains("https://evil.example.com").contains("trusted is " + server.url());
        assertThat(server.asked).isEmpty();
    }

    @Test
    void aClaimThatThePlatformRequiresMustHaveItsValue() {
        Issuer strict = new Issuer(
                "gitlab", server.url(), "paas", "user_login", "groups_direct", Map.of("ref_protected", "true"));

        assertThat(voucher(signed(key, claims -> claims.claim("ref_protected", "true")), strict)
                        .vouch())
                .isPresent();
        assertThat(refused(voucher(signed(key, claims -> claims.claim("ref_protected", "false")), strict))
                        .getMessage())
                .contains("its 'ref_protected' is not 'true'");
        assertThat(refused(voucher(signed(key, claims -> claims), strict)).code())
                .isEqualTo("E_ID_TOKEN");
    }

    @Test
    void groupsThatAreNoListOfTextsAreNotGuessedAt() {
        assertThat(refused(signed(key, claims -> claims.claim("groups_direct", "releases")))
                        .code())
                .isEqualTo("E_ID_TOKEN");
        assertThat(refused(signed(key, claims -> claims.claim("groups_direct", List.of(1))))
                        .code())
                .isEqualTo("E_ID_TOKEN");
    }

    @Test
    void anIssuerThatSpeaksForAnotherIsNotAsked() {
        server.callingItself("https://gitlab.example.com");

        assertThat(refused(signed(key, claims -> claims)).code()).isEqualTo("E_ISSUER_UNREACHABLE");
    }

    @Test
    void keysAreFetchedByHttpsOnly() {
        server.keysAt("http://localhost:1/keys");

        PaasException refused = refused(signed(key, claims -> claims));

        assertThat(refused.code()).isEqualTo("E_ISSUER_UNREACHABLE");
        assertThat(refused.getMessage()).contains("it is no https address");
    }

    @Test
    void noRedirectIsFollowed() {
        server.answering(302, "moved");

        assertThat(refused(signed(key, claims -> claims)).getMessage()).contains("it answers 302");
        assertThat(server.asked).doesNotContain("/elsewhere");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no json", "[]", "{}"})
    void anAnswerThatSaysNothingIsAFailureAndNoBelief(String answer) {
        server.answering(200, answer);

        assertThat(refused(signed(key, claims -> claims)).code()).isEqualTo("E_ISSUER_UNREACHABLE");
    }

    @Test
    void anAnswerWithoutEndIsNotRead() {
        server.answering(200, "x".repeat((1 << 20) + 1));

        assertThat(refused(signed(key, claims -> claims)).getMessage()).contains("larger than");
    }

    @Test
    void aCertificateThatIsNotTrustedIsAFailure() {
        Voucher voucher = IdTokenVoucher.of(
                signed(key, claims -> claims), ORIGIN, List.of(issuer()), InstantSource.fixed(NOW), Map.of());

        assertThat(refused(voucher).code()).isEqualTo("E_ISSUER_UNREACHABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "hunter2", "a.b", "a.b.c", "a.b.c.d.e", "..", "eyJhbGciOiJSUzI1NiJ9..x"})
    void whatIsNoTokenIsRefusedWithoutRepeatingIt(String text) {
        PaasException refused = refused(text);

        assertThat(refused.code()).isEqualTo("E_ID_TOKEN");
        assertThat(printed(refused)).doesNotContain("hunter2");
    }

    @Test
    void noMessageRepeatsTheToken() {
        List<String> tokens = List.of(
                signed(otherKey, claims -> claims),
                signed(key, claims -> claims.audience("other")),
                signed(key, claims -> claims.expirationTime(at(NOW.minusSeconds(3600)))));

        assertThat(tokens).allSatisfy(token -> {
            String signature = token.substring(token.lastIndexOf('.') + 1);
            assertThat(printed(refused(token))).doesNotContain(signature).doesNotContain(token.split("\\.")[1]);
            assertThat(voucher(token, issuer()).toString()).doesNotContain(signature);
        });
    }

    private Person person(String token) {
        return voucher(token, issuer()).vouch().orElseThrow();
    }

    private PaasException refused(String token) {
        return refused(voucher(token, issuer()));
    }

    private static PaasException refused(Voucher voucher) {
        PaasException refused = catchThrowableOfType(PaasException.class, voucher::vouch);
        assertThat(refused).as("a refusal").isNotNull();
        return refused;
    }

    private Voucher voucher(String token, Issuer issuer) {
        return IdTokenVoucher.of(token, ORIGIN, List.of(issuer), InstantSource.fixed(NOW), server.trust());
    }

    private Issuer issuer() {
        return new Issuer("gitlab", server.url(), "paas", "user_login", "groups_direct", Map.of());
    }

    private String signed(JWK with, UnaryOperator<JWTClaimsSet.Builder> change) {
        return IssuerServer.signed(with, change.apply(claims()).build());
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder()
                .issuer(server.url())
                .audience("paas")
                .subject("project_path:trade/orders:ref_type:branch:ref:main")
                .issueTime(at(NOW.minusSeconds(60)))
                .notBeforeTime(at(NOW.minusSeconds(65)))
                .expirationTime(at(NOW.plusSeconds(3600)))
                .claim("user_login", "alice")
                .claim("groups_direct", List.of("trade/releases", "trade"));
    }

    private static Date at(Instant time) {
        return Date.from(time);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String printed(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
