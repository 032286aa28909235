/**
 * From a Dockerfile, a template and a source tree to an {@code ImagePlan}: what the image consists of, before anything is
 * built. Its result depends on its arguments and the files alone; it knows no registry. It writes to one folder only, which
 * it is given for laying out the parts of an artifact.
 *
 * <p>{@link ImagePlanner} is where it all comes together. What it goes through:
 *
 * <ul>
 *   <li>The language. {@link DockerfileLines} joins lines, {@link DockerfileParser} makes {@link Instruction}s of them, {@link
 *       Stage} cuts these into stages, {@link Expansion} fills in {@link Variables}.
 *   <li>Carrying it out. {@link DockerfileInterpreter} goes through the stages, {@link StageRun} through the instructions of one.
 *       {@link CopyRun} copies, {@link Writing} writes to {@link ImageFiles}, a tree of {@link Node}s, {@link ConfigDraft} gathers
 *       the settings. What needs a container becomes a {@link ContainerBuild}.
 *   <li>The build context. {@link ContextFiles} lets nobody out of it, {@link IgnoreRules} leaves files out, {@link Glob} matches.
 *   <li>Templates. {@link Templates} finds one, {@link PartsLayout} lays the {@link Part}s out that it asks for, {@link JarStage}
 *       takes a jar apart, {@link ElfStrip} makes programs smaller.
 *   <li>What every image gets. {@link SystemLayers}: trusted authorities ({@link TrustPlaces}) and local time ({@link ZonePlaces}).
 *   <li>Layers. {@link TarReader} and {@link Unpacking} read archives and trust nothing in them, {@link LayerFiles} keeps the files of
 *       bases, {@link LayerPacking} writes and packs.
 * </ul>
 */
@NullMarked
package io.jenkins.plugins.paas.image;

import org.jspecify.annotations.NullMarked;
