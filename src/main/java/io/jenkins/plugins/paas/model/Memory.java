package io.jenkins.plugins.paas.model;

/**
 * An amount of memory or storage.
 *
 * @param bytes 1 or more
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/">Quantity</a>
 */
public record Memory(long bytes) {
    private static final String[] UNITS = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};

    public Memory {
        if (bytes < 1) {
            throw new IllegalArgumentException("memory is " + bytes + "; it must be 1 byte or more");
        }
    }

    /** Whole mebibytes, rounded down. */
    public long mebibytes() {
        return bytes >> 20;
    }

    /** As a Kubernetes quantity in its canonical form, such as {@code 512Mi}. */
    @Override
    public String toString() {
        long amount = bytes;
        int unit = 0;
        while (amount % 1024 == 0 && unit < UNITS.length - 1) {
            amount /= 1024;
            unit++;
        }
        return amount + UNITS[unit];
    }
}
