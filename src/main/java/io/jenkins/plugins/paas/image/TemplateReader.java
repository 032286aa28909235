package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.Template.Parameter;
import io.jenkins.plugins.paas.image.Template.Stage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads {@code template.yaml}. */
final class TemplateReader {
    private final TemplateSource source;

    private TemplateReader(TemplateSource source) {
        this.source = source;
    }

    /**
     * A template's files.
     *
     * @param name the template's name
     * @param origin the folder they lie in; nothing for those that come with the program
     * @param file gives a file's text, nothing where there is none
     */
    record TemplateSource(String name, Optional<Path> origin, Function<String, Optional<String>> file) {
        String shown(String fileName) {
            return origin.map(folder -> folder.resolve(fileName).toString()).orElse(name + "/" + fileName);
        }
    }

    static Template read(TemplateSource source) {
        return new TemplateReader(source).read();
    }

    private Template read() {
        String shown = source.shown(Templates.SETTINGS);
        String yaml = source.file().apply(Templates.SETTINGS).orElse("");
        TemplateSettings settings = TemplateSettings.read(shown, yaml);
        settings.only("summary", "stage", "parts", "files", "parameters");
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        settings.named("parameters").forEach((name, meaning) -> parameters.put(name, parameter(name, meaning)));
        List<Part> parts = settings.named("parts").entrySet().stream()
                .map(part -> PartReader.read(part.getKey(), part.getValue(), parameters.keySet()))
                .toList();
        Map<String, String> files = new LinkedHashMap<>();
        settings.texts("files")
                .forEach((name, at) -> files.put(
                        name,
                        source.file()
                                .apply(name)
                                .orElseThrow(() -> at.wrong(
                                        "there is no file " + name + " beside it", "add it, or correct the name"))));
        return new Template(
                source.name(),
                settings.text("summary").orElse(""),
                source.origin(),
                stage(settings, !parts.isEmpty()),
                parts,
                files,
                parameters,
                source.file().apply(Templates.DOCKERFILE).orElse(""));
    }

    private static Parameter parameter(String name, TemplateSettings meaning) {
        meaning.only("type", "of", "default", "help");
        String words = meaning.text("type").orElse("text");
        ParameterType type = Arrays.stream(ParameterType.values())
                .filter(each -> each.key().equals(words))
                .findFirst()
                .orElseThrow(() -> meaning.at("type")
                        .wrong(
                                "there is no type '" + words + "'",
                                "write "
                                        + String.join(
                                                ", ",
                                                Arrays.stream(ParameterType.values())
                                                        .map(ParameterType::key)
                                                        .toList())));
        List<String> choices = List.copyOf(meaning.texts("of").keySet());
        if (choices.isEmpty() == (type == ParameterType.CHOICE)) {
            throw meaning.at("of").wrong("'of' goes with the type choice", "write 'type: choice' and 'of: [one, two]'");
        }
        Parameter parameter = new Parameter(
                type, choices, meaning.text("default"), meaning.text("help").orElse(""));
        parameter.value().flatMap(parameter::flaw).ifPresent(flaw -> {
            throw meaning.at("default").wrong("the default of " + name + " " + flaw, parameter.hint());
        });
        return parameter;
    }

    private static Stage stage(TemplateSettings settings, boolean parts) {
        String text = settings.text("stage").orElse(parts ? "parts" : "folder");
        Stage stage = Arrays.stream(Stage.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() ->
                        settings.at("stage").wrong("there is no stage '" + text + "'", "write folder, jar or parts"));
        if (parts && stage != Stage.PARTS) {
            throw settings.at("stage")
                    .wrong("stage is '" + text + "', yet there are parts", "leave 'stage' or 'parts' out");
        }
        return stage;
    }
}
