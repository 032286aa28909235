package io.jenkins.plugins.paas.adapter.oidc;

import io.jenkins.plugins.paas.model.Issuer;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Why a token is not believed. Nothing of the token is repeated but what it says of its issuer. */
final class Distrust {
    private static final int LONGEST = 200;

    private Distrust() {}

    static PaasException of(String origin, String why, String hint) {
        return refused("E_ID_TOKEN", "the ID token in " + origin + " is not believed: " + why, hint);
    }

    static PaasException of(String origin, String why, String hint, Exception cause) {
        PaasException refused = of(origin, why, hint);
        refused.initCause(cause);
        return refused;
    }

    static PaasException expired(String origin, String since) {
        return refused(
                "E_ID_TOKEN_EXPIRED",
                "the ID token in " + origin + " was good until " + since,
                "start the job again: a token lasts as long as its job; if it has only begun, mend the clock of this machine");
    }

    static PaasException unknownIssuer(String origin, String said, List<Issuer> issuers) {
        String known = issuers.stream().map(Issuer::url).collect(Collectors.joining(", "));
        return refused(
                "E_ISSUER_UNKNOWN",
                "the ID token in " + origin + " is from " + shortened(said) + ", whom the platform file does not trust",
                known.isEmpty()
                        ? "let the platform team name the issuer under 'identity' in the platform file"
                        : "trusted " + (issuers.size() == 1 ? "is " : "are ") + known);
    }

    static PaasException noKeys(Issuer issuer, String address, String why, Exception cause) {
        return new PaasException(
                Outcome.UNEXPECTED,
                Problem.of(
                        "E_ISSUER_UNREACHABLE",
                        "the keys of " + issuer.name() + " cannot be had from " + shortened(address) + ": " + why,
                        "see whether this machine reaches it and trusts its certificate"),
                cause);
    }

    /** What comes from outside, in one line. */
    static String shortened(String text) {
        String line = text.replaceAll("[\\p{Cntrl}\u2028\u2029]", "?");
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "...";
    }

    private static PaasException refused(String code, String what, String hint) {
        return new PaasException(Outcome.NOT_ALLOWED, Problem.of(code, what, hint));
    }
}
