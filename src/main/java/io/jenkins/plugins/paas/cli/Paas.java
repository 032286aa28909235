package io.jenkins.plugins.paas.cli;

import io.jenkins.plugins.paas.codec.Json;
import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line as a whole: finds the command, runs it, and turns failures into messages and exit codes. */
@Command(
        name = "paas",
        description = "Brings an application from its repository to a healthy release on Kubernetes.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Paas.Version.class,
        footer = {
            "",
            "Exit codes: 0 done, 1 unexpected error, 2 wrong usage or invalid file, 3 waiting at a gate,",
            "4 rollout failed, 5 another rollout holds the lock, 6 quality gate failed, 7 not allowed, 8 timed out,",
            "130 left by Ctrl-C, 143 left by SIGTERM: 'paas resume' goes on with an open rollout."
        })
final class Paas {
    private static final int USAGE_WIDTH = 110;

    private final Surroundings here;
    private final Adapters adapters;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show stack traces and what libraries log.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show how a command is used.")
    @SuppressWarnings("UnusedVariable") // picocli itself acts on it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version of this program.")
    @SuppressWarnings("UnusedVariable") // picocli itself acts on it
    private boolean version;

    Paas(Surroundings here, Adapters adapters) {
        this.here = here;
        this.adapters = adapters;
    }

    Surroundings here() {
        return here;
    }

    Adapters adapters() {
        return adapters;
    }

    /**
     * Runs one command.
     *
     * @param args the words after {@code paas}
     * @return the exit code of {@link Outcome}
     */
    int run(String... args) {
        CommandLine root = new CommandLine(this);
        String first = args.length == 0 ? "" : args[0];
        Optional<Object> command = Commands.find(first, this);
        if (command.isPresent()) {
            root.addSubcommand(first, command.get());
        } else {
            for (Map.Entry<String, Object> each : Commands.all(this).entrySet()) {
                root.addSubcommand(each.getKey(), each.getValue());
            }
        }
        // After the commands were added, for settings reach those that are there.
        root.registerConverter(Boolean.class, new OptionValues.Flag())
                .registerConverter(boolean.class, new OptionValues.Flag())
                .setUsageHelpWidth(USAGE_WIDTH)
                .setOut(new PrintWriter(here.out(), true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(here.err(), true, StandardCharsets.UTF_8))
                .setColorScheme(CommandLine.Help.defaultColorScheme(here.colours() ? Ansi.ON : Ansi.OFF))
                .setParameterExceptionHandler(new WrongUsage())
                .setExecutionExceptionHandler(new Failed(asksForJson(args)));
        if (args.length == 0) {
            root.usage(here.out());
            return Outcome.INVALID.exitCode();
        }
        Logging.quieten(asksForDebug(args));
        return said(root.execute(args));
    }

    /** The exit code, unless all went well but for the answer. */
    private int said(int code) {
        if (code != Outcome.DONE.exitCode() || !here.out().checkError()) {
            return code;
        }
        PaasException lost = new PaasException(
                Outcome.UNEXPECTED,
                Problem.of(
                        "E_OUTPUT",
                        "all was done, but standard output could not be written",
                        "see whether the disk that it goes to is full"));
        return failed(lost, false);
    }

    private static boolean asksForJson(ParseResult words) {
        ParseResult last = words;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        return AnswerOptions.Format.JSON.equals(last.matchedOptionValue("--output", AnswerOptions.Format.TEXT));
    }

    /** The same by the bare words, for where they cannot be understood: in a wrong place, too, somebody waits for a document. */
    private static boolean asksForJson(String... args) {
        String before = "";
        for (String arg : args) {
            String value = before.equals("--output") ? arg : arg.startsWith("--output=") ? arg.substring(9) : "";
            if (value.equalsIgnoreCase("json")) {
                return true;
            }
            before = arg;
        }
        return false;
    }

    private static boolean asksForDebug(String... args) {
        for (String arg : args) {
            if (arg.equals("--debug")) {
                return true;
            }
        }
        return false;
    }

    private int usage(ParameterException wrong, String... words) {
        CommandLine command = wrong.getCommandLine();
        String what = String.valueOf(wrong.getMessage()).replaceFirst("^Error: ", "");
        String help = (words[0].startsWith("-") ? "write the command first and its options after it; " : "") + "see '"
                + command.getCommandSpec().qualifiedName() + " --help'";
        here.err().println(new Failures(here).usage(what));
        if (!UnmatchedArgumentException.printSuggestions(wrong, command.getErr())) {
            here.err().println(help);
        }
        if (asksForJson(words)) {
            String hint = wrong instanceof UnmatchedArgumentException unmatched
                            && !unmatched.getSuggestions().isEmpty()
                    ? "did you mean " + String.join(" or ", unmatched.getSuggestions()) + "? " + help
                    : help;
            document(new PaasException(Outcome.INVALID, Problem.of("E_USAGE", what, hint)));
        }
        return Outcome.INVALID.exitCode();
    }

    private void document(PaasException failure) {
        here.out().println(Json.writeIndented(Failures.document(failure)));
    }

    private int failed(Exception failure, boolean json) {
        if (debug) {
            here.err().print(Visible.text(trace(failure)));
        }
        Failures failures = new Failures(here);
        if (failure instanceof InvalidPathException name) {
            return failed(withoutUtf8(name), json);
        }
        if (failure instanceof PaasException known) {
            failures.lines(known.problems()).forEach(here.err()::println);
            if (json) {
                document(known);
            }
            return known.outcome().exitCode();
        }
        here.err().println(failures.unexpected(failure));
        if (json) {
            document(new PaasException(Outcome.UNEXPECTED, Failures.unexpectedly(failure), failure));
        }
        return Outcome.UNEXPECTED.exitCode();
    }

    /** The launcher sees to it; somebody did without. */
    private static PaasException withoutUtf8(InvalidPathException name) {
        return new PaasException(
                Outcome.INVALID,
                Problem.of(
                        "E_NO_UTF8",
                        "'" + name.getInput() + "' cannot be opened, for this Java runs without UTF-8",
                        "set LC_ALL=C.UTF-8, or start it by bin/paas"),
                name);
    }

    private static String trace(Exception failure) {
        StringWriter trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace, true));
        return trace.toString();
    }

    // These two are no lambdas, and nothing above makes one that takes a CommandLine: for the sake of those the JVM
    // leaves picocli's largest class, which is in the format of Java 5, out of the start-up archive (ADR 29).
    private final class WrongUsage implements IParameterExceptionHandler {
        @Override
        public int handleParseException(ParameterException wrong, String[] words) {
            return usage(wrong, words);
        }
    }

    private final class Failed implements IExecutionExceptionHandler {
        private final boolean json;

        Failed(boolean json) {
            this.json = json;
        }

        @Override
        public int handleExecutionException(Exception failure, CommandLine command, ParseResult words) {
            return failed(failure, json || asksForJson(words));
        }
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"paas " + VersionCommand.version()};
        }
    }
}
