package io.jenkins.plugins.paas.model;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A deploy that is settled in every detail and not yet done, so that somebody can look at it first. What is applied later is
 * exactly this or nothing.
 *
 * @param release the Release, with the number and the objects that it will have; what lives already where nothing is new
 * @param clusterId the platform's number of the cluster
 * @param strategy how it comes in
 * @param policy time limits
 * @param config the content of its Config version, when it has one
 * @param live what lived when the plan was made
 */
public record Plan(
        Release release,
        int clusterId,
        Strategy strategy,
        RunSpec.RolloutPolicy policy,
        Optional<ConfigVersion.Content> config,
        Live live) {

    /**
     * What a plan was made against. It depends on no {@code uid} or {@code resourceVersion}, and on no status: what controllers
     * do in between makes no plan stale.
     *
     * @param running the Release in the workload's template, when it has one
     * @param newest the highest number of a Release, 0 where there was none
     * @param objects the hash of each object as it was, by {@code Kind/name}; {@link #ABSENT} for one that was not there
     */
    public record Live(Optional<Long> running, long newest, Map<String, String> objects) {
        /** In place of a hash. */
        public static final String ABSENT = "absent";

        public Live {
            objects = Collections.unmodifiableMap(new TreeMap<>(objects));
        }
    }
}
