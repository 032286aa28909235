package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.Template.Parameter;
import io.jenkins.plugins.paas.image.Template.Stage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads {@code template.yaml}. */
final class TemplateReader {
    private static final List<String> KEYS = List.of("summary", "stage", "parameters");
    private static final List<String> PARAMETER_KEYS = List.of("default", "help");

    private final String name;

    private TemplateReader(String name) {
        this.name = name;
    }

    static Template read(String name, String yaml, String dockerfile) {
        return new TemplateReader(name).read(yaml, dockerfile);
    }

    private Template read(String yaml, String dockerfile) {
        Map<String, Object> document = mapping("the document", load(yaml), KEYS);
        Map<String, Parameter> parameters = new LinkedHashMap<>();
        Object declared = document.getOrDefault("parameters", Map.of());
        mapping("parameters", declared, List.of()).forEach((parameter, settings) -> {
            Map<String, Object> meaning = mapping("parameters." + parameter, settings, PARAMETER_KEYS);
            Optional<String> value = Optional.ofNullable(meaning.get("default")).map(String::valueOf);
            parameters.put(parameter, new Parameter(value, text(meaning, "help", "")));
        });
        return new Template(
                name, text(document, "summary", ""), stage(text(document, "stage", "folder")), parameters, dockerfile);
    }

    private Object load(String yaml) {
        try {
            Object document = new Load(LoadSettings.builder()
                            .setLabel(name + "/template.yaml")
                            .build())
                    .loadFromString(yaml);
            return document == null ? Map.of() : document;
        } catch (YamlEngineException e) {
            throw invalid("it is not YAML: " + e.getMessage());
        }
    }

    private Stage stage(String text) {
        for (Stage stage : Stage.values()) {
            if (stage.name().toLowerCase(Locale.ROOT).equals(text)) {
                return stage;
            }
        }
        throw invalid("stage is '" + text + "'; it is 'folder' or 'jar'");
    }

    private Map<String, Object> mapping(String what, Object value, List<String> keys) {
        if (!(value instanceof Map<?, ?> map)) {
            throw invalid(what + " is no mapping");
        }
        Map<String, Object> mapping = new LinkedHashMap<>();
        map.forEach((key, each) -> {
            String text = String.valueOf(key);
            if (!keys.isEmpty() && !keys.contains(text)) {
                throw invalid(what + " has the unknown key '" + text + "'; known are " + String.join(", ", keys));
            }
            if (each != null) {
                mapping.put(text, each);
            }
        });
        return mapping;
    }

    private static String text(Map<String, Object> mapping, String key, String otherwise) {
        return String.valueOf(mapping.getOrDefault(key, otherwise));
    }

    private RuntimeException invalid(String what) {
        return Failures.of(
                "E_TEMPLATE_INVALID", "template '" + name + "': " + what, "ask whoever keeps this template to mend it");
    }
}
