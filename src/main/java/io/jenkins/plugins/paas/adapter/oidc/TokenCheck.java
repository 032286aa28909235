package io.jenkins.plugins.paas.adapter.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.jenkins.plugins.paas.model.Issuer;
import io.jenkins.plugins.paas.model.Person;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether an ID token is to be believed: signed with RS256 or ES256 by a key that its issuer names now, made out to us,
 * and good at this moment. Before its signature is checked nothing of it is used but its issuer, to know whose keys to ask for.
 */
final class TokenCheck {
    /** How far two clocks may differ. */
    static final Duration SKEW = Duration.ofSeconds(60);

    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS256, JWSAlgorithm.ES256);
    private static final String HAND_OVER = "hand over the token as the issuer gave it";

    private final IssuerKeys keys;
    private final InstantSource clock;

    TokenCheck(IssuerKeys keys, InstantSource clock) {
        this.keys = keys;
        this.clock = clock;
    }

    Person person(String token, String origin, List<Issuer> issuers) {
        SignedJWT signed = parsed(token, origin);
        String said = issuerOf(signed, origin);
        Issuer issuer = issuers.stream()
                .filter(each -> each.url().equals(said))
                .findFirst()
                .orElseThrow(() -> Distrust.unknownIssuer(origin, said, issuers));
        JWTClaimsSet claims = verified(signed, origin, keys.of(issuer));
        requireMadeOutToUs(claims, origin, issuer);
        requireGoodNow(claims, origin);
        requireClaims(claims, origin, issuer.require());
        String user = text(claims, issuer.userClaim())
                .filter(name -> !name.isBlank())
                .orElseThrow(() -> Distrust.of(
                        origin,
                        "it names no user in '" + issuer.userClaim() + "'",
                        "mend 'identity." + issuer.name() + ".user' in the platform file"));
        return new Person(issuer.name(), user, groups(claims, origin, issuer));
    }

    private static SignedJWT parsed(String token, String origin) {
        try {
            return SignedJWT.parse(token.strip());
        } catch (ParseException e) {
            // The cause may repeat the token.
            throw Distrust.of(origin, "it is no signed token", HAND_OVER);
        }
    }

    private static String issuerOf(SignedJWT signed, String origin) {
        try {
            return Optional.ofNullable(signed.getJWTClaimsSet().getIssuer()).orElse("nobody");
        } catch (ParseException e) {
            throw Distrust.of(origin, "its claims cannot be read", HAND_OVER);
        }
    }

    private static JWTClaimsSet verified(SignedJWT signed, String origin, JWKSet keys) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(keys)));
        // Times and names are checked below, by our clock and with words of our own.
        processor.setJWTClaimsSetVerifier((claims, context) -> {});
        try {
            return processor.process(signed, null);
        } catch (BadJOSEException e) {
            throw Distrust.of(
                    origin,
                    "it is not signed with RS256 or ES256 by a key that its issuer names now",
                    "have a new token made; should the issuer have changed its keys, start the job again",
                    e);
        } catch (JOSEException e) {
            throw Distrust.of(origin, "its signature cannot be checked", HAND_OVER, e);
        }
    }

    private static void requireMadeOutToUs(JWTClaimsSet claims, String origin, Issuer issuer) {
        if (!claims.getAudience().contains(issuer.audience())) {
            throw Distrust.of(
                    origin,
                    "it is made out to others than '" + issuer.audience() + "'",
                    "ask the issuer for one with that audience ('aud' under 'id_tokens' in GitLab)");
        }
    }

    private void requireGoodNow(JWTClaimsSet claims, String origin) {
        Instant now = clock.instant();
        Instant until = time(claims.getExpirationTime())
                .orElseThrow(() -> Distrust.of(origin, "it has no end ('exp')", HAND_OVER));
        if (!now.isBefore(until.plus(SKEW))) {
            throw Distrust.expired(origin, until.toString());
        }
        Instant issued = time(claims.getIssueTime())
                .orElseThrow(() -> Distrust.of(origin, "it does not say since when it is good ('iat')", HAND_OVER));
        Instant from = time(claims.getNotBeforeTime()).orElse(issued);
        if (now.plus(SKEW).isBefore(issued) || now.plus(SKEW).isBefore(from)) {
            throw Distrust.of(
                    origin,
                    "it is good from " + (from.isAfter(issued) ? from : issued) + " on",
                    "mend the clock of this machine");
        }
    }

    private static void requireClaims(JWTClaimsSet claims, String origin, Map<String, String> require) {
        require.forEach((claim, wanted) -> {
            if (text(claims, claim).filter(wanted::equals).isEmpty()) {
                throw Distrust.of(
                        origin,
                        "its '" + claim + "' is not '" + wanted + "'",
                        "run the job where the platform file asks for it");
            }
        });
    }

    private static List<String> groups(JWTClaimsSet claims, String origin, Issuer issuer) {
        Object groups = claims.getClaim(issuer.groupsClaim());
        if (groups == null) {
            return List.of();
        }
        if (!(groups instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            throw Distrust.of(
                    origin,
                    "'" + issuer.groupsClaim() + "' is no list of groups",
                    "mend 'identity." + issuer.name() + ".groups' in the platform file");
        }
        return list.stream().map(String.class::cast).toList();
    }

    private static Optional<String> text(JWTClaimsSet claims, String name) {
        Object value = claims.getClaim(name);
        return value instanceof String || value instanceof Number || value instanceof Boolean
                ? Optional.of(String.valueOf(value))
                : Optional.empty();
    }

    private static Optional<Instant> time(@org.jspecify.annotations.Nullable Date date) {
        return Optional.ofNullable(date).map(Date::toInstant);
    }
}
