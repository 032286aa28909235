package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every template of ours is a Dockerfile that other builders take, and make the same image of. */
class TemplatesInBuildahIT {
    private static final List<String> JAR = List.of(
            "logs/",
            "dependencies/a.jar",
            "snapshot-dependencies/b.jar",
            "resources/app.jar",
            "classes/app.jar",
            "java.args");

    @TempDir
    Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"cpp", "go", "java", "node", "php", "static"})
    void buildahMakesTheSameOfATemplate(String name) throws Exception {
        Assumptions.assumeTrue(Buildah.version().isPresent(), "buildah is not installed");
        Template template = Templates.bundled().get(name);
        CorpusCase test = new CorpusCase(name, template.dockerfile(), context(template));
        test.write(temp);

        String ours = new OurBuild(temp).run(test);
        assertThat(ours).contains("10001").isEqualTo(Buildah.run(test, temp));
    }

    /** As a person would lay it out. */
    private static Map<String, String> context(Template template) {
        Map<String, String> sections = new LinkedHashMap<>();
        sections.put("arg base=scratch", "");
        sections.put("paas/init 755", "#!/bin/sh\n");
        template.parts().forEach(part -> sections.put(part.name() + (part.from().isEmpty() ? "/" : "/a file"), ""));
        template.files()
                .forEach((file, text) ->
                        sections.put("template/" + file + (text.startsWith("#!") ? " 755" : " 644"), text));
        if (template.stage() == Template.Stage.JAR) {
            JAR.forEach(file -> sections.put(file, ""));
        }
        return sections;
    }
}
