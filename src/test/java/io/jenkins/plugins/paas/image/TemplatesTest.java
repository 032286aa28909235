package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.jenkins.plugins.paas.model.BuildSpec;
import io.jenkins.plugins.paas.model.BuildSpec.Recipe;
import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.PaasException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

class TemplatesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"cpp", "go", "java", "node", "php", "static"})
    void everyTemplateOfOursExplainsItselfAndFitsItsDockerfile(String name) {
        Template template = Templates.bundled().get(name);
        Dockerfile dockerfile = Dockerfile.parse("Dockerfile", template.dockerfile());

        assertThat(template.summary()).isNotEmpty();
        assertThat(template.parameters().keySet()).containsAll(dockerfile.args());
        template.parameters().forEach((parameter, meaning) -> {
            assertThat(meaning.help()).as(parameter).isNotEmpty();
            if (dockerfile.args().contains(parameter)) {
                meaning.value()
                        .ifPresent(value ->
                                assertThat(template.dockerfile()).contains("ARG " + parameter + "=" + value + "\n"));
            }
        });
        assertThat(template.parameters().get("user").type()).isEqualTo(ParameterType.USER);
        assertThat(template.dockerfile()).contains("USER ${user}\n").containsPattern("\nENTRYPOINT \\[\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cpp", "go", "java", "node", "php", "static"})
    void theSchemaAllowsWhatEveryTemplateOfOursSays(String name) throws IOException {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(Path.of("docs/schema/template.schema.json")));
        Object document = new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(Path.of("templates/dockerfiles", name, "template.yaml")));

        assertThat(schema.validate(new ObjectMapper().valueToTree(document))).isEmpty();
    }

    @Test
    void aTeamsOwnTemplatesCoverAndAddToOurs() {
        file("java/Dockerfile", "FROM scratch\nCOPY target /t/\n");
        file("rust/Dockerfile", "FROM scratch\n");
        file("no-template/readme", "");
        Templates templates = Templates.bundled().under(folder);

        assertThat(templates.names()).containsExactly("cpp", "go", "java", "node", "php", "rust", "static");
        assertThat(templates.get("java").dockerfile()).contains("COPY target");
        assertThat(templates.get("java").origin()).contains(folder.resolve("java"));
        assertThat(templates.get("go").origin()).isEmpty();
    }

    @Test
    void anUnknownLanguageIsToldWhereItStandsWithTheOneThatWasMeant() {
        BuildSpec build = build("nod", Map.of());

        assertThatThrownBy(() -> Templates.bundled().check(build, Map.of()))
                .hasMessageContaining("paas.yaml:3:11 language: there is no template 'nod'; did you mean 'node'?");
    }

    @Test
    void namesThatLanguagesHaveElsewhereAreKnown() {
        assertThatThrownBy(() -> Templates.bundled().get("golang")).hasMessageContaining("did you mean 'go'?");
    }

    @Test
    void aFolderOfTemplatesThatIsNotThereIsToldByItsName() {
        Templates none = Templates.bundled().under(folder.resolve("none"));

        assertThatThrownBy(none::names).hasMessageContaining("none, which platform.yaml names under 'templates'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deployPath | app | is not absolute",
                "deployPath | / | is the root folder",
                "logs | /app/../etc | has '..' in it",
                "user | app | is no user as a number",
                "user | 0:0 | is root",
                "strip | yes | is neither true nor false",
                "data | ../data | has '..' in it",
                "data | /data | is not below the App's folder",
                "base | Not an image | names no image",
                "depoyPath | /app | did you mean 'deployPath'?"
            })
    void aParameterOfTheWrongTypeIsToldWhereItStands(String name, String value, String words) {
        BuildSpec build = build("go", Map.of(name, value));

        assertThatThrownBy(() -> Templates.bundled().check(build, Map.of("go", "base")))
                .isInstanceOfSatisfying(PaasException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("E_TEMPLATE_PARAMETER");
                    assertThat(failure.getMessage()).contains("paas.yaml:9:5 build.args." + name, words);
                });
    }

    @Test
    void allWrongParametersAreToldAtOnce() {
        BuildSpec build = build("static", Map.of("unknown", "x", "user", "me", "logs", "/l"));

        assertThatThrownBy(() -> Templates.bundled().check(build, Map.of()))
                .hasMessageContainingAll(
                        "write missing or index", "build.args.user", "logs is no parameter", "baseImages.static");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "summry: x | 1:1 | did you mean 'summary'?",
                "parameters: {a: {type: folder}} | 1:24 | there is no type 'folder'",
                "parameters: {a: {type: path, default: x}} | 1:39 | is not absolute",
                "parameters: {a: {type: choice}} | 1:17 | 'of' goes with the type choice",
                "parameters: [a] | 1:13 | names with values",
                "stage: jars | 1:8 | there is no stage 'jars'",
                "parts: {a: {from: '${b}'}} | 1:19 | there is no parameter 'b'",
                "parts: {paas: {}} | 1:15 | cannot be the name of a part",
                "parts: {a: {program: maybe}} | 1:22 | write true or false",
                "files: [run] | 1:9 | there is no file run",
                "summary: [ | 1:11 | it is not YAML"
            })
    void aMistakeInATemplateIsToldWithItsPlace(String yaml, String place, String words) {
        file("own/Dockerfile", "FROM scratch\n");
        file("own/template.yaml", yaml);

        assertThatThrownBy(() -> Templates.bundled().under(folder).get("own"))
                .isInstanceOfSatisfying(PaasException.class, failure -> {
                    assertThat(failure.code()).isEqualTo("E_TEMPLATE_INVALID");
                    assertThat(failure.getMessage()).contains("own/template.yaml:" + place + " ", words);
                });
    }

    private static BuildSpec build(String language, Map<String, String> args) {
        Map<String, Location> places = new HashMap<>();
        places.put("language", new Location("paas.yaml", 3, 11));
        args.keySet().forEach(name -> places.put("args." + name, new Location("paas.yaml", 9, 5)));
        return new BuildSpec(
                new Recipe.Template(language), Optional.empty(), Optional.empty(), args, List.of(), places);
    }

    private void file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
