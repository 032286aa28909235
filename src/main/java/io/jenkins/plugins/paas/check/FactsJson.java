package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.check.LayerFacts.Entry;
import io.jenkins.plugins.paas.check.LayerFacts.Installed;
import io.jenkins.plugins.paas.check.LayerFacts.Kind;
import io.jenkins.plugins.paas.check.LayerFacts.Secret;
import io.jenkins.plugins.paas.codec.Json;
import io.jenkins.plugins.paas.model.ImageFlaw;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.SoftwarePackage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts of layers as text, to be kept. */
public final class FactsJson {
    /** Changes whenever the same layer would give other facts. */
    public static final String FORMAT = "layer-facts-3";

    private FactsJson() {}

    /** The facts as JSON. */
    public static String write(LayerFacts facts) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("format", FORMAT);
        tree.put("entries", facts.entries().stream().map(FactsJson::tree).toList());
        tree.put(
                "secrets",
                facts.secrets().stream()
                        .map(each -> List.of(each.flaw().name(), each.path(), each.line(), each.what()))
                        .toList());
        tree.put("packages", facts.packages().stream().map(FactsJson::tree).toList());
        tree.put("users", facts.users());
        tree.put("system", facts.system());
        return Json.write(tree);
    }

    private static List<Object> tree(Entry each) {
        List<Object> row =
                new ArrayList<>(List.of(each.path(), each.kind().name(), each.mode(), each.owner(), each.size()));
        row.addAll(each.capabilities());
        return row;
    }

    private static List<Object> tree(Installed each) {
        SoftwarePackage software = each.software();
        return List.of(
                each.path(),
                software.kind().name(),
                software.namespace(),
                software.name(),
                software.version(),
                software.qualifiers());
    }

    /** Facts that were written by this version; nothing for all else. */
    public static Optional<LayerFacts> read(String text) {
        try {
            Map<String, Object> tree = Json.read("kept facts of a layer", text);
            if (!FORMAT.equals(tree.get("format"))) {
                return Optional.empty();
            }
            List<Entry> entries = new ArrayList<>();
            for (List<?> each : rows(tree, "entries")) {
                entries.add(new Entry(
                        text(each, 0),
                        Kind.valueOf(text(each, 1)),
                        (int) number(each, 2),
                        number(each, 3),
                        number(each, 4),
                        each.stream().skip(5).map(String.class::cast).toList()));
            }
            List<Secret> secrets = new ArrayList<>();
            for (List<?> each : rows(tree, "secrets")) {
                secrets.add(new Secret(
                        ImageFlaw.valueOf(text(each, 0)), text(each, 1), (int) number(each, 2), text(each, 3)));
            }
            List<Installed> packages = new ArrayList<>();
            for (List<?> each : rows(tree, "packages")) {
                packages.add(new Installed(
                        text(each, 0),
                        new SoftwarePackage(
                                SoftwarePackage.Kind.valueOf(text(each, 1)),
                                text(each, 2),
                                text(each, 3),
                                text(each, 4),
                                texts(each.get(5)))));
            }
            Map<String, Long> users = new LinkedHashMap<>();
            ((Map<?, ?>) value(tree, "users"))
                    .forEach((name, id) -> users.put((String) name, ((Number) id).longValue()));
            return Optional.of(new LayerFacts(entries, secrets, packages, users, texts(value(tree, "system"))));
        } catch (PaasException | ClassCastException | IllegalArgumentException | IndexOutOfBoundsException e) {
            // Kept by something else, or damaged: the layer is read anew.
            return Optional.empty();
        }
    }

    private static Object value(Map<String, Object> tree, String key) {
        return Optional.ofNullable(tree.get(key)).orElseThrow(() -> new IllegalArgumentException(key + " is missing"));
    }

    private static List<List<?>> rows(Map<String, Object> tree, String key) {
        List<List<?>> rows = new ArrayList<>();
        ((List<?>) value(tree, key)).forEach(row -> rows.add((List<?>) row));
        return rows;
    }

    private static String text(List<?> row, int at) {
        return (String) row.get(at);
    }

    private static long number(List<?> row, int at) {
        return ((Number) row.get(at)).longValue();
    }

    private static Map<String, String> texts(Object tree) {
        Map<String, String> texts = new LinkedHashMap<>();
        ((Map<?, ?>) tree).forEach((key, value) -> texts.put((String) key, (String) value));
        return texts;
    }
}
