package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.PaasException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** The settings of one mapping in {@code template.yaml}. The first mistake is told, with its place. */
final class TemplateSettings {
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, At> keys = new LinkedHashMap<>();
    private final At at;

    /** A place, to tell what is wrong there. */
    record At(Location location) {
        PaasException wrong(String what, String hint) {
            return Failures.at(location, "E_TEMPLATE_INVALID", what, hint);
        }
    }

    private TemplateSettings(At at) {
        this.at = at;
    }

    /** A whole file. */
    static TemplateSettings read(String file, String yaml) {
        try {
            LoadSettings settings = LoadSettings.builder().setLabel(file).build();
            Optional<Node> root = new Compose(settings).composeString(yaml);
            At top = new At(new Location(file, 1, 1));
            return root.map(node -> of(file, node)).orElseGet(() -> new TemplateSettings(top));
        } catch (MarkedYamlEngineException e) {
            At where = e.getProblemMark().map(mark -> place(file, mark)).orElse(new At(new Location(file, 1, 1)));
            throw where.wrong("it is not YAML: " + e.getProblem(), "mend it there or in the lines above");
        } catch (YamlEngineException e) {
            throw new At(new Location(file, 1, 1)).wrong("it is not YAML: " + e.getMessage(), "mend it");
        }
    }

    private static TemplateSettings of(String file, Node node) {
        At at = at(file, node);
        if (!(node instanceof MappingNode mapping)) {
            throw at.wrong("here must be names with values", "write 'name: value', one in a line");
        }
        TemplateSettings settings = new TemplateSettings(at);
        for (NodeTuple tuple : mapping.getValue()) {
            At key = at(file, tuple.getKeyNode());
            String name = scalar(tuple.getKeyNode(), key);
            settings.keys.put(name, key);
            settings.values.put(name, tuple.getValueNode());
        }
        return settings;
    }

    private static At at(String file, Node node) {
        return node.getStartMark().map(mark -> place(file, mark)).orElse(new At(new Location(file, 1, 1)));
    }

    private static At place(String file, Mark mark) {
        return new At(new Location(file, mark.getLine() + 1, mark.getColumn() + 1));
    }

    private static String scalar(Node node, At at) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw at.wrong("here must be a single value", "write a text, a number, true or false");
    }

    /** Refuses all other keys. */
    void only(String... known) {
        List<String> names = List.of(known);
        keys.forEach((key, where) -> {
            if (!names.contains(key)) {
                throw where.wrong(
                        "there is no key '" + key + "'",
                        Nearest.to(key, names)
                                .map(near -> "did you mean '" + near + "'?")
                                .orElse("the keys here are " + String.join(", ", names)));
            }
        });
    }

    /** Where a key's value stands; the mapping's own place when the key is missing. */
    At at(String key) {
        Node node = values.get(key);
        return node == null ? at : at(at.location().file(), node);
    }

    /** A single value as it is written; nothing when the key is missing or says nothing. */
    Optional<String> text(String key) {
        Node node = values.get(key);
        return node == null
                ? Optional.empty()
                : Optional.of(scalar(node, at(key))).filter(text -> !nothing(node, text));
    }

    private static boolean nothing(Node node, String text) {
        return text.isEmpty() && !node.getTag().getValue().endsWith(":str");
    }

    boolean flag(String key) {
        String text = text(key).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw at(key).wrong(key + " is '" + text + "'", "write true or false");
        }
        return text.equals("true");
    }

    /** The single values of a list, each with its place. */
    Map<String, At> texts(String key) {
        Map<String, At> texts = new LinkedHashMap<>();
        Node node = values.get(key);
        if (node == null) {
            return texts;
        }
        if (!(node instanceof SequenceNode list)) {
            throw at(key).wrong("here must be a list", "write it as [one, two]");
        }
        String file = at.location().file();
        list.getValue().forEach(item -> texts.put(scalar(item, at(file, item)), at(file, item)));
        return texts;
    }

    /** Names with texts below a key. */
    Map<String, String> pairs(String key) {
        Map<String, String> pairs = new LinkedHashMap<>();
        Node node = values.get(key);
        if (node != null) {
            TemplateSettings below = of(at.location().file(), node);
            below.values
                    .keySet()
                    .forEach(name -> pairs.put(name, below.text(name).orElse("")));
        }
        return pairs;
    }

    /** The mappings below a key, by names that the file chooses. */
    Map<String, TemplateSettings> named(String key) {
        Map<String, TemplateSettings> named = new LinkedHashMap<>();
        Node node = values.get(key);
        if (node != null) {
            String file = at.location().file();
            of(file, node).values.forEach((name, value) -> named.put(name, of(file, value)));
        }
        return named;
    }
}
