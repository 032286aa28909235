package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.Location;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** One file's text as a {@link Tree}; repeated keys, odd tags and unbounded aliases are problems. */
final class YamlFile {
    private static final int LONGEST = 1 << 20;

    /** Far more than any real file. */
    private static final int DEEPEST = 50;

    /** What the parser bears, which calls itself at each level. */
    private static final int DEEPEST_TEXT = 300;

    /** Aliases repeat what they stand for, so that a short text can become a very large document. */
    private static final int MOST_NODES = 50_000;

    /** So many aliases do for a short file with hundreds of clusters; in a large one each may repeat more. */
    private static final int ALIASES_TIMES_LENGTH = 100_000_000;

    private static final Map<Tag, Tree.Kind> KINDS = Map.of(
            Tag.STR, Tree.Kind.TEXT,
            Tag.INT, Tree.Kind.WHOLE,
            Tag.FLOAT, Tree.Kind.DECIMAL,
            Tag.BOOL, Tree.Kind.TRUTH,
            Tag.NULL, Tree.Kind.NOTHING);

    private final String file;
    private final Problems problems;
    private int nodes;

    private YamlFile(String file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /**
     * Reads a file that must hold one mapping.
     *
     * @return the mapping; nothing when there is none, which is then one of the problems
     */
    static Optional<Tree.Fields> read(String file, String text, Problems problems) {
        return new YamlFile(file, problems).read(text);
    }

    private Optional<Tree.Fields> read(String text) {
        Place start = new Place(new Location(file, 1, 1), "");
        String content = text.startsWith("\uFEFF") ? text.substring(1) : text;
        if (content.length() > LONGEST) {
            problems.add(start, Codes.SYNTAX, "the file is larger than 1 MiB", "is it the right file?");
            return Optional.empty();
        }
        Optional<Place> tooDeep = Nesting.deeperThan(DEEPEST_TEXT, content, start);
        if (tooDeep.isPresent()) {
            problems.add(tooDeep.get(), Codes.SYNTAX, "the nesting is too deep", "close the brackets");
            return Optional.empty();
        }
        try {
            return documents(content, start);
        } catch (TooLarge e) {
            problems.add(e.place, Codes.SYNTAX, e.what, "write values out instead of using aliases");
        } catch (ReaderException e) {
            String before = content.substring(0, content.offsetByCodePoints(0, e.getPosition()));
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            Place place = start.at(new Location(file, line, before.length() - before.lastIndexOf('\n')));
            problems.add(place, Codes.SYNTAX, "a control character stands here", "remove it; save the file as UTF-8");
        } catch (MarkedYamlEngineException e) {
            Place place = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(mark -> start.at(new Location(file, mark.getLine() + 1, mark.getColumn() + 1)))
                    .orElse(start);
            SyntaxWords words = SyntaxWords.of(e);
            problems.add(place, Codes.SYNTAX, words.what(), words.hint());
        } catch (YamlEngineException e) {
            SyntaxWords words = SyntaxWords.of(e);
            problems.add(start, Codes.SYNTAX, words.what(), words.hint());
        }
        return Optional.empty();
    }

    private Optional<Tree.Fields> documents(String content, Place start) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new CoreSchema())
                .setAllowDuplicateKeys(true)
                .setAllowNonScalarKeys(true)
                .setMaxAliasesForCollections(ALIASES_TIMES_LENGTH / Math.max(1, content.length()))
                .build();
        Iterator<Node> all = new Compose(settings).composeAllFromString(content).iterator();
        if (!all.hasNext()) {
            problems.add(start, Codes.MISSING, "the file is empty", "`paas init` writes one that fits your repository");
            return Optional.empty();
        }
        Tree first = tree(all.next(), start, 0);
        if (all.hasNext()) {
            problems.add(
                    start.at(location(all.next())),
                    Codes.SYNTAX,
                    "a second document starts here",
                    "keep one document per file and remove the line '---'");
            return Optional.empty();
        }
        if (first.empty()) {
            problems.add(start, Codes.MISSING, "the file is empty", "`paas init` writes one that fits your repository");
            return Optional.empty();
        }
        if (first instanceof Tree.Fields fields) {
            return Optional.of(fields);
        }
        problems.add(first.place(), Codes.TYPE, "the file holds " + first.words(), "write lines such as 'app: orders'");
        return Optional.empty();
    }

    private Tree tree(Node node, Place place, int depth) {
        if (++nodes > MOST_NODES || depth > DEEPEST) {
            throw new TooLarge(place, depth > DEEPEST ? "the nesting is too deep" : "aliases make the file too large");
        }
        if (node.isRecursive()) {
            throw new TooLarge(place, "an alias stands within what it repeats");
        }
        if (node instanceof MappingNode mapping) {
            refuseOddTag(node, Tag.MAP, place);
            return fields(mapping, place, depth);
        }
        if (node instanceof SequenceNode sequence) {
            refuseOddTag(node, Tag.SEQ, place);
            List<Tree> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(tree(item, place.item(items.size(), location(item)), depth + 1));
            }
            return new Tree.Items(place, items);
        }
        Tree.Kind kind = KINDS.get(node.getTag());
        if (kind == null) {
            refuseOddTag(node, Tag.STR, place);
            kind = Tree.Kind.TEXT;
        }
        return new Tree.Scalar(place, ((ScalarNode) node).getValue(), kind);
    }

    private Tree.Fields fields(MappingNode mapping, Place place, int depth) {
        Map<String, Tree.Field> fields = new LinkedHashMap<>();
        for (NodeTuple pair : mapping.getValue()) {
            if (!(pair.getKeyNode() instanceof ScalarNode key)) {
                problems.add(
                        place.at(location(pair.getKeyNode())),
                        Codes.TYPE,
                        "a key is a list or a mapping",
                        "write keys as single words; text with '{' or '[' needs quotes");
                continue;
            }
            Place where = place.key(key.getValue(), location(key));
            Tree value = tree(pair.getValueNode(), where.at(location(pair.getValueNode())), depth + 1);
            Tree.Field before = fields.putIfAbsent(key.getValue(), new Tree.Field(where, value));
            if (before != null) {
                problems.add(
                        where,
                        Codes.DUPLICATE_KEY,
                        where.name() + " stands here for a second time",
                        "it is already in line " + before.key().location().line() + "; keep one of them");
            }
        }
        return new Tree.Fields(place, fields);
    }

    private void refuseOddTag(Node node, Tag usual, Place place) {
        if (!node.getTag().equals(usual)) {
            problems.add(
                    place.at(location(node)),
                    Codes.SYNTAX,
                    "the tag '" + node.getTag().getValue() + "' means nothing here",
                    "write the value without it");
        }
    }

    private Location location(Node node) {
        return node.getStartMark()
                .map(mark -> new Location(file, mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(new Location(file, 1, 1));
    }

    /** Ends the reading of a document that aliases have blown up. */
    private static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Place place;
        private final String what;

        TooLarge(Place place, String what) {
            super(what, null, false, false);
            this.place = place;
            this.what = what;
        }
    }
}
