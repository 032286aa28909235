package io.jenkins.plugins.paas.adapter.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.jenkins.plugins.paas.model.Outcome;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Problem;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * The contexts of one or more kubeconfig files. Of two entries with the same name the first counts.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/">Kubeconfig</a>
 */
final class Kubeconfig {
    static final String CODE = "E_KUBECONFIG";

    private final Map<String, Tree> contexts = new LinkedHashMap<>();
    private final Map<String, Entry> clusters = new LinkedHashMap<>();
    private final Map<String, Entry> users = new LinkedHashMap<>();
    private final List<Path> files;

    /**
     * A cluster or a user.
     *
     * @param name its name
     * @param fields what is said of it
     * @param folder where its file lies: relative paths start there
     */
    record Entry(String name, Tree fields, Path folder) {
        /** The content of {@code <field>-data} (base64), or of the file that {@code <field>} names. */
        Optional<String> content(String field) {
            Optional<String> data = fields.find(field + "-data").filter(text -> !text.isEmpty());
            if (data.isPresent()) {
                try {
                    return Optional.of(
                            new String(java.util.Base64.getMimeDecoder().decode(data.get()), UTF_8));
                } catch (IllegalArgumentException e) {
                    throw unreadable(field + "-data of " + name + " is no base64", e);
                }
            }
            return path(field).map(file -> text(file, field + " of " + name));
        }

        /** The file that a field names. */
        Optional<Path> path(String field) {
            return fields.find(field).filter(text -> !text.isEmpty()).map(folder::resolve);
        }

        static String text(Path file, String what) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                throw unreadable(what + " cannot be read from " + file, e);
            }
        }
    }

    private Kubeconfig(List<Path> files) {
        this.files = files;
    }

    /** The files that {@code KUBECONFIG} lists, else {@code ~/.kube/config}; those that do not exist are left out. */
    static Kubeconfig of(Map<String, String> environment) {
        List<Path> files = new ArrayList<>();
        String listed = environment.getOrDefault("KUBECONFIG", "");
        if (listed.isEmpty()) {
            files.add(Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".kube", "config"));
        } else {
            for (String file : listed.split(File.pathSeparator, -1)) {
                if (!file.isEmpty()) {
                    files.add(Path.of(file));
                }
            }
        }
        Kubeconfig config = new Kubeconfig(files);
        files.stream().filter(Files::exists).forEach(config::add);
        return config;
    }

    private void add(Path file) {
        Tree document = parse(file);
        Path folder = file.toAbsolutePath().resolveSibling("");
        for (Tree each : document.trees("contexts")) {
            contexts.putIfAbsent(each.text("name"), each.at("context"));
        }
        for (Tree each : document.trees("clusters")) {
            clusters.putIfAbsent(each.text("name"), new Entry(each.text("name"), each.at("cluster"), folder));
        }
        for (Tree each : document.trees("users")) {
            users.putIfAbsent(each.text("name"), new Entry(each.text("name"), each.at("user"), folder));
        }
    }

    @SuppressWarnings("unchecked") // keys that are no texts are never asked for
    private static Tree parse(Path file) {
        try {
            Object document = new Load(
                            LoadSettings.builder().setLabel(file.toString()).build())
                    .loadFromString(Files.readString(file));
            return document instanceof Map<?, ?> map ? Tree.of((Map<String, Object>) map) : Tree.EMPTY;
        } catch (YamlEngineException e) {
            // Its message repeats lines of the file, and they may hold secrets: as a cause --debug would show it.
            throw unreadable(file + " is no valid YAML" + place(e));
        } catch (IOException e) {
            throw unreadable(file + " cannot be read", e);
        }
    }

    private static String place(YamlEngineException failure) {
        return failure instanceof MarkedYamlEngineException marked
                ? marked.getProblemMark()
                        .map(mark -> " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
                        .orElse("")
                : "";
    }

    /**
     * The cluster and the user of a context.
     *
     * @throws PaasException {@code E_CONTEXT_UNKNOWN}, {@code E_KUBECONFIG}
     */
    Target target(String context) {
        Tree found = contexts.get(context);
        if (found == null) {
            throw unknown(context);
        }
        Entry cluster = clusters.get(found.text("cluster"));
        if (cluster == null || cluster.fields().text("server").isEmpty()) {
            throw unreadable("context " + context + " names the cluster '" + found.text("cluster")
                    + "', of which the kubeconfig has no address");
        }
        String user = found.text("user");
        if (!user.isEmpty() && !users.containsKey(user)) {
            throw unreadable(
                    "context " + context + " names the user '" + user + "', which the kubeconfig does not have");
        }
        Entry nobody = new Entry("", Tree.EMPTY, cluster.folder());
        return new Target(context, cluster, users.getOrDefault(user, nobody));
    }

    /**
     * What a context stands for.
     *
     * @param context its name
     * @param cluster where
     * @param user who
     */
    record Target(String context, Entry cluster, Entry user) {}

    private PaasException unknown(String context) {
        String where = files.stream()
                .map(Path::toString)
                .reduce((a, b) -> a + ", " + b)
                .orElse("");
        String what = "there is no context '" + context + "' in the kubeconfig (" + where + ")";
        String hint;
        if (contexts.isEmpty()) {
            hint = "it has no contexts at all; set KUBECONFIG to the right file";
        } else {
            hint = Likeness.closest(context, contexts.keySet())
                            .map(name -> "did you mean " + name + "? ")
                            .orElse("")
                    + "it has " + String.join(", ", contexts.keySet());
        }
        return new PaasException(Outcome.INVALID, Problem.of("E_CONTEXT_UNKNOWN", what, hint));
    }

    static PaasException unreadable(String what, Throwable cause) {
        PaasException failure = unreadable(what);
        failure.initCause(cause);
        return failure;
    }

    static PaasException unreadable(String what) {
        return new PaasException(
                Outcome.INVALID, Problem.of(CODE, what, "correct the kubeconfig or set KUBECONFIG to another"));
    }
}
