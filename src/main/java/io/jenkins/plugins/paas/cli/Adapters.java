package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.adapter.buildah.ToolBuilder;
import io.jenkins.plugins.paas.adapter.cyclonedx.CycloneDx;
import io.jenkins.plugins.paas.adapter.git.GitSourceTree;
import io.jenkins.plugins.paas.adapter.jib.HttpRegistry;
import io.jenkins.plugins.paas.adapter.jib.ImageLooks;
import io.jenkins.plugins.paas.adapter.jib.JibImageBuilder;
import io.jenkins.plugins.paas.adapter.jib.RegistryAccess;
import io.jenkins.plugins.paas.adapter.jib.RegistryImages;
import io.jenkins.plugins.paas.adapter.kube.HeadStart;
import io.jenkins.plugins.paas.adapter.kube.KubeClusters;
import io.jenkins.plugins.paas.adapter.process.ShellCommandRunner;
import io.jenkins.plugins.paas.engine.Ports;
import io.jenkins.plugins.paas.image.ImagePlanner;
import io.jenkins.plugins.paas.image.KnownRoots;
import io.jenkins.plugins.paas.image.Templates;
import io.jenkins.plugins.paas.model.Platform;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.EventSink;
import java.nio.file.Path;
import java.util.List;

/** What the engine works through, made for the platform that a command names. */
@FunctionalInterface
interface Adapters {
    /**
     * Makes them.
     *
     * @param platform the platform that the command names
     * @param events whom they tell what keeps them waiting
     */
    Ports ports(Platform platform, EventSink events);

    /** The real ones. Nothing is loaded or opened before a use case asks for it. */
    static Adapters real(Surroundings here) {
        return real(here, HeadStart.NONE);
    }

    /** The same, but for the connection that was opened in advance. */
    static Adapters real(Surroundings here, HeadStart headStart) {
        return (platform, events) -> {
            Path home = Path.of(here.variable("HOME").orElse("/"));
            Path cache = here.variable("XDG_CACHE_HOME")
                    .map(Path::of)
                    .orElse(home.resolve(".cache"))
                    .resolve("paas-deploy");
            return new Ports(
                    new KubeClusters(here.env(), text -> events.emit(new Event.Noted(text)), headStart),
                    () -> new HttpRegistry(access(platform, here, home)),
                    () -> new JibImageBuilder(access(platform, here, home), cache.resolve("layers")),
                    () -> new ImagePlanner(
                            Templates.of(platform),
                            cache.resolve("stage"),
                            new RegistryImages(access(platform, here, home), cache.resolve("layers/images")),
                            roots()),
                    () -> new ImageLooks(access(platform, here, home), cache.resolve("layers"), cache.resolve("facts")),
                    CycloneDx::new,
                    () -> new ToolBuilder(here.env(), access(platform, here, home)),
                    new GitSourceTree(),
                    new ShellCommandRunner(here.env()));
        };
    }

    /** What Java and the system bring along. */
    private static KnownRoots roots() {
        return new KnownRoots(
                Path.of(System.getProperty("java.home"), "lib", "security", "cacerts"),
                List.of(
                        Path.of("/etc/ssl/certs/ca-certificates.crt"),
                        Path.of("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem")));
    }

    private static RegistryAccess access(Platform platform, Surroundings here, Path home) {
        return new RegistryAccess(platform.registries().values(), here.env(), home);
    }
}
