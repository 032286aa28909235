package io.jenkins.plugins.paas.engine;

/** Goes on with a Rollout whose process went away, on any machine, from its record alone. */
public final class Resume {
    Resume(Ports ports, Session session) {}

    /**
     * Goes on; with nothing open it says so and is done.
     *
     * @param place the App in its cluster
     * @throws io.jenkins.plugins.paas.model.PaasException as {@link Deploy} in the middle; {@code E_LOCKED}
     */
    public Delivery run(Place place) {
        throw new UnsupportedOperationException("planned, not yet written");
    }
}
