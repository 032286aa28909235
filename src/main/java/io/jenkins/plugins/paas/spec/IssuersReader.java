package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.Issuer;
import io.jenkins.plugins.paas.model.Person;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads whose ID tokens name persons. */
final class IssuersReader {
    private static final String EXAMPLE = "{gitlab: {issuer: \"https://gitlab.example.com\", audience: paas}}";

    /** Names that mean something else in front of a user or group. */
    private static final Set<String> TAKEN = Set.of(Person.CLUSTER, "user", "group");

    private final Problems problems;

    IssuersReader(Problems problems) {
        this.problems = problems;
    }

    List<Issuer> read(Settings platform) {
        List<Issuer> issuers = new ArrayList<>();
        Map<String, String> names = new LinkedHashMap<>();
        String hint = "write a name with an issuer: " + EXAMPLE;
        platform.named("identity", hint)
                .ifPresent(named -> named.forEach((name, field) -> {
                    boolean fine = AppReader.isFine(field.key(), name, Names::label, problems);
                    if (TAKEN.contains(name)) {
                        problems.add(
                                field.key(),
                                Codes.NAME,
                                "'" + name + "' means something else in front of a name",
                                "call the issuer otherwise, such as gitlab");
                    }
                    if (!(field.value() instanceof Tree.Fields fields)) {
                        Settings.wrongType(field.value(), "write settings below it: " + EXAMPLE, problems);
                        return;
                    }
                    Settings issuer = new Settings(fields, Section.ISSUER, problems);
                    issuer(fine ? name : "issuer", issuer).ifPresent(read -> {
                        String before = names.putIfAbsent(read.url(), name);
                        if (before != null) {
                            issuer.wrong(
                                    "issuer",
                                    Codes.CONFLICT,
                                    "the issuer '" + before + "' has this address already",
                                    "name each issuer once, or one person would count as two");
                        }
                        issuers.add(read);
                    });
                }));
        return issuers;
    }

    private Optional<Issuer> issuer(String name, Settings issuer) {
        Optional<String> url = required(issuer, "issuer", "write what stands in its tokens: https://gitlab.example.com")
                .filter(text -> {
                    boolean fine = text.startsWith("https://") && RegistryReader.isWebAddress(text);
                    if (!fine) {
                        issuer.wrong(
                                "issuer",
                                Codes.FORMAT,
                                "issuer is no https address",
                                "write what stands in its tokens as 'iss': https://gitlab.example.com, without user,"
                                        + " password and query");
                    }
                    return fine;
                });
        Optional<String> audience =
                required(issuer, "audience", "write what its tokens are made out to ('aud'), such as paas");
        String user = claim(issuer, "user", "user_login");
        String groups = claim(issuer, "groups", "groups_direct");
        Map<String, String> require = require(issuer);
        return url.flatMap(address -> audience.map(aud -> new Issuer(name, address, aud, user, groups, require)));
    }

    private static String claim(Settings issuer, String key, String usual) {
        String hint = "write the name of the claim, such as " + usual;
        return issuer.text(key, hint)
                .filter(text -> {
                    if (text.isBlank()) {
                        issuer.wrong(key, Codes.FORMAT, key + " is blank", hint);
                    }
                    return !text.isBlank();
                })
                .orElse(usual);
    }

    private Map<String, String> require(Settings issuer) {
        String hint = "write claims with the values that they must have, in quotes: {ref_protected: \"true\"}";
        Map<String, String> require = new LinkedHashMap<>();
        issuer.named("require", hint)
                .ifPresent(named -> named.forEach((claim, field) ->
                        Settings.text(field.value(), hint, problems).ifPresent(value -> require.put(claim, value))));
        return require;
    }

    private static Optional<String> required(Settings issuer, String key, String hint) {
        if (!issuer.has(key)) {
            issuer.missing(key, hint);
        }
        return issuer.text(key, hint).filter(text -> {
            if (text.isBlank()) {
                issuer.wrong(key, Codes.MISSING, key + " is blank", hint);
            }
            return !text.isBlank();
        });
    }
}
