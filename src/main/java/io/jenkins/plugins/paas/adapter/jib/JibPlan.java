package io.jenkins.plugins.paas.adapter.jib;

import com.google.cloud.tools.jib.api.InvalidImageReferenceException;
import com.google.cloud.tools.jib.api.Jib;
import com.google.cloud.tools.jib.api.JibContainerBuilder;
import com.google.cloud.tools.jib.api.RegistryImage;
import com.google.cloud.tools.jib.api.buildplan.AbsoluteUnixPath;
import com.google.cloud.tools.jib.api.buildplan.FileEntriesLayer;
import com.google.cloud.tools.jib.api.buildplan.FileEntry;
import com.google.cloud.tools.jib.api.buildplan.FilePermissions;
import com.google.cloud.tools.jib.api.buildplan.ImageFormat;
import com.google.cloud.tools.jib.api.buildplan.Port;
import io.jenkins.plugins.paas.image.ImagePlan;
import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
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
     * @param layers the plan's layers, their files under the names that Jib is to know them by
     */
    static JibContainerBuilder builder(ImagePlan plan, Optional<RegistryImage> base, List<Layer> layers)
            throws InvalidImageReferenceException {
        JibContainerBuilder builder = base.isPresent() ? Jib.from(base.get()) : Jib.fromScratch();
        builder.setFormat(ImageFormat.OCI)
                .setCreationTime(plan.created())
                .setEnvironment(plan.env())
                .setLabels(plan.labels());
        layers.forEach(layer -> builder.addFileEntriesLayer(layer(layer)));
        plan.workdir().ifPresent(folder -> builder.setWorkingDirectory(AbsoluteUnixPath.get(folder)));
        plan.user().ifPresent(builder::setUser);
        plan.entrypoint().ifPresent(builder::setEntrypoint);
        plan.command().ifPresent(builder::setProgramArguments);
        plan.ports().forEach(port -> builder.addExposedPort(port(port)));
        plan.volumes().forEach(folder -> builder.addVolume(AbsoluteUnixPath.get(folder)));
        return builder;
    }

    private static FileEntriesLayer layer(Layer layer) {
        return FileEntriesLayer.builder()
                .setName(layer.name())
                .setEntries(layer.entries().stream().map(JibPlan::entry).toList())
                .build();
    }

    private static FileEntry entry(Entry entry) {
        return new FileEntry(
                entry.source(),
                AbsoluteUnixPath.get(entry.target()),
                FilePermissions.fromOctalString(String.format("%03o", entry.mode())),
                entry.modified(),
                entry.owner());
    }

    private static Port port(String text) {
        int slash = text.indexOf('/');
        int number = Integer.parseInt(text.substring(0, slash));
        return text.endsWith("/udp") ? Port.udp(number) : Port.tcp(number);
    }
}
