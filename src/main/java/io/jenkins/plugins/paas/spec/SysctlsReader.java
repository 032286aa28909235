package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.Sysctl;
import io.jenkins.plugins.paas.model.SysctlRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads sysctls: what an App wants, and what a platform allows. */
final class SysctlsReader {
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9]([-_a-z0-9]*[a-z0-9])?(\\.[a-zA-Z0-9]([-_a-zA-Z0-9]*[a-zA-Z0-9])?)+");
    private static final Pattern PATTERN = Pattern.compile("[a-z0-9][-_.a-zA-Z0-9]*\\*?");
    private static final Pattern VALUE = Pattern.compile("[^\\p{Cntrl}]*[^\\p{Cntrl}\\s][^\\p{Cntrl}]*");

    private final Problems problems;

    SysctlsReader(Problems problems) {
        this.problems = problems;
    }

    List<Sysctl> read(Settings run) {
        List<Sysctl> sysctls = new ArrayList<>();
        run.named("sysctls", "write names with values: {net.core.somaxconn: 1024}")
                .ifPresent(named -> named.forEach((name, field) -> {
                    if (!NAME.matcher(name).matches()) {
                        problems.add(
                                field.key(),
                                Codes.NAME,
                                "'" + Tree.Scalar.shortened(name) + "' is no name of a sysctl",
                                "write it with dots, such as net.core.somaxconn");
                    }
                    String hint = "write a single value, such as 1024 or \"4096 87380 6291456\"";
                    Settings.verbatim(field.value(), hint, problems).ifPresent(value -> {
                        if (VALUE.matcher(value).matches()) {
                            sysctls.add(new Sysctl(name, value));
                        } else {
                            problems.add(field.value().place(), Codes.FORMAT, name + " has no value in one line", hint);
                        }
                    });
                }));
        return sysctls;
    }

    SysctlRule rule(Settings platform) {
        Settings rule = platform.section("sysctls", Section.SYSCTLS);
        List<String> allow = new ArrayList<>();
        String hint = "list names, or beginnings with '*': [net.core.somaxconn, \"net.ipv4.tcp_*\"]";
        rule.items("allow", hint)
                .ifPresent(items -> items.forEach(item -> Settings.text(item, hint, problems)
                        .ifPresent(text -> {
                            if (PATTERN.matcher(text).matches()) {
                                allow.add(text);
                            } else {
                                problems.add(
                                        item.place(),
                                        Codes.FORMAT,
                                        "'" + Tree.Scalar.shortened(text) + "' names no sysctl",
                                        hint);
                            }
                        })));
        Optional<String> image = rule.text(
                        "image", "write an image that has sysctl, such as registry.example.com/base/static:1")
                .filter(text -> {
                    boolean fine = RegistryReader.isImage(text);
                    if (!fine) {
                        rule.wrong(
                                "image",
                                Codes.FORMAT,
                                "image is '" + Tree.Scalar.shortened(text) + "', which names no image",
                                "write host/name:tag, such as registry.example.com/base/static:1");
                    }
                    return fine;
                });
        return new SysctlRule(allow, image);
    }
}
