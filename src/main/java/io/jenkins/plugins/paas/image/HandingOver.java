package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.DockerfileInterpreter.Carried;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Hands a Dockerfile over to a tool with containers, which reads files.
 *
 * @param file the Dockerfile
 * @param context the folder that is copied from
 * @param ignore the file that says what of it is left out
 */
record HandingOver(Path file, Path context, Optional<Path> ignore) {
    private static final String EPOCH = "SOURCE_DATE_EPOCH";

    /** An App's own. */
    static HandingOver of(Path file, Path folder) {
        return new HandingOver(file, folder, ContextFiles.ignoreFile(folder, file));
    }

    /** A template's, whose context may be in pieces until now. */
    static HandingOver ofTemplate(Template template, BuildContext context, StageFolder contents, StageFolder folders) {
        try {
            Path file = contents.file(template.dockerfile().getBytes(StandardCharsets.UTF_8));
            return new HandingOver(file, ContextFolder.layOut(context, folders), Optional.empty());
        } catch (IOException e) {
            throw Failures.unreadable(Path.of(template.name(), Templates.DOCKERFILE), e);
        }
    }

    ContainerBuild build(
            Dockerfile dockerfile,
            Carried carried,
            Map<String, String> args,
            ImageRequest request,
            Equipment equipment) {
        Set<Integer> needed = carried.runs().stream().map(RunLine::stage).collect(Collectors.toSet());
        return new ContainerBuild(
                dockerfile.name(),
                file,
                context,
                ignore,
                timed(args, dockerfile, request),
                carried.runs(),
                dockerfile.runs().stream()
                        .filter(run -> !needed.contains(run.stage()))
                        .toList(),
                carried.novelties(),
                carried.images(),
                equipment.noted(carried.notes()),
                FactLabels.of(request),
                request.source().committedAt(),
                FileTimes.FIXED);
    }

    /** Compilers and packers that know of it write the commit's time into what they make, where the file lets them see it. */
    private static Map<String, String> timed(Map<String, String> given, Dockerfile dockerfile, ImageRequest request) {
        Map<String, String> args = new LinkedHashMap<>(given);
        if (dockerfile.args().contains(EPOCH)) {
            args.putIfAbsent(
                    EPOCH, String.valueOf(request.source().committedAt().getEpochSecond()));
        }
        return args;
    }
}
