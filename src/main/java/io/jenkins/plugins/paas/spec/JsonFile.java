package io.jenkins.plugins.paas.spec;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a JSON file of a checkout says under a key. Text of other places that looks like the key does not count. */
final class JsonFile {
    private final Optional<Tree> content;

    private JsonFile(Optional<Tree> content) {
        this.content = content;
    }

    /** One that cannot be read says nothing. All JSON is YAML, so this reads both. */
    static JsonFile of(Checkout checkout, String file) {
        return new JsonFile(
                YamlFile.read(file, checkout.text(file), new Problems()).map(Tree.class::cast));
    }

    /** The text under keys below each other. */
    Optional<String> text(String... keys) {
        return at(keys).flatMap(tree -> scalar(tree).stream()).findFirst();
    }

    /** The texts of the list under keys below each other. */
    List<String> texts(String... keys) {
        return at(keys).flatMap(tree -> tree instanceof Tree.Items list ? list.items().stream() : Stream.empty())
                .flatMap(item -> scalar(item).stream())
                .toList();
    }

    private Stream<Tree> at(String... keys) {
        Optional<Tree> tree = content;
        for (String key : keys) {
            tree = tree.flatMap(each -> each instanceof Tree.Fields mapping
                    ? Optional.ofNullable(mapping.fields().get(key)).map(Tree.Field::value)
                    : Optional.empty());
        }
        return tree.stream();
    }

    private static Optional<String> scalar(Tree tree) {
        return tree instanceof Tree.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
    }

    /** The last part of its name: {@code orders} of {@code @acme/orders}. */
    Optional<String> name() {
        return text("name")
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .filter(name -> !name.isEmpty());
    }
}
