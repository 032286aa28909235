package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.KubeObject;
import java.util.List;

/** Writes Kubernetes objects as YAML. */
public final class Yaml {
    private Yaml() {}

    /** One document per object, in order; safe for readers of YAML 1.1 and 1.2 alike. */
    public static String print(List<KubeObject> objects) {
        throw new UnsupportedOperationException("not written yet");
    }
}
