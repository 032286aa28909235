package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.engine.ReleaseChoice.Chosen;
import io.jenkins.plugins.paas.model.ConfigVersion;
import io.jenkins.plugins.paas.model.ConfigVersion.Content;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Target;
import io.jenkins.plugins.paas.port.Connection;
import java.util.Optional;

/** Says what a deploy would change. Builds nothing, numbers nothing, asks for no lock. */
public final class ShowDifference {
    private final Ports ports;
    private final Session session;

    ShowDifference(Ports ports, Session session) {
        this.ports = ports;
        this.session = session;
    }

    /**
     * Compares what a deploy would bring with what lives.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_IMAGE_UNKNOWN}, {@code E_COMMIT_NOT_BUILT}, {@code
     *     E_CONFIG_FOLDER}, {@code E_CONFIG_NOT_TEXT}, {@code E_FORBIDDEN}, {@code E_CLUSTER_UNREACHABLE}; what the cluster
     *     would refuse stands in the result
     */
    public Difference run(Deploy.Request request) {
        Target target = request.target();
        Optional<Content> content = target.run().config().map(spec -> ConfigFolder.read(request.folder(), spec));
        try (Connection connection = ports.clusters().connect(target.cluster())) {
            Optional<Chosen> chosen = new ChooseImage(ports, session, request).find();
            KeptReleases kept = new KeptReleases(connection.releases(), Place.of(target));
            Observation seen = connection.cluster().observe(target.ref());
            Optional<ConfigVersion> config =
                    content.map(files -> connection.configs().foresee(target.ref(), files));
            SettledRelease settled = SettledRelease.of(
                    target,
                    chosen,
                    config,
                    kept,
                    seen,
                    session.onlooker(connection.whoAmI()),
                    session.clock().instant());
            Comparison comparison = new Comparison(connection, Place.of(target), kept, seen);
            String notBuilt = chosen.isPresent()
                    ? ""
                    : SettledRelease.whyNotBuilt(ports.source().inspect(request.folder()));
            return comparison.of(settled, comparison.previews(settled.release()), config, notBuilt);
        }
    }
}
