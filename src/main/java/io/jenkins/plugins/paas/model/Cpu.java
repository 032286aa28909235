package io.jenkins.plugins.paas.model;

/**
 * CPU time per second.
 *
 * @param millis thousandths of a core, 1 or more
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">Quantity</a>
 */
public record Cpu(long millis) {
    public Cpu {
        if (millis < 1) {
            throw new IllegalArgumentException("cpu is " + millis + "m; it must be 1m or more");
        }
    }

    /** As a Kubernetes quantity in its canonical form, such as {@code 2} or {@code 500m}. */
    @Override
    public String toString() {
        return millis % 1000 == 0 ? Long.toString(millis / 1000) : millis + "m";
    }
}
