package io.jenkins.plugins.paas.rollout;

import io.jenkins.plugins.paas.model.Actor;
import io.jenkins.plugins.paas.model.Person;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Whether somebody is to approve his own work.
 *
 * <p>Confirmed persons are compared exactly. What is only claimed can take a right away and never gives one: a name that a CI
 * system tells of the author bars whoever is called so, while nobody is let through because of it. What a shell tells is left
 * out, for half of all containers run as {@code root}.
 */
final class Authorship {
    private static final String SHELL = "shell";

    /** What GitLab and GitHub put before the name in an address that hides the real one. */
    private static final Pattern HIDDEN = Pattern.compile("^[0-9]+[-+]");

    private Authorship() {}

    /** Why that person counts as an author, as half a sentence; nothing for everybody else. */
    static Optional<String> of(Actor voter, List<Actor> authors) {
        return authors.stream().flatMap(author -> why(voter, author).stream()).findFirst();
    }

    private static Optional<String> why(Actor voter, Actor author) {
        Person one = voter.person();
        Person other = author.person();
        if (one.source().equals(other.source()) && one.key().equals(other.key())) {
            return Optional.of(other + " made or deployed it");
        }
        if (voter.vouched().isEmpty()
                && voter.confirmed().user().equals(author.confirmed().user())) {
            // Whoever leaves his token out is the account that he acts with, and with that account it was made.
            return Optional.of(other + " made or deployed it with the same account");
        }
        if (!one.source().equals(other.source()) && alike(one.user(), other.user())) {
            return Optional.of(other + ", who made or deployed it, has the same name");
        }
        return claimed(author)
                .filter(name -> alike(name, one.user()) || claimedUser(voter).anyMatch(own -> alike(name, own)))
                .findFirst()
                .or(() -> claimedUser(voter)
                        .filter(own -> alike(own, other.user()))
                        .findFirst())
                .map(name -> system(author, voter) + " says that " + name + " made or deployed it");
    }

    private static String system(Actor author, Actor voter) {
        return author.claim().or(voter::claim).map(Actor.Claim::system).orElse("the CI system");
    }

    private static Stream<String> claimed(Actor author) {
        return author.claim().stream()
                .filter(claim -> !claim.system().equals(SHELL))
                .flatMap(claim -> Stream.of(claim.user(), claim.commitAuthor()))
                .filter(name -> !name.isBlank());
    }

    private static Stream<String> claimedUser(Actor voter) {
        return voter.claim().stream()
                .filter(claim -> !claim.system().equals(SHELL))
                .map(Actor.Claim::user)
                .filter(name -> !name.isBlank());
    }

    /** A name and a mail address are alike when the address begins with the name; two addresses only when they are the same. */
    private static boolean alike(String one, String other) {
        String a = one.strip().toLowerCase(Locale.ROOT);
        String b = other.strip().toLowerCase(Locale.ROOT);
        boolean bothMail = a.contains("@") && b.contains("@");
        return a.equals(b) || (!bothMail && local(a).equals(local(b)));
    }

    private static String local(String name) {
        int at = name.indexOf('@');
        return at < 0 ? name : HIDDEN.matcher(name.substring(0, at)).replaceFirst("");
    }
}
