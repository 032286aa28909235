package io.jenkins.plugins.paas.adapter.oidc;

import io.jenkins.plugins.paas.model.Issuer;
import io.jenkins.plugins.paas.model.Person;
import io.jenkins.plugins.paas.port.Voucher;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Vouches for the person that an ID token names. The token is checked once, when somebody first asks; it is never printed or
 * stored.
 */
public final class IdTokenVoucher implements Voucher {
    private final String token;
    private final String origin;
    private final List<Issuer> issuers;
    private final TokenCheck check;
    private Optional<Person> person = Optional.empty();

    private IdTokenVoucher(String token, String origin, List<Issuer> issuers, TokenCheck check) {
        this.token = token;
        this.origin = origin;
        this.issuers = List.copyOf(issuers);
        this.check = check;
    }

    /**
     * One for a token.
     *
     * @param token the token as it was handed over
     * @param origin the environment variable that it came in, for messages
     * @param issuers whom the platform trusts
     * @param clock the time
     * @param environment the process's environment variables, which may name a proxy
     */
    public static Voucher of(
            String token, String origin, List<Issuer> issuers, InstantSource clock, Map<String, String> environment) {
        return new IdTokenVoucher(
                token, origin, issuers, new TokenCheck(new IssuerKeys(Https.usual(environment)), clock));
    }

    /** One that trusts other certificates than the JVM does. */
    static Voucher of(String token, String origin, List<Issuer> issuers, InstantSource clock, SSLContext trust) {
        return new IdTokenVoucher(token, origin, issuers, new TokenCheck(new IssuerKeys(Https.trusting(trust)), clock));
    }

    @Override
    public synchronized Optional<Person> vouch() {
        if (person.isEmpty()) {
            person = Optional.of(check.person(token, origin, issuers));
        }
        return person;
    }

    /** Without the token: it must not end up in a message. */
    @Override
    public String toString() {
        return "the ID token of " + origin;
    }
}
