package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.SourcePaths.Found;
import io.jenkins.plugins.paas.model.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Carries out one {@code COPY} or {@code ADD}. */
final class CopyRun {
    private static final Pattern REMOTE = Pattern.compile("(?i)(https?|ftp|git|ssh)://.*|git@.*");
    private static final int FILE_MODE = 0644;

    private final DockerfileInterpreter all;
    private final Instruction.Copy copy;
    private final Optional<BuiltStage> from;
    private final Variables variables;
    private final String workdir;
    private final boolean complete;
    private final Location at;

    /**
     * A copy.
     *
     * @param from a stage or an image; nothing for the build context
     * @param complete whether all files of the stage that is copied to are known
     */
    CopyRun(
            DockerfileInterpreter all,
            Instruction.Copy copy,
            Optional<BuiltStage> from,
            Variables variables,
            String workdir,
            boolean complete) {
        this.all = all;
        this.copy = copy;
        this.from = from;
        this.variables = variables;
        this.workdir = workdir;
        this.complete = complete;
        this.at = copy.sources().stream().findFirst().map(Word::at).orElseGet(copy::at);
    }

    /** For people: the last name of the first source. */
    static String name(Instruction.Copy copy, Variables variables) {
        return copy.sources().stream()
                .findFirst()
                .map(source -> ImageFolder.name(ImageFolder.resolve("/", variables.expand(source))))
                .or(() -> copy.heredocs().stream().findFirst().map(Heredoc::name))
                .filter(name -> !name.isEmpty())
                .orElse("context");
    }

    /** Copies; returns whether all that came is known. */
    boolean into(Writing to) {
        refuseRemote();
        String written = variables.expand(copy.target());
        String target = ImageFolder.resolve(workdir, written);
        Copying.Order order = order(to.files());
        List<Found> found = found(order);
        boolean several = copy.sources().size() + copy.heredocs().size() > 1 || found.size() > 1;
        boolean named = written.endsWith("/") || ImageFolder.name("/" + written).matches("\\.{1,2}");
        if (several && !named) {
            throw Failures.syntax(at, "several files are copied to '" + written + "'", "end the target with '/'");
        }
        String real = Links.follow(to.files(), target, at);
        boolean folder = named
                || to.files().at(real).filter(Node.Folder.class::isInstance).isPresent();
        String place = folder ? real : Links.followFolders(to.files(), target, at);
        Copying copying = new Copying(order, to);
        found.forEach(source -> copying.copy(source, place, folder));
        for (Heredoc heredoc : copy.heredocs()) {
            int mode = order.mode().map(chmod -> chmod.of(FILE_MODE, false)).orElse(FILE_MODE);
            Node file = new Node.File(mode, order.folders(), content(heredoc));
            to.put(folder ? ImageFolder.child(place, heredoc.name()) : place, file, order.folders(), at);
        }
        return order.unpacking().map(Unpacking::whole).orElse(true);
    }

    private Copying.Order order(ImageFiles files) {
        Tree tree = from.<Tree>map(this::withContents).orElse(all.surroundings().context());
        Flags flags = copy.flags();
        List<String> excluded =
                flags.all("exclude").stream().map(variables::expand).toList();
        return new Copying.Order(
                tree,
                from.isPresent()
                        ? IgnoreRules.NONE
                        : all.surroundings().context().ignored(),
                IgnoreRules.excluding(excluded, at),
                flags.value("chown").flatMap(word -> owner(word, files)),
                flags.value("chmod").map(word -> Chmod.read(variables.expand(word), word.at())),
                flags.has("parents"),
                copy.add() && !flags.value("unpack").map(Word::raw).orElse("").equals("false")
                        ? Optional.of(new Unpacking(all.surroundings().stage(), all.bare(), at))
                        : Optional.empty(),
                at);
    }

    private ImageFiles withContents(BuiltStage stage) {
        ImageFiles files = stage.image().files();
        try {
            files.bringContents();
            return files;
        } catch (IOException e) {
            throw Failures.at(
                    at,
                    "E_BASE_IMAGE",
                    files.description() + " cannot be read: " + e.getMessage(),
                    "check the image, and the space on the disk");
        }
    }

    private Optional<Owner> owner(Word word, ImageFiles files) {
        String written = variables.expand(word);
        if (written.isBlank()) {
            return Optional.empty();
        }
        Accounts accounts = new Accounts(files, word.at());
        // A user that is not there yet may be made by a RUN that was left out.
        return complete ? Optional.of(accounts.owner(written)) : new Problems().attempt(() -> accounts.owner(written));
    }

    private List<Found> found(Copying.Order order) {
        SourcePaths paths = new SourcePaths(order.from(), order.ignored(), order.parents(), at);
        List<Found> found = new ArrayList<>();
        for (Word source : copy.sources()) {
            found.addAll(paths.of(variables.expand(source)));
        }
        if (found.isEmpty() && copy.heredocs().isEmpty()) {
            Word first = copy.sources().get(0);
            throw Failures.at(
                    first.at(),
                    "E_COPY_SOURCE_MISSING",
                    "nothing in " + order.from().description() + " matches '" + variables.expand(first) + "'",
                    "check the pattern, and that build.command makes the files");
        }
        return found;
    }

    /** The first source of an {@code ADD} that is elsewhere in the network. */
    static Optional<Word> remote(Instruction.Copy copy, Variables variables) {
        return copy.sources().stream()
                .filter(source ->
                        copy.add() && REMOTE.matcher(variables.expand(source)).matches())
                .findFirst();
    }

    /** A mode in letters, which not every tool knows. */
    static Optional<Word> letters(Instruction.Copy copy, Variables variables) {
        return copy.flags().value("chmod").filter(mode -> Chmod.inLetters(variables.expand(mode)));
    }

    private void refuseRemote() {
        remote(copy, variables).ifPresent(source -> {
            throw Failures.unsupported(
                    source.at(),
                    "ADD from the network is left to tools with containers, and nothing else in the file needs one",
                    "download it by build.command, check it there, and COPY it");
        });
        copy.flags().value("checksum").ifPresent(word -> {
            throw Failures.syntax(word.at(), "--checksum is for downloads only", "leave it out");
        });
    }

    private Path content(Heredoc heredoc) {
        String text = variables.content(heredoc);
        try {
            return all.surroundings().stage().file(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw Failures.unreadable(Path.of(heredoc.name()), e);
        }
    }
}
