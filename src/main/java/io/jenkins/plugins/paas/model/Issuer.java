package io.jenkins.plugins.paas.model;

import java.util.Map;

/**
 * Somebody whose ID tokens the platform trusts to name persons.
 *
 * @param name what the platform calls it, such as {@code gitlab}; it stands before names that it gives out
 * @param url the token's {@code iss}, an {@code https} address; its keys are found from there by OpenID Connect discovery
 * @param audience what must stand in the token's {@code aud}
 * @param userClaim the claim that names the user
 * @param groupsClaim the claim that lists the user's groups; a token without it names none
 * @param require claims that must have that value, for a token to count
 */
public record Issuer(
        String name, String url, String audience, String userClaim, String groupsClaim, Map<String, String> require) {
    public Issuer {
        require = Map.copyOf(require);
    }
}
