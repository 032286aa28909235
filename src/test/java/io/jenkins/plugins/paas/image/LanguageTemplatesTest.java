package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the templates of languages without a compiler, and those of a team, make of an App's folder. */
class LanguageTemplatesTest extends PlannedApp {
    @Test
    void nodeKeepsModulesApartAndLeavesOutWhatIsNobodysBusiness() {
        file("package.json", "{\"dependencies\": {\"a\": \"1\"}}");
        file("server.js", "");
        file("lib/deep/node_modules/x.js", "");
        file("node_modules/a/index.js", "");
        file(".npmrc", "//registry/:_authToken=secret");
        file("lib/.env", "PASSWORD=x");
        file(".git/config", "");
        file(".gitmodules", "");
        // A submodule has a file of that name, and a package that comes from a repository a folder.
        file("lib/theme/.git", "gitdir: ../../.git/modules/theme");
        file("node_modules/a/.git/config", "url = https://token@git.example.com/a");
        ImagePlan plan = plan("node", Map.of("main", "server.js"), "");

        assertThat(files(layer(plan, "node_modules"))).containsExactly("/app/node_modules/a/index.js");
        assertThat(files(layer(plan, "app")))
                .containsExactly("/app/lib/deep/node_modules/x.js", "/app/package.json", "/app/server.js");
        assertThat(plan.layers()).extracting(Layer::name).containsExactly("paas", "logs", "node_modules", "app");
        assertThat(plan.config().env()).containsEntry("PAAS_MAIN", "server.js");
    }

    @Test
    void nodeTellsOfModulesThatWereNotInstalledAndOfAMissingMain() {
        file("package.json", "{\"dependencies\": {\"a\": \"1\"}}");

        assertRefused(
                "node",
                Map.of("main", "srv.js"),
                "",
                "needs node_modules",
                "npm ci --omit=dev",
                "needs srv.js",
                "build.args.main");
        file("package.json", "{\"dependencies\": {}, \"main\": \"x.js\"}");
        assertThat(files(layer(plan("node", Map.of(), ""), "app"))).containsExactly("/app/package.json");
    }

    @Test
    void theAppsIgnoreFileCountsForSourcesAndNotForModules() {
        file("package.json", "{}");
        file(".dockerignore", "node_modules\ndocs\n!docs/keep.md\n");
        file("node_modules/a/index.js", "");
        file("docs/more.md", "");
        file("docs/keep.md", "");
        ImagePlan plan = plan("node", Map.of(), "");

        assertThat(files(layer(plan, "node_modules"))).containsExactly("/app/node_modules/a/index.js");
        assertThat(files(layer(plan, "app"))).containsExactly("/app/docs/keep.md", "/app/package.json");
    }

    @Test
    void whatStartsTheProgramIsNotLeftOut() {
        file("package.json", "{}");
        file(".dockerignore", "node_modules\ndist\n");
        file("dist/server.js", "");

        assertRefused("node", Map.of("main", "dist/server.js"), "", "needs dist/server.js", ".dockerignore");

        file(".dockerignore", "dist\n!dist/server.js\n");
        assertThat(files(layer(plan("node", Map.of("main", "dist/server.js"), ""), "app")))
                .contains("/app/dist/server.js");
    }

    @Test
    void linksBetweenModulesAndPackagesOfTheSameRepositoryStayLinksAndOthersAreRefused() throws IOException {
        file("package.json", "{}");
        file("packages/a/index.js", "");
        Files.createDirectories(app.resolve("node_modules"));
        Files.createSymbolicLink(app.resolve("node_modules/a"), Path.of("../packages/a"));
        assertThat(layer(plan("node", Map.of(), ""), "node_modules").entries())
                .extracting(Entry::node)
                .contains(new Node.Link(Owner.ROOT, "../packages/a"));

        Files.createSymbolicLink(app.resolve("node_modules/b"), Path.of("../../other"));
        assertRefused("node", Map.of(), "", "node_modules/b", "a link to ../../other, out of");
    }

    @Test
    void phpKeepsVendorApartAndWantsItsIndex() {
        file("vendor/autoload.php", "");
        file("vendor/acme/lib/.git/config", "");
        file("public/theme/.git", "");
        file("public/index.php", "");
        file("composer.json", "{\"require\": {\"php\": \">=8\", \"acme/x\": \"1\"}}");
        ImagePlan plan = plan("php", Map.of(), "");

        assertThat(files(layer(plan, "vendor"))).containsExactly("/app/vendor/autoload.php");
        assertThat(files(layer(plan, "app"))).containsExactly("/app/composer.json", "/app/public/index.php");
        assertThat(layer(plan, "template").entries())
                .filteredOn(entry -> entry.target().equals("/opt/php/serve"))
                .extracting(entry -> entry.node().mode())
                .containsExactly(0755);
        assertRefused("php", Map.of("webRoot", "web"), "", "needs web/index.php, which is not in");
        assertRefused("php", Map.of("webRoot", "vendor"), "", "needs vendor/index.php");
    }

    @Test
    void staticFilesComeFromTheFolderThatIsNamed() {
        file("dist/index.html", "");
        file("dist/js/a.js", "");
        file("src/a.ts", "");
        ImagePlan plan = plan("static", Map.of("site", "dist"), "");

        assertThat(files(layer(plan, "site"))).containsExactly("/site/files/index.html", "/site/files/js/a.js");
        assertThat(plan.config().entrypoint().orElseThrow()).startsWith("nginx");
        assertRefused("static", Map.of(), "", "needs index.html", "build.args.site");
    }

    @Test
    void aTeamsTemplateNamesItsOwnParts() {
        file("requirements/x.py", "");
        file("src/main.py", "");
        write(
                temp.resolve("own/python/Dockerfile"),
                "FROM scratch\nCOPY site/ /site/\nCOPY template/run /run/\nCOPY src/ /src/\n");
        write(
                temp.resolve("own/python/template.yaml"),
                "files: [run]\nparts:\n  site: {from: requirements}\n  src: {from: src, without: ['*.pyc']}\n");
        write(temp.resolve("own/python/run"), "#!/bin/sh\n");
        templates = Templates.bundled().under(temp.resolve("own"));

        assertThat(plan("python", Map.of(), "").layers().stream()
                        .flatMap(layer -> files(layer).stream())
                        .toList())
                .containsExactly("/site/x.py", "/run/run", "/src/main.py");
    }
}
