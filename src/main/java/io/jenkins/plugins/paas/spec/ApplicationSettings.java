package io.jenkins.plugins.paas.spec;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The {@code application} files of Spring Boot and Quarkus, as far as they hold for every profile. */
final class ApplicationSettings {
    private static final String FILE = "src/main/resources/application";
    private static final Pattern PORT = Pattern.compile("^(?:\\$\\{[^:}]+:)?([1-9][0-9]{0,4})}?$");
    private static final Pattern PATH = Pattern.compile("^(?:\\$\\{[^:}]+:)?/?([A-Za-z0-9._~/-]*?)/?}?$");

    private final Checkout checkout;

    ApplicationSettings(Checkout checkout) {
        this.checkout = checkout;
    }

    boolean has(String name) {
        return word(name).isPresent();
    }

    /** A port; <code>${PORT:8080}</code> counts as 8080. */
    Optional<Integer> port(String name) {
        return word(name)
                .flatMap(text -> Checkout.find(PORT, text))
                .map(Integer::valueOf)
                .filter(port -> port <= 65_535);
    }

    /** A path to put in front of another: without a slash at its end, and empty where there is none. */
    String path(String name) {
        return word(name)
                .flatMap(text -> Checkout.find(PATH, text))
                .filter(path -> !path.isEmpty())
                .map(path -> "/" + path)
                .orElse("");
    }

    private Optional<String> word(String name) {
        Pattern line = Pattern.compile("(?m)^[ \\t]*" + Pattern.quote(name) + "[ \\t]*[=:][ \\t]*(\\S+)");
        return checkout.find(FILE + ".properties", line)
                .or(() -> yaml(FILE + ".yml", name))
                .or(() -> yaml(FILE + ".yaml", name));
    }

    private Optional<String> yaml(String file, String name) {
        // Maven puts something in the place of @this@ before Spring reads the file; YAML has no such word.
        String text = checkout.text(file).replaceAll("@([A-Za-z0-9._-]+)@", "$1");
        // Further documents of such a file are for single profiles.
        return Stream.of(text.split("(?m)^---.*$", -1))
                .filter(part -> part.lines().anyMatch(line -> !line.isBlank() && !line.startsWith("#")))
                .findFirst()
                .flatMap(first -> YamlFile.read(file, first, new Problems()))
                .flatMap(tree -> at(tree, name));
    }

    /** A name may stand as keys below each other, as one key with dots, or as both. */
    private static Optional<String> at(Tree tree, String name) {
        if (name.isEmpty()) {
            return tree instanceof Tree.Scalar scalar ? Optional.of(scalar.text()) : Optional.empty();
        }
        if (!(tree instanceof Tree.Fields mapping)) {
            return Optional.empty();
        }
        return mapping.fields().entrySet().stream()
                .filter(field -> (name + ".").startsWith(field.getKey() + "."))
                .flatMap(field -> at(
                        field.getValue().value(),
                        name.substring(Math.min(name.length(), field.getKey().length() + 1)))
                        .stream())
                .findFirst();
    }
}
