package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.model.Labels;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which fields of a live object are ours.
 *
 * <p>The API server keeps what a manager has patched (operation {@code Update}) apart from what it has applied (operation
 * {@code Apply}), though both bear the same name: an apply that wants another value is refused, and a field that it leaves
 * out stays. So before an apply our patched fields are added to the applied ones; then those that the Release does not
 * have go away, and the object has its native shape again.
 *
 * @param live an object as the server shows it
 * @see <a href="https://kubernetes.io/docs/reference/using-api/server-side-apply/#field-management">Field management</a>
 */
record Ownership(Tree live) {
    private static final String FIELDS = "fieldsV1";

    /** The merge patch that makes our patched fields applied ones; nothing when we have patched none. */
    Optional<Map<String, Object>> joining() {
        Tree metadata = live.at("metadata");
        List<Map<String, Object>> entries = metadata.maps("managedFields");
        Optional<Map<String, Object>> patched =
                entries.stream().filter(each -> ours(each, "Update")).findFirst();
        if (patched.isEmpty()) {
            return Optional.empty();
        }
        Map<String, Object> applied = entries.stream()
                .filter(each -> ours(each, "Apply") && sameVersion(each, patched.get()))
                .findFirst()
                .map(each -> joined(each, patched.get()))
                .orElse(patched.get());
        List<Object> all = new ArrayList<>();
        entries.stream()
                .filter(each -> !each.equals(patched.get()) && !(ours(each, "Apply") && sameVersion(each, applied)))
                .forEach(all::add);
        Map<String, Object> ours = new LinkedHashMap<>(applied);
        ours.put("operation", "Apply");
        all.add(ours);
        return Optional.of(
                Map.of("metadata", Map.of("resourceVersion", metadata.text("resourceVersion"), "managedFields", all)));
    }

    /**
     * What an apply would make of the object, given the server's answer to a dry run: that one still has the fields that we
     * have patched and that the Release leaves out, for nobody has joined them to the applied ones yet.
     */
    Tree withoutPatched(Tree after, Tree release) {
        List<Map<String, Object>> entries = live.at("metadata").maps("managedFields");
        Tree patched = entries.stream()
                .filter(each -> ours(each, "Update"))
                .findFirst()
                .map(each -> Tree.of(each).at(FIELDS))
                .orElse(Tree.EMPTY);
        Tree others = entries.stream()
                .filter(each -> !ours(each, "Update") && !ours(each, "Apply"))
                .map(each -> Tree.of(each).at(FIELDS))
                .reduce(Tree.EMPTY, (one, other) -> Tree.of(union(one, other)));
        return Tree.of(pruned(after, patched, others, release));
    }

    private static Map<String, Object> pruned(Tree after, Tree patched, Tree others, Tree release) {
        Map<String, Object> kept = new LinkedHashMap<>(after.map());
        for (String entry : patched.map().keySet()) {
            // Elements of lists (k:, v:) are nothing that we patch.
            String name = entry.startsWith("f:") ? entry.substring(2) : "";
            if (kept.get(name) instanceof Map && release.map().get(name) instanceof Map) {
                kept.put(name, pruned(after.at(name), patched.at(entry), others.at(entry), release.at(name)));
            } else if (!release.has(name) && !others.has(entry)) {
                kept.remove(name);
            }
        }
        return kept;
    }

    private static boolean ours(Map<String, Object> entry, String operation) {
        return Labels.FIELD_MANAGER.equals(entry.get("manager"))
                && operation.equals(entry.get("operation"))
                && !entry.containsKey("subresource");
    }

    private static boolean sameVersion(Map<String, Object> one, Map<String, Object> other) {
        return Tree.of(one).text("apiVersion").equals(Tree.of(other).text("apiVersion"));
    }

    private static Map<String, Object> joined(Map<String, Object> applied, Map<String, Object> patched) {
        Map<String, Object> entry = new LinkedHashMap<>(applied);
        entry.put(FIELDS, union(Tree.of(applied).at(FIELDS), Tree.of(patched).at(FIELDS)));
        return entry;
    }

    /** A set of fields is written as a tree of their names, so the union of two sets is the union of two trees. */
    private static Map<String, Object> union(Tree one, Tree other) {
        Map<String, Object> both = new LinkedHashMap<>(one.map());
        other.map().keySet().forEach(name -> both.put(name, union(one.at(name), other.at(name))));
        return both;
    }
}
