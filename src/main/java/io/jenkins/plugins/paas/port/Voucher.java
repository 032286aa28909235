package io.jenkins.plugins.paas.port;

import io.jenkins.plugins.paas.model.Person;
import java.util.Optional;

/**
 * Confirms for which person the program runs, beside what the cluster itself confirms. An ID token is one way; a CI system that
 * signs in its users and hands them over out of their reach is another.
 */
@FunctionalInterface
public interface Voucher {
    /** Nobody is vouched for: who we are is what the cluster says. */
    Voucher NOBODY = Optional::empty;

    /**
     * The person; the same answer each time.
     *
     * @return nothing when nobody was handed over
     * @throws io.jenkins.plugins.paas.model.PaasException with {@link io.jenkins.plugins.paas.model.Outcome#NOT_ALLOWED} when
     *     somebody was, and it cannot be believed: {@code E_ID_TOKEN}, {@code E_ID_TOKEN_EXPIRED}, {@code
     *     E_ISSUER_UNKNOWN}; {@code E_ISSUER_UNREACHABLE} when it could not be checked
     */
    Optional<Person> vouch();
}
