package io.jenkins.plugins.paas.adapter.jib;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Port;
import io.jenkins.plugins.paas.image.ImageConfig;
import io.jenkins.plugins.paas.image.ImagePlan;
import java.util.List;
import java.util.Optional;

/** Says a plan in Jib's words. */
final class JibPlan {
    private JibPlan() {}

    /**
     * A new build; Jib's builders cannot be used twice.
     *
     * @param plan what the image consists of
     * @param base the base, with sign-in; nothing for an empty one
     * @param layers what Jib finds the plan's layers by
     */
    static JibContainerBuilder builder(ImagePlan plan, Optional<RegistryImage> base, List<FileEntriesLayer> layers)
            throws InvalidImageReferenceException {
        ImageConfig config = plan.config();
        JibContainerBuilder builder = base.isPresent() ? Jib.from(base.get()) : Jib.fromScratch();
        builder.setFormat(ImageFormat.OCI)
                .setCreationTime(plan.created())
                .setEnvironment(config.env())
                .setLabels(config.labels());
        layers.forEach(builder::addFileEntriesLayer);
        config.workdir().ifPresent(folder -> builder.setWorkingDirectory(AbsoluteUnixPath.get(folder)));
        config.user().ifPresent(builder::setUser);
        config.entrypoint().ifPresent(builder::setEntrypoint);
        config.command().ifPresent(builder::setProgramArguments);
        config.ports().forEach(port -> builder.addExposedPort(port(port)));
        config.volumes().forEach(folder -> builder.addVolume(AbsoluteUnixPath.get(folder)));
        return builder;
    }

    private static Port port(String text) {
        int slash = text.indexOf('/');
        int number = Integer.parseInt(text.substring(0, slash));
        return text.endsWith("/udp") ? Port.udp(number) : Port.tcp(number);
    }
}
