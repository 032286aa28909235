package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.ApprovalRule;
import io.jenkins.plugins.paas.model.Approver;
import io.jenkins.plugins.paas.model.Approver.Kind;
import io.jenkins.plugins.paas.model.ClusterSpec;
import io.jenkins.plugins.paas.model.Environment;
import io.jenkins.plugins.paas.model.Issuer;
import io.jenkins.plugins.paas.model.Person;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads who must agree at gates, by environment. */
final class ApprovalsReader {
    private static final String HINT =
            "list groups by their names and users as 'user:NAME': [release-managers, \"user:alice@example.com\"]";
    private static final String USER = "user:";
    private static final String GROUP = "group:";
    private static final int MOST = 100;

    /** Meant as one of the two prefixes, and would name a group that nobody is in. */
    private static final Pattern MISWRITTEN = Pattern.compile("(?:[Uu]sers|User|[Gg]roups|Group):.*");

    private final List<String> issuers;
    private final Problems problems;

    ApprovalsReader(List<Issuer> issuers, Problems problems) {
        this.issuers = issuers.stream().map(Issuer::name).toList();
        this.problems = problems;
    }

    Map<Environment, ApprovalRule> read(Settings platform, List<ClusterSpec> clusters) {
        Map<Environment, ApprovalRule> rules = new LinkedHashMap<>();
        EnvironmentNames environments = new EnvironmentNames(clusters, problems);
        String hint = "write an environment with its rule: {prod: {by: [release-managers]}}";
        platform.named("approvals", hint)
                .ifPresent(named -> named.forEach((environment, field) -> {
                    boolean fine = environments.isFine(field.key(), environment);
                    if (!(field.value() instanceof Tree.Fields fields)) {
                        Settings.wrongType(field.value(), "write a rule below it: {by: [release-managers]}", problems);
                        return;
                    }
                    Optional<ApprovalRule> rule = rule(new Settings(fields, Section.APPROVAL, problems));
                    if (fine) {
                        rule.ifPresent(it -> rules.put(new Environment(environment), it));
                    }
                }));
        return rules;
    }

    private Optional<ApprovalRule> rule(Settings rule) {
        List<Approver> by = by(rule);
        Optional<Integer> count = rule.whole("count", 1, MOST);
        boolean notByAuthor = rule.flag("notByAuthor").orElse(false);
        boolean breakGlass = rule.flag("breakGlass").orElse(false);
        if (by.isEmpty()) {
            return Optional.empty();
        }
        refuseWhatNobodyCanMeet(rule, by, count.orElse(1));
        return Optional.of(new ApprovalRule(by, count.orElse(1), notByAuthor, breakGlass));
    }

    private List<Approver> by(Settings rule) {
        Optional<List<Tree>> items = rule.items("by", HINT);
        if (!rule.has("by") || items.filter(List::isEmpty).isPresent()) {
            rule.missing("by", HINT);
        }
        List<Approver> by = new ArrayList<>();
        for (Tree item : items.orElse(List.of())) {
            Settings.text(item, HINT, problems)
                    .flatMap(text -> approver(item, text))
                    .ifPresent(approver -> {
                        if (by.contains(approver)) {
                            problems.add(
                                    item.place(),
                                    Codes.CONFLICT,
                                    "'" + approver + "' is named twice",
                                    "remove one of them");
                        }
                        by.add(approver);
                    });
        }
        return by;
    }

    private Optional<Approver> approver(Tree item, String text) {
        boolean user = text.startsWith(USER);
        String name = user ? text.substring(USER.length()) : text;
        if (!user && text.startsWith(GROUP)) {
            name = text.substring(GROUP.length());
        }
        if (name.isEmpty() || !name.equals(name.strip())) {
            problems.add(
                    item.place(),
                    Codes.FORMAT,
                    "'" + Tree.Scalar.shortened(text) + "' names nobody",
                    "write a name without blanks around it: release-managers, or user:alice@example.com");
            return Optional.empty();
        }
        if (MISWRITTEN.matcher(text).matches()) {
            String meant = (text.startsWith("u") || text.startsWith("U") ? USER : GROUP)
                    + text.substring(text.indexOf(':') + 1);
            problems.add(
                    item.place(),
                    Codes.FORMAT,
                    "'" + Tree.Scalar.shortened(text) + "' is neither a group nor a user",
                    "did you mean '" + Tree.Scalar.shortened(meant) + "'?");
            return Optional.empty();
        }
        return Optional.of(approver(user ? Kind.USER : Kind.GROUP, name));
    }

    /** Names that an issuer gives out carry its name in front; all others are the cluster's. */
    private Approver approver(Kind kind, String name) {
        return issuers.stream()
                .filter(issuer -> name.startsWith(issuer + ":") && name.length() > issuer.length() + 1)
                .findFirst()
                .map(issuer -> new Approver(kind, issuer, name.substring(issuer.length() + 1)))
                .orElseGet(() -> new Approver(kind, Person.CLUSTER, name));
    }

    /** Approvals of one gate are confirmed by one source, so users of several do not add up. */
    private static void refuseWhatNobodyCanMeet(Settings rule, List<Approver> by, int count) {
        boolean groups = by.stream().anyMatch(approver -> approver.kind() == Kind.GROUP);
        Map<String, Long> users =
                by.stream().distinct().collect(Collectors.groupingBy(Approver::source, Collectors.counting()));
        long most = users.values().stream().mapToLong(Long::longValue).max().orElse(0);
        if (!groups && most < count) {
            rule.wrong(
                    "count",
                    Codes.CONFLICT,
                    "count is " + count + ", but 'by' names " + (most == 1 ? "1 user" : most + " users")
                            + (users.size() > 1 ? " of one source at most" : "") + " and no group",
                    "name more users or a group, or lower the count");
        }
    }
}
