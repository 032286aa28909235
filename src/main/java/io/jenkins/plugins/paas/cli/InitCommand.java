package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import io.jenkins.plugins.paas.spec.Proposal;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "init", description = "Look at a repository and write a paas.yaml that fits it.")
final class InitCommand implements Callable<Integer> {
    private final Paas paas;

    @Parameters(
            paramLabel = "FOLDER",
            arity = "0..1",
            defaultValue = ".",
            description = "The App's folder (default: the working folder).")
    private Path folder;

    @Option(names = "--force", description = "Write over a paas.yaml that is there.")
    private boolean force;

    @Option(names = "--print", description = "Print the file instead of writing it.")
    private boolean print;

    InitCommand(Paas paas) {
        this.paas = paas;
    }

    @Override
    public Integer call() {
        Path app = paas.here().folder().resolve(folder).normalize();
        if (!Files.isDirectory(app)) {
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of("E_FILE_MISSING", folder + " is no folder", "name the folder of the App's sources"));
        }
        String text = Proposal.inspect(app);
        if (print) {
            paas.here().out().print(text);
        } else {
            write(app.resolve("paas.yaml"), text);
            String elsewhere = app.equals(paas.here().folder()) ? "" : " -f " + folder.normalize();
            paas.here()
                    .out()
                    .println("wrote " + folder.resolve("paas.yaml").normalize()
                            + "; read it through, then: paas validate" + elsewhere + " && paas deploy" + elsewhere
                            + " --cluster NAME");
        }
        return Outcome.DONE.exitCode();
    }

    private void write(Path file, String text) {
        try {
            Files.writeString(
                    file,
                    text,
                    StandardOpenOption.WRITE,
                    force ? StandardOpenOption.CREATE : StandardOpenOption.CREATE_NEW,
                    StandardOpenOption.TRUNCATE_EXISTING);
        } catch (FileAlreadyExistsException e) {
            throw new PaasException(
                    Outcome.INVALID,
                    Problem.of(
                            "E_FILE_EXISTS",
                            file.getFileName() + " is there already",
                            "--print shows what would be written, --force writes over it"),
                    e);
        } catch (IOException e) {
            String what = file + " cannot be written: "
                    + (e instanceof AccessDeniedException ? "we may not write there" : e.getMessage());
            throw new PaasException(
                    Outcome.INVALID, Problem.of("E_FILE_WRITE", what, "--print shows what would be written"), e);
        }
    }
}
