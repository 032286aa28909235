package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.codec.Json;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Labels;
import io.jenkins.plugins.paas.port.Cluster.ForeignVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Variables that others added to containers of ours. Server-side apply takes nothing away from whoever owns it, so they stay
 * through every deploy, and only their owners' entries tell of them.
 *
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management">Field management</a>
 */
final class ForeignVariables {
    private static final List<String> CONTAINERS = List.of("containers", "initContainers");
    /** How the name of a list's element is written: {@code k:{"name":"web"}}. */
    private static final String KEY = "k:";

    private ForeignVariables() {}

    /**
     * Those that an object has and that its Release does not say.
     *
     * @param release the object as it is applied
     * @param stored the object as the server has it, with its managed fields
     */
    static List<ForeignVariable> in(KubeObject release, Tree stored) {
        List<ForeignVariable> found = new ArrayList<>();
        if (!release.isWorkload()) {
            return found;
        }
        Tree ours = Tree.of(release.body()).at("spec", "template", "spec");
        for (Tree entry : stored.at("metadata").trees("managedFields")) {
            String owner = entry.text("manager");
            if (!owner.equals(Labels.FIELD_MANAGER)) {
                Tree pod = entry.at("fieldsV1", "f:spec", "f:template", "f:spec");
                CONTAINERS.forEach(list -> add(pod.at("f:" + list), ours, list, owner, found));
            }
        }
        return found;
    }

    private static void add(Tree owned, Tree ours, String list, String owner, List<ForeignVariable> found) {
        for (Tree container : ours.trees(list)) {
            String name = container.text("name");
            List<String> said = container.trees("env").stream()
                    .map(each -> each.text("name"))
                    .toList();
            owned.map().keySet().stream()
                    .filter(key -> name(key).filter(name::equals).isPresent())
                    .flatMap(key -> owned.at(key, "f:env").map().keySet().stream())
                    .flatMap(key -> name(key).stream())
                    .filter(variable -> !said.contains(variable))
                    .map(variable -> new ForeignVariable(name, variable, owner))
                    .filter(variable -> !found.contains(variable))
                    .forEach(found::add);
        }
    }

    private static Optional<String> name(String key) {
        return key.startsWith(KEY)
                ? Tree.of(Json.read("a field's owner", key.substring(KEY.length())))
                        .find("name")
                : Optional.empty();
    }
}
