package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.codec.Members;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.Labels;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How records are named and labelled, so that people find them with {@code kubectl get -l app.kubernetes.io/name=<app>}. */
enum RecordName {
    ROLLOUT("paas.rollout."),
    RELEASE("paas.release."),
    AUDIT("paas.audit."),
    SEQUENCE("paas.sequence."),
    LOCK("paas."),
    CONFIG("");

    /** What kind of record an object is: the name of a constant in lower case. */
    static final String LABEL = "paas-deploy/record";

    /** Marks each write, so that a write whose answer was lost can be told from somebody else's. */
    static final String WRITE = "paas-deploy/write";

    private final String prefix;

    RecordName(String prefix) {
        this.prefix = prefix;
    }

    /** The name of the App's only record of this kind. */
    String of(AppRef app) {
        return prefix + app.app();
    }

    /** The name of a numbered record. */
    String of(AppRef app, long number) {
        return stem(app) + number;
    }

    /** The number in a name; nothing when the name is not one of ours. */
    Optional<Long> number(AppRef app, String name) {
        String digits = name.startsWith(stem(app)) ? name.substring(stem(app).length()) : "";
        return digits.matches("[1-9][0-9]{0,17}") ? Optional.of(Long.parseLong(digits)) : Optional.empty();
    }

    private String stem(AppRef app) {
        return this == CONFIG ? app.app() + "-config-v" : of(app) + ".";
    }

    /** Selects all records of this kind of an App. */
    String selector(AppRef app) {
        return Labels.NAME + "=" + app.app() + "," + LABEL + "=" + value();
    }

    /** The labels of a record. */
    Map<String, Object> labels(AppRef app) {
        return new Members()
                .add(Labels.NAME, app.app())
                .add(Labels.MANAGED_BY, Labels.MANAGER)
                .add(LABEL, value())
                .tree();
    }

    private String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
