package io.jenkins.plugins.paas.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.App;
import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.BuildSpec.Recipe;
import io.jenkins.plugins.paas.model.Health.Check;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is proposed for any repository. */
class ProposalTest extends MadeUpRepository {
    @Test
    void knowsOtherLanguages() {
        file("go.mod", "module github.com/acme/Go-Shop/v2\n\ngo 1.25\n");
        assertThat(proposed().name()).hasToString("go-shop");
        assertThat(proposed().source().recipe()).isEqualTo(new Recipe.Template("go"));
        remove("go.mod");

        file("package.json", "{\"name\": \"@acme/web-shop\", \"scripts\": {\"build\": \"tsc\"}}");
        file("package-lock.json", "{}");
        assertThat(proposed().name()).hasToString("web-shop");
        assertThat(proposed().source().command()).contains("npm ci && npm run build && npm prune --omit=dev");
        remove("package.json");

        file("composer.json", "{\"name\": \"acme/php-shop\"}");
        assertThat(proposed().name()).hasToString("php-shop");
        assertThat(proposed().source().recipe()).isEqualTo(new Recipe.Template("php"));
        remove("composer.json");

        file("CMakeLists.txt", "cmake_minimum_required(VERSION 3.20)\nproject(fast_shop CXX)\n");
        assertThat(proposed().source().artifact()).contains(Path.of("build/fast_shop"));
        remove("CMakeLists.txt");

        file("Makefile", "all:\n");
        file("src/main.cc", "");
        assertThat(proposed().source().recipe()).isEqualTo(new Recipe.Template("cpp"));
    }

    @Test
    void proposesNoNameThatNoAppMayHave() {
        file("go.mod", "module example.com/acme/base-images\n");

        assertThat(proposed().name()).isNotEqualTo(AppName.BASE_IMAGES);
    }

    @Test
    void leavesTheBuildToADockerfileThatDoesIt() {
        file("go.mod", "module shop\n");
        file(
                "Dockerfile",
                "FROM golang AS b\nCOPY . .\nRUN go build -o bin/app .\nFROM scratch\nCOPY --from=b /bin/app /\n");
        assertThat(proposed().source().command()).isEmpty();

        file("Dockerfile", "FROM scratch\nCOPY bin/app /\n");
        assertThat(proposed().source().command()).isPresent();

        file("Dockerfile", "FROM debian\nRUN useradd app\nCOPY bin/app /\n");
        assertThat(proposed().source().command()).isPresent();
    }

    @Test
    void keepsADockerfileAndItsPort() {
        file("Dockerfile", "FROM x\nEXPOSE 7070/tcp 7071\n");
        App app = proposed();

        assertThat(app.source().recipe()).isEqualTo(new Recipe.Dockerfile(Path.of("Dockerfile"), Optional.empty()));
        assertThat(app.defaults().port()).contains(7070);
        assertThat(readiness(app)).contains(new Check.Tcp(7070));
    }

    @Test
    void takesThePortOfADockerfileNotThatOfTheTemplateThatItReplaces() {
        file("composer.json", "{\"name\": \"acme/shop\"}");
        file("Dockerfile", "FROM php:apache\nEXPOSE 80\n");
        assertThat(proposed().defaults().port()).contains(80);

        file("Dockerfile", "FROM php:apache\n");
        assertThat(proposed().defaults().port()).isEmpty();
    }

    @Test
    void namesTheProjectsBelowAFolderThatIsNone() {
        file("services/orders/go.mod", "module orders\n");
        file("services/docs/a.md", "");
        file("web/package.json", "{}");
        file(".hidden/go.mod", "module x\n");

        assertThat(Proposal.inspect(folder)).contains("# There are projects in services/orders, web; ");
        assertThat(proposed().source().command()).isEmpty();
    }

    @Test
    void takesNoNamesThatWouldBeAnythingElseInTheFile() {
        file(
                "package.json",
                "{\"workspaces\": [\"a\\nb\", \"a b\"], \"scripts\": {\"start\": \"node --x\\u0007 a.js\"}}");
        file("a\nb/package.json", "{\"scripts\": {\"start\": \"node a.js\"}}");
        file("a b/package.json", "{\"scripts\": {\"start\": \"node a.js\"}}");
        assertThat(proposed().source().args()).containsEntry("main", "a.js");
        assertThat(Proposal.inspect(folder)).doesNotContain("more", "a\nb", "a b");

        file("package.json", "{\"scripts\": {\"build\": \"vite build\"}, \"devDependencies\": {\"vite\": \"7\"}}");
        file("vite.config.ts", "export default {build: {outDir: 'x/../../y'}}");
        assertThat(proposed().source().args()).containsEntry("site", "dist");
    }

    @Test
    void proposesSomethingForAnEmptyFolder() throws IOException {
        for (String name : new String[] {"My Shop", "123", "---", "true", "x".repeat(60)}) {
            Path empty = Files.createDirectory(folder.resolve(name));

            assertThat(SpecReader.app("paas.yaml", Proposal.inspect(empty))
                            .name()
                            .value())
                    .isIn("my-shop", "app", "x".repeat(40));
        }
    }

    @Test
    void takesTheTeamFromAnyKindOfAddressOfAFolderAbove() {
        file("services/orders/go.mod", "module orders\n");
        for (String url : new String[] {
            "https://user:s3cret@git.example.com/acme/shop.git",
            "ssh://git@git.example.com:22/acme/shop",
            "../acme/shop/"
        }) {
            file(".git/config", "[remote \"origin\"]\n\turl = " + url + "\n\tfetch = x\n");
            String text = Proposal.inspect(folder.resolve("services/orders"));

            assertThat(SpecReader.app("paas.yaml", text).team()).hasToString("acme");
            assertThat(text).doesNotContain("s3cret");
        }
    }

    @Test
    void bearsFilesThatHoldSomethingElse() {
        file("pom.xml", "\u0000<<<artifactId>\n: {");
        file("src/main/resources/application.yml", "a: [\n\t&");
        file("package.json", "[");
        file(".git/config", "url");

        assertThat(proposed().source().recipe()).isEqualTo(new Recipe.Template("java"));
    }
}
