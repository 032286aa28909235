package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.image.ImagePlanner;
import io.jenkins.plugins.paas.port.BillOfMaterials;
import io.jenkins.plugins.paas.port.Clusters;
import io.jenkins.plugins.paas.port.CommandRunner;
import io.jenkins.plugins.paas.port.DockerfileBuilder;
import io.jenkins.plugins.paas.port.ImageBuilder;
import io.jenkins.plugins.paas.port.ImageContents;
import io.jenkins.plugins.paas.port.Registry;
import io.jenkins.plugins.paas.port.SourceTree;
import java.util.function.Supplier;

/**
 * What the use cases work through. Suppliers are asked only by the use cases that need them, so that the libraries behind
 * them are not loaded for the others; each is asked once.
 *
 * @param clusters the way to clusters
 * @param registry image registries
 * @param builder builds images
 * @param planner plans images
 * @param contents looks into images
 * @param bills writes down what images consist of
 * @param containers builds what needs RUN
 * @param source version control
 * @param commands runs build commands
 */
public record Ports(
        Clusters clusters,
        Supplier<Registry> registry,
        Supplier<ImageBuilder> builder,
        Supplier<ImagePlanner> planner,
        Supplier<ImageContents> contents,
        Supplier<BillOfMaterials> bills,
        Supplier<DockerfileBuilder> containers,
        SourceTree source,
        CommandRunner commands) {}
