package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.KubeObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.StreamDataWriter;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Writes Kubernetes objects as YAML. */
public final class Yaml {
    /** Texts that every reader of YAML takes for a text when they stand without quotes. */
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z/$][A-Za-z0-9_./$()%=+-]*(?::[A-Za-z0-9_./-]+)*(?:@sha256:[0-9a-f]+)?");

    /** Amounts of Kubernetes, with a unit that no number has. */
    private static final Pattern AMOUNT = Pattern.compile("[0-9]+(?:m|[KMGTPE]i|%)");

    /** Words that YAML 1.1, which kubectl reads, takes for something else. */
    private static final Pattern SPECIAL = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|nan|inf|[0-9.e+_-]+");

    private Yaml() {}

    /** One document per object, in order; safe for readers of YAML 1.1 and 1.2 alike. */
    public static String print(List<KubeObject> objects) {
        Dump dump = new Dump(DumpSettings.builder()
                .setDefaultFlowStyle(FlowStyle.BLOCK)
                .setIndent(2)
                .setSplitLines(false)
                .setExplicitStart(true)
                .build());
        Text text = new Text();
        objects.forEach(object -> dump.dumpNode(node(object.body()), text));
        return text.toString();
    }

    private static Node node(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<NodeTuple> pairs = new ArrayList<>();
            map.forEach((key, item) -> pairs.add(new NodeTuple(text(String.valueOf(key)), node(item))));
            return new MappingNode(Tag.MAP, pairs, map.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
        }
        if (value instanceof List<?> list) {
            return new SequenceNode(
                    Tag.SEQ, list.stream().map(Yaml::node).toList(), list.isEmpty() ? FlowStyle.FLOW : FlowStyle.BLOCK);
        }
        if (value instanceof Boolean) {
            return new ScalarNode(Tag.BOOL, value.toString(), ScalarStyle.PLAIN);
        }
        if (value instanceof Integer || value instanceof Long) {
            return new ScalarNode(Tag.INT, value.toString(), ScalarStyle.PLAIN);
        }
        if (value instanceof Number) {
            return new ScalarNode(Tag.FLOAT, value.toString(), ScalarStyle.PLAIN);
        }
        return text(value.toString());
    }

    private static Node text(String text) {
        boolean word = PLAIN.matcher(text).matches() && !SPECIAL.matcher(text).matches();
        boolean plain = word || AMOUNT.matcher(text).matches();
        return new ScalarNode(Tag.STR, text, plain ? ScalarStyle.PLAIN : ScalarStyle.DOUBLE_QUOTED);
    }

    /** Collects what is written. */
    private static final class Text implements StreamDataWriter {
        private final StringBuilder written = new StringBuilder();

        @Override
        public void write(String text) {
            written.append(text);
        }

        @Override
        public void write(String text, int offset, int length) {
            written.append(text, offset, offset + length);
        }

        @Override
        public String toString() {
            return written.toString();
        }
    }
}
