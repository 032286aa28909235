package io.jenkins.plugins.paas.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * People of two teams on the sandbox, each a service account with a kubeconfig of its own: the cluster tells their teams by the
 * group that all service accounts of a namespace are in.
 */
final class People implements AutoCloseable {
    private final SandboxApp app;
    private final Path folder;

    private People(SandboxApp app, Path folder) {
        this.app = app;
        this.folder = folder;
    }

    /** With two teams that may do everything in the App's namespace. */
    static People around(SandboxApp app, Path folder) {
        People people = new People(app, folder);
        for (String team : List.of("managers", "developers")) {
            app.kubectl("create", "namespace", people.namespace(team));
            app.kubectl("create", "rolebinding", team, "--clusterrole=cluster-admin", "--group=" + people.group(team));
        }
        return people;
    }

    /** The group of a team, as the cluster names it. */
    String group(String team) {
        return "system:serviceaccounts:" + namespace(team);
    }

    /** From now on commands run as that member of a team. */
    void as(String team, String name) {
        Path file = folder.resolve(team + "-" + name + ".kubeconfig");
        if (!Files.exists(file)) {
            app.kubectl("-n", namespace(team), "create", "serviceaccount", name);
            write(app, file, namespace(team), name);
        }
        app.with("KUBECONFIG", file.toString());
    }

    /** From now on commands run as a service account of the App's namespace. */
    static void asAccount(SandboxApp app, Path folder, String name) {
        Path file = folder.resolve(name + ".kubeconfig");
        write(app, file, app.namespace(), name);
        app.with("KUBECONFIG", file.toString());
    }

    private static void write(SandboxApp app, Path file, String namespace, String name) {
        String token = app.kubectl("-n", namespace, "create", "token", name).strip();
        try {
            Files.copy(Path.of(System.getenv("KUBECONFIG")), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        config(app, file, "set-credentials", name, "--token=" + token);
        config(app, file, "set-context", "local-1", "--user=" + name);
    }

    /** From now on the administrator acts as somebody in one group, as {@code kubectl --as} does. */
    void impersonating(String user, String group) {
        app.kubectl("create", "rolebinding", "as-" + group, "--clusterrole=cluster-admin", "--user=" + user);
        Path file = folder.resolve(group + ".kubeconfig");
        try {
            String own = Files.readString(Path.of(System.getenv("KUBECONFIG")));
            String user1 = "- name: local-1-admin\n  user:\n";
            if (!own.contains(user1)) {
                throw new AssertionError("the sandbox's kubeconfig looks otherwise");
            }
            Files.writeString(
                    file, own.replace(user1, user1 + "    as: " + user + "\n    as-groups: [" + group + "]\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        app.with("KUBECONFIG", file.toString());
    }

    /** From now on commands run as whoever made the sandbox. */
    void asAdministrator() {
        app.with("KUBECONFIG", System.getenv("KUBECONFIG"));
    }

    private static void config(SandboxApp app, Path file, String... words) {
        List<String> command = new ArrayList<>(List.of("kubectl", "--kubeconfig", file.toString(), "config"));
        command.addAll(List.of(words));
        Shell.run(app.folder(), command.toArray(String[]::new));
    }

    private String namespace(String team) {
        return app.namespace() + "-" + team;
    }

    @Override
    public void close() {
        app.kubectl("delete", "namespace", namespace("managers"), namespace("developers"), "--wait=false");
    }
}
