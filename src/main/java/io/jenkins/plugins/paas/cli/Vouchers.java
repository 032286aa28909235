package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.adapter.oidc.IdTokenVoucher;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.port.Voucher;
import java.util.Optional;

/** For which person a command runs: whom the ID token names that was handed over, if one was. */
final class Vouchers {
    /** Where a token is looked for unless another variable is named. */
    static final String VARIABLE = "PAAS_ID_TOKEN";

    private Vouchers() {}

    /** Nothing of it is loaded, checked or asked for before a use case wants to know. */
    static Voucher of(Surroundings here, Platform platform, Optional<String> named) {
        String variable = named.orElse(VARIABLE);
        Optional<String> token = here.variable(variable);
        if (named.isPresent() && token.isEmpty()) {
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of(
                            "E_USAGE",
                            "the variable " + variable + ", named by --id-token-env, is not set",
                            "set it to the ID token, or leave the option out"));
        }
        return token.map(text -> IdTokenVoucher.of(text, variable, platform.issuers(), here.clock(), here.env()))
                .orElse(Voucher.NOBODY);
    }
}
