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
import org.junit.jupiter.api.io.TempDir;

/** What is proposed for a repository; every proposal is a file that is accepted. */
class ProposalTest {
    private static final String POM = """
            <project>
              <parent>
                <groupId>org.springframework.boot</groupId>
                <artifactId>spring-boot-starter-parent</artifactId>
                <version>3.5.0</version>
              </parent>
              <!-- <artifactId>old</artifactId> -->
              <groupId>com.example</groupId>
              <artifactId>Order_Service</artifactId>
              <version>${revision}</version>
              <properties><revision>1.2.0</revision></properties>
              <dependencies>
                <dependency><artifactId>spring-boot-starter-web</artifactId></dependency>
                <dependency><artifactId>spring-boot-starter-actuator</artifactId></dependency>
              </dependencies>
            </project>
            """;

    @TempDir
    Path folder;

    @Test
    void fitsASpringBootProjectBuiltByMaven() {
        file("pom.xml", POM);
        file("mvnw", "");
        file("src/main/resources/application.properties", "server.port=${PORT:9000}\n");
        file(".git/config", "[remote \"origin\"]\n\turl = git@git.example.com:shop/Trade/orders.git\n");
        App app = proposed();

        assertThat(app.name()).hasToString("order-service");
        assertThat(app.team()).hasToString("trade");
        assertThat(app.source().recipe()).isEqualTo(new Recipe.Template("java"));
        assertThat(app.source().command()).contains("./mvnw -q -B package");
        assertThat(app.source().artifact()).contains(Path.of("target/Order_Service-1.2.0.jar"));
        assertThat(app.defaults().port()).contains(9000);
        assertThat(readiness(app)).contains(new Check.Http("/actuator/health/readiness", 9000));
        assertThat(app.defaults().health().liveness()).isPresent();
        assertThat(app.clusters()).isEmpty();
    }

    @Test
    void readsPortsFromYamlAndTheNameOfTheJarFromThePom() {
        file(
                "pom.xml",
                POM.replace("<properties>", "<build><finalName>${project.artifactId}</finalName></build><properties>"));
        file(
                "src/main/resources/application.yml",
                "server:\n  port: 9001\nmanagement: {server: {port: 9002}}\n---\nserver: {port: 1}\n");
        App app = proposed();

        assertThat(app.source().command()).contains("mvn -q -B package");
        assertThat(app.source().artifact()).contains(Path.of("target/Order_Service.jar"));
        assertThat(app.defaults().port()).contains(9001);
        assertThat(readiness(app)).contains(new Check.Http("/actuator/health/readiness", 9002));
    }

    @Test
    void knowsWhereSpringBootListensByDefault() {
        file("pom.xml", POM);

        assertThat(proposed().defaults().port()).contains(8080);
    }

    @Test
    void namesNoArtifactThatItCannotTell() {
        file("pom.xml", "<project><artifactId>shop</artifactId><version>${a}</version></project>");
        assertThat(proposed().source().artifact()).isEmpty();

        file(
                "pom.xml",
                "<project><artifactId>shop</artifactId><version>1</version><packaging>pom</packaging></project>");
        assertThat(proposed().source().artifact()).isEmpty();

        file("pom.xml", "<project><artifactId>../shop</artifactId><version>1</version></project>");
        assertThat(proposed().source().artifact()).isEmpty();
        assertThat(proposed().name()).hasToString("shop");
    }

    @Test
    void fitsAGradleProject() {
        file("build.gradle.kts", "plugins { id(\"application\") }\nversion = \"2.0\"\n");
        file("settings.gradle.kts", "rootProject.name = \"orders\"\n");
        file("gradlew", "");
        App app = proposed();

        assertThat(app.name()).hasToString("orders");
        assertThat(app.source().command()).contains("./gradlew -q build");
        assertThat(app.source().artifact()).contains(Path.of("build/libs/orders-2.0.jar"));
        assertThat(app.defaults().port()).isEmpty();
    }

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
    void findsTheProgramOfAGoProject() {
        file("go.mod", "module shop\n");
        file("cmd/server/main.go", "");
        file("cmd/admin/notes.md", "");

        assertThat(proposed().source().command())
                .contains("CGO_ENABLED=0 go build -trimpath -buildvcs=false -o bin/app ./cmd/server");
    }

    @Test
    void prefersTheGoProgramThatIsCalledLikeItsModule() {
        file("go.mod", "module example.com/acme/shop/v2\n");
        file("cmd/admin/main.go", "");
        file("cmd/shop/main.go", "");

        assertThat(proposed().source().command().orElseThrow()).endsWith(" ./cmd/shop");
    }

    @Test
    void asksQuarkusForOneJar() {
        file(
                "pom.xml",
                "<project><artifactId>shop</artifactId><version>1</version><dependencies><dependency><artifactId>"
                        + "quarkus-smallrye-health</artifactId></dependency></dependencies><build><plugins><plugin><artifactId>"
                        + "quarkus-maven-plugin</artifactId></plugin></plugins></build></project>");
        App app = proposed();

        assertThat(app.source().command()).contains("mvn -q -B package -Dquarkus.package.jar.type=uber-jar");
        assertThat(app.source().artifact()).contains(Path.of("target/shop-1-runner.jar"));
        assertThat(readiness(app)).contains(new Check.Http("/q/health/ready", 8080));
        remove("pom.xml");

        file("build.gradle", "plugins { id 'io.quarkus' }\nversion '1.0'\n");
        file("settings.gradle", "rootProject.name = 'shop'\n");
        assertThat(proposed().source().artifact()).contains(Path.of("build/shop-1.0-runner.jar"));
        assertThat(proposed().defaults().port()).contains(8080);
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
    void findsWhatStartsANodeProgram() {
        file("package.json", "{\"scripts\": {\"start\": \"NODE_ENV=x node --enable-source-maps src/server.js\"}}");
        assertThat(proposed().source().args()).containsEntry("main", "src/server.js");

        file("package.json", "{\"main\": \"./app.js\", \"scripts\": {\"start\": \"node app.js\"}}");
        assertThat(proposed().source().args()).isEmpty();
        assertThat(proposed().source().command()).contains("npm install --omit=dev");
    }

    @Test
    void startsANodeProgramByItsScriptNotByWhatOthersRequire() {
        file("package.json", "{\"main\": \"app.js\", \"scripts\": {\"start\": \"node src/server.js\"}}");
        assertThat(proposed().source().args()).containsEntry("main", "src/server.js");

        file("bin/www", "");
        file("package.json", "{\"scripts\": {\"start\": \"node ./bin/www\"}}");
        assertThat(proposed().source().args()).containsEntry("main", "bin/www");

        file("package.json", "{\"scripts\": {\"start\": \"nest start\", \"start:prod\": \"node dist/main\"}}");
        assertThat(proposed().source().args()).containsEntry("main", "dist/main.js");

        file(
                "package.json",
                "{\"scripts\": {\"start\": \"tsc && cross-env A=b node -r dotenv/config --trace-warnings dist/index.js -v\"}}");
        assertThat(proposed().source().args()).containsEntry("main", "dist/index.js");

        file("package.json", "{\"scripts\": {\"start\": \"A=b\"}}");
        assertThat(proposed().source().args()).isEmpty();
        assertThat(Proposal.inspect(folder)).contains("  # args: {main: server.js}");

        file("server.js", "");
        assertThat(proposed().source().args()).containsEntry("main", "server.js");
    }

    @Test
    void installsByTheToolWhoseLockFileIsThere() {
        file("package.json", "{\"main\": \"index.js\", \"build\": {\"appId\": \"x\"}}");
        file("index.js", "");
        file("yarn.lock", "# yarn lockfile v1\n");
        assertThat(proposed().source().command()).contains("yarn install --frozen-lockfile --production");

        file("package.json", "{\"main\": \"index.js\", \"scripts\": {\"build\": \"tsc\"}}");
        assertThat(proposed().source().command().orElseThrow())
                .startsWith("yarn install --frozen-lockfile && yarn run build && ");

        file("yarn.lock", "__metadata:\n  version: 8\n");
        assertThat(proposed().source().command())
                .contains("YARN_NODE_LINKER=node-modules yarn install --immutable && yarn run build");

        file("pnpm-lock.yaml", "");
        assertThat(proposed().source().command())
                .contains("pnpm install --frozen-lockfile && pnpm run build && pnpm prune --prod");
    }

    @Test
    void tellsPagesForTheBrowserFromPrograms() {
        file("package.json", "{\"scripts\": {\"build\": \"vite build\"}, \"devDependencies\": {\"vite\": \"7\"}}");
        App app = proposed();
        assertThat(app.source().recipe()).isEqualTo(new Recipe.Template("static"));
        assertThat(app.source().args()).containsEntry("site", "dist").containsEntry("unknown", "index");
        assertThat(app.defaults().port()).contains(8080);
        remove("package.json");

        file("public/index.html", "");
        assertThat(proposed().source().args()).containsEntry("site", "public");
        assertThat(proposed().source().command()).isEmpty();
        file("index.php", "");
        assertThat(proposed().source().recipe()).isEqualTo(new Recipe.Template("php"));
        assertThat(proposed().source().args()).containsEntry("webRoot", ".");
    }

    @Test
    void findsTheProgramOfACppProject() {
        file("CMakeLists.txt", "project(shop CXX)\nadd_executable(shop-server main.cc)\n");
        assertThat(proposed().source().artifact()).contains(Path.of("build/shop-server"));
        remove("CMakeLists.txt");

        file("Makefile", "all: build/shop\n\nbuild/shop: main.cc\n");
        file("main.cc", "");
        assertThat(proposed().source().artifact()).contains(Path.of("build/shop"));
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
    void letsLaravelAndSymfonyWriteWhatTheyMust() {
        file("composer.json", "{\"name\": \"acme/shop\"}");
        file("artisan", "");
        assertThat(proposed().defaults().security().writable()).contains("/tmp", "/app/storage/framework/views");
        remove("artisan");

        file("symfony.lock", "{}");
        assertThat(proposed().defaults().security().writable()).containsExactly("/tmp", "/app/var");

        file("Dockerfile", "FROM php\n");
        assertThat(proposed().defaults().security().writable()).containsExactly("/tmp");
    }

    @Test
    void knowsWhereAngularLeavesItsPages() {
        file(
                "package.json",
                "{\"name\": \"shop\", \"scripts\": {\"start\": \"ng serve\"}, \"devDependencies\": {\"@angular/cli\": \"20\"}}");
        file("angular.json", "{\"builder\": \"@angular/build:application\"}");
        assertThat(proposed().source().args()).containsEntry("site", "dist/shop/browser");

        file("angular.json", "{\"builder\": \"@angular-devkit/build-angular:browser\", \"outputPath\": \"www\"}");
        assertThat(proposed().source().args()).containsEntry("site", "www");
    }

    @Test
    void findsTheProgramAmongTheModulesOfMaven() {
        file(
                "pom.xml",
                "<project><artifactId>shop</artifactId><version>${revision}</version><packaging>pom</packaging><properties>"
                        + "<revision>3</revision></properties><modules><module>lib</module><module>web/app</module></modules></project>");
        String parent = "<parent><artifactId>shop</artifactId><version>${revision}</version></parent>";
        file("lib/pom.xml", "<project>" + parent + "<artifactId>lib</artifactId></project>");
        file(
                "web/app/pom.xml",
                "<project>" + parent + "<artifactId>app</artifactId><dependencies><dependency><artifactId>"
                        + "spring-boot-starter-web</artifactId></dependency></dependencies><build><plugins><plugin><artifactId>"
                        + "spring-boot-maven-plugin</artifactId></plugin></plugins></build></project>");
        file("web/app/src/main/resources/application.properties", "server.port=9003\n");
        App app = proposed();

        assertThat(app.name()).hasToString("shop");
        assertThat(app.source().command()).contains("mvn -q -B package");
        assertThat(app.source().artifact()).contains(Path.of("web/app/target/app-3.jar"));
        assertThat(app.defaults().port()).contains(9003);

        file("lib/pom.xml", "<project>" + parent + "<artifactId>lib</artifactId><mainClass>A</mainClass></project>");
        assertThat(proposed().source().artifact()).isEmpty();
    }

    @Test
    void namesNeitherTheVersionOfAnExtensionNorAJarWhereThereIsAnother() {
        file(
                "pom.xml",
                "<project><parent><artifactId>p</artifactId><version>2</version></parent><artifactId>a</artifactId><build>"
                        + "<extensions><extension><artifactId>os</artifactId><version>1.7</version></extension></extensions></build></project>");
        assertThat(proposed().source().artifact()).contains(Path.of("target/a-2.jar"));

        file("pom.xml", "<project><artifactId>a</artifactId><version>1</version><packaging>war</packaging></project>");
        assertThat(proposed().source().artifact()).isEmpty();
    }

    @Test
    void findsTheProgramAmongTheProjectsOfGradle() {
        file("settings.gradle.kts", "rootProject.name = \"shop\"\ninclude(\"app\", \"libs:core\")\n");
        file("app/build.gradle.kts", "plugins {\n    application\n    id(\"com.gradleup.shadow\") version \"8\"\n}\n");
        file("libs/core/build.gradle", "plugins { id 'java-library' }\n");
        file("gradle.properties", "version=1.2\n");
        file("gradlew", "");
        App app = proposed();

        assertThat(app.name()).hasToString("shop");
        assertThat(app.source().command()).contains("./gradlew -q build");
        assertThat(app.source().artifact()).contains(Path.of("app/build/libs/app-1.2-all.jar"));

        file("build.gradle", "plugins { id 'application' }\n");
        assertThat(proposed().source().artifact()).contains(Path.of("build/libs/shop-1.2.jar"));
    }

    @Test
    void asksSpringBootBelowThePathThatItServesAt() {
        file("pom.xml", POM);
        file("src/main/resources/application.properties", "server.servlet.context-path=/api/\n");
        assertThat(readiness(proposed())).contains(new Check.Http("/api/actuator/health/readiness", 8080));

        file(
                "src/main/resources/application.properties",
                "server.servlet.context-path=/api\nmanagement.server.port=9\nmanagement.endpoints.web.base-path=/\nserver.port=\n");
        assertThat(readiness(proposed())).contains(new Check.Http("/health/readiness", 9));
    }

    @Test
    void readsYamlFilesAsSpringBootDoes() {
        file("pom.xml", POM);
        file(
                "src/main/resources/application.yml",
                "# ours\n---\ninfo: {version: @project.version@}\nserver.port: 9004\n---\nserver: {port: 1}\n");

        assertThat(proposed().defaults().port()).contains(9004);
    }

    @Test
    void findsGoProgramsInOtherFilesAndSaysWhichThereAre() {
        file("go.mod", "module shop\n");
        file("cmd/main.go", "package main\n");
        assertThat(proposed().source().command().orElseThrow()).endsWith(" ./cmd");

        file("cmd/admin/admin.go", "// Does it.\npackage main\n");
        file("cmd/server/server.go", "package main\n");
        file("cmd/lib/lib.go", "package lib\n");
        assertThat(proposed().source().command().orElseThrow()).endsWith(" ./cmd/server");
        assertThat(Proposal.inspect(folder)).contains("# there are several programs: ./cmd/admin, ./cmd/server\n");

        file("shop.go", "package main\n");
        assertThat(proposed().source().command().orElseThrow()).endsWith(" .");
    }

    @Test
    void readsFilesOfCMakeWithoutTheirComments() {
        file("CMakeLists.txt", "# project(old)\nproject(shop CXX)\nadd_subdirectory(tests)\nadd_subdirectory(src)\n");
        file("tests/CMakeLists.txt", "add_executable(unit x.cc)\n");
        file("src/CMakeLists.txt", "add_executable(${PROJECT_NAME} main.cc)\n");
        assertThat(proposed().name()).hasToString("shop");
        assertThat(proposed().source().artifact()).contains(Path.of("build/src/shop"));

        file(
                "CMakeLists.txt",
                "project(shop C)\nset(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)\nadd_subdirectory(src)\n");
        assertThat(proposed().source().artifact()).contains(Path.of("build/bin/shop"));
        remove("CMakeLists.txt");

        file("Makefile", "all:\n");
        file("main.c", "");
        assertThat(proposed().source().recipe()).isEqualTo(new Recipe.Template("cpp"));
    }

    @Test
    void tellsAServerThatSendsPagesFromPagesAlone() {
        for (String start : new String[] {"A=b tsx server/index.ts", "remix-serve ./build/server/index.js"}) {
            file(
                    "package.json",
                    "{\"scripts\": {\"start\": \"" + start + "\"}, \"devDependencies\": {\"vite\": \"7\"}}");
            assertThat(proposed().source().recipe()).as(start).isEqualTo(new Recipe.Template("node"));
            assertThat(Proposal.inspect(folder)).contains("which file starts the program could not be told");
        }
        for (String start : new String[] {"vite", "react-scripts start", "npx serve dist"}) {
            file(
                    "package.json",
                    "{\"scripts\": {\"start\": \"" + start + "\"}, \"devDependencies\": {\"vite\": \"7\"}}");
            assertThat(proposed().source().recipe()).as(start).isEqualTo(new Recipe.Template("static"));
        }
        file(
                "package.json",
                "{\"devDependencies\": {\"@sveltejs/kit\": \"2\", \"vite\": \"7\", \"@sveltejs/adapter-node\": \"5\"}}");
        assertThat(proposed().source().args()).containsEntry("main", "build/index.js");

        file(
                "package.json",
                "{\"devDependencies\": {\"@sveltejs/kit\": \"2\", \"vite\": \"7\", \"@sveltejs/adapter-static\": \"3\"}}");
        assertThat(proposed().source().args()).containsEntry("site", "build");
    }

    @Test
    void knowsTheFoldersThatBuildsOfNodeLeave() {
        file("package.json", "{\"scripts\": {\"build\": \"x\", \"start\": \"node .output/server/index.mjs\"}}");
        assertThat(proposed().source().args()).containsEntry("main", ".output/server/index.mjs");

        file("package.json", "{\"scripts\": {\"build\": \"x\", \"start\": \"node build\"}}");
        assertThat(proposed().source().args()).containsEntry("main", "build/index.js");

        file("package.json", "{\"scripts\": {\"build\": \"vite build\"}, \"devDependencies\": {\"vite\": \"7\"}}");
        file("vite.config.ts", "export default defineConfig({build: {outDir: './public/app'}})");
        assertThat(proposed().source().args()).containsEntry("site", "public/app");
    }

    @Test
    void saysWhichOptionsOfNodeTheTemplateDoesNotGive() {
        file("package.json", "{\"scripts\": {\"start\": \"node --env-file .env -r ./trace.js src/a.js -v\"}}");
        assertThat(proposed().source().args()).containsEntry("main", "src/a.js");
        assertThat(Proposal.inspect(folder))
                .contains("# npm start gives node more: --env-file .env -r ./trace.js; env");

        file("package.json", "{\"scripts\": {\"start\": \"nodemon src/a.js\"}}");
        assertThat(proposed().source().args()).containsEntry("main", "src/a.js");
        for (String start :
                new String[] {"nodemon -w src a.js", "nodemon --exec ts-node a.ts", "node", "node .", "node --x"}) {
            file("package.json", "{\"scripts\": {\"start\": \"" + start + "\"}}");
            assertThat(proposed().source().args()).as(start).isEmpty();
        }
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
    void readsOfAPackageItsOwnKeysAlone() {
        file(
                "package.json",
                "{\t\"author\": {\"name\": \"Jane\"},\n\t\"config\": {\"start\": \"node old.js\"},\n\t\"name\": \"@acme/shop\","
                        + "\"scripts\": {\"start\": \"node new.js\"}}");
        assertThat(proposed().name()).hasToString("shop");
        assertThat(proposed().source().args()).containsEntry("main", "new.js");
    }

    @Test
    void findsTheProgramOfAWorkspaceOfNode() {
        file("package.json", "{\"name\": \"mono\", \"workspaces\": [\"./packages/*\", \"tool\"]}");
        file("package-lock.json", "{}");
        file("packages/lib/package.json", "{\"main\": \"index.js\"}");
        file("packages/api/package.json", "{\"scripts\": {\"build\": \"tsc\", \"start\": \"node dist/index.js\"}}");
        assertThat(proposed().source().args()).containsEntry("main", "packages/api/dist/index.js");
        assertThat(proposed().source().command())
                .contains("npm ci && npm run build --workspaces --if-present && npm prune --omit=dev");

        // npm would leave its packages in the workspace's own folder, and the image would lack them.
        assertThat(Proposal.inspect(folder.resolve("packages/api"))).contains("better: paas init ../..\n");

        file("tool/package.json", "{\"scripts\": {\"start\": \"node tool.js\"}}");
        assertThat(proposed().source().args()).isEmpty();
        assertThat(Proposal.inspect(folder)).contains("there are several programs, in packages/api, tool\n");
        remove("tool/package.json");

        file("package.json", "{\"name\": \"mono\", \"scripts\": {\"build\": \"pnpm -r build\"}}");
        file("pnpm-workspace.yaml", "packages:\n  - packages/**\n");
        file("pnpm-lock.yaml", "");
        assertThat(proposed().source().args()).containsEntry("main", "packages/api/dist/index.js");
        assertThat(proposed().source().command().orElseThrow())
                .endsWith(" && pnpm run build && CI=true pnpm install --frozen-lockfile --prod");
    }

    @Test
    void findsGoProgramsAnywhereAndSaysWhereThereIsNone() {
        file("go.mod", "module example.com/acme/shop // sells\n");
        file("gen.go", "//go:build ignore\n\npackage main\n");
        file("magefile.go", "//go:build mage\n// +build mage\n\npackage main\n");
        file("tools/lint/main.go", "package main\n");
        assertThat(Proposal.inspect(folder)).contains("# no package main was found");

        file("services/shop/server/serve.go", "//go:build linux\n\npackage main\n");
        assertThat(proposed().source().command().orElseThrow()).endsWith(" ./services/shop/server");
        assertThat(Proposal.inspect(folder)).doesNotContain("package main", "several");
        assertThat(proposed().name()).hasToString("shop");

        file("worker/main.go", "package main\n");
        file("other/go.mod", "module other\n");
        file("other/main.go", "package main\n");
        assertThat(Proposal.inspect(folder))
                .contains("# there are several programs: ./services/shop/server, ./worker\n");
    }

    @Test
    void knowsWhatMavenPutsBehindTheNameOfAJarThatCanBeStarted() {
        for (String[] plugin : new String[][] {
            {"spring-boot-maven-plugin", "<classifier>exec</classifier>", "-exec.jar"},
            {"maven-shade-plugin", "<shadedArtifactAttached>true</shadedArtifactAttached>", "-shaded.jar"},
            {"maven-shade-plugin", "<shadedClassifierName>all</shadedClassifierName>", ".jar"},
            {
                "maven-assembly-plugin",
                "<descriptorRef>jar-with-dependencies</descriptorRef>",
                "-jar-with-dependencies.jar"
            },
            {
                "maven-assembly-plugin",
                "<descriptorRef>jar-with-dependencies</descriptorRef><appendAssemblyId>false</appendAssemblyId>",
                ".jar"
            }
        }) {
            file(
                    "pom.xml",
                    "<project><artifactId>shop</artifactId><version>1</version><build><plugins><plugin><artifactId>other</artifactId>"
                            + "<classifier>no</classifier></plugin><plugin><artifactId>" + plugin[0]
                            + "</artifactId><configuration>" + plugin[1]
                            + "</configuration></plugin></plugins></build></project>");
            assertThat(proposed().source().artifact()).contains(Path.of("target/shop-1" + plugin[2]));
            assertThat(Proposal.inspect(folder)).doesNotContain("guess");
        }
        file("pom.xml", "<project><artifactId>shop</artifactId><version>1</version></project>");
        assertThat(Proposal.inspect(folder)).contains("# artifact is a guess: ");
    }

    @Test
    void knowsTheNameThatGradleGivesAJarOrSaysThatItGuesses() {
        file("settings.gradle.kts", "rootProject.name = \"shop\"\n");
        file(
                "build.gradle.kts",
                "plugins { id(\"org.springframework.boot\") }\ntasks.bootJar { archiveFileName.set(\"app.jar\") }\n");
        assertThat(proposed().source().artifact()).contains(Path.of("build/libs/app.jar"));
        assertThat(Proposal.inspect(folder)).doesNotContain("guess");

        file("build.gradle.kts", "plugins { id(\"io.ktor.plugin\") version \"3.0.0\" }\n");
        assertThat(proposed().source().artifact()).contains(Path.of("build/libs/shop-all.jar"));

        for (String build : new String[] {
            "plugins { application }\n",
            "plugins { id(\"org.springframework.boot\") }\ntasks.bootJar { archiveClassifier.set(\"boot\") }\n"
        }) {
            file("build.gradle.kts", build);
            assertThat(Proposal.inspect(folder)).contains("# artifact is a guess: ");
        }
    }

    @Test
    void asksAnOlderQuarkusForOneJarInItsOwnWords() {
        for (String version : new String[] {"2.16.12.Final", "3.8.6"}) {
            file(
                    "pom.xml",
                    "<project><artifactId>shop</artifactId><version>1</version><properties><quarkus.platform.version>"
                            + version
                            + "</quarkus.platform.version></properties><plugin><artifactId>quarkus-maven-plugin</artifactId></plugin></project>");
            assertThat(proposed().source().command()).contains("mvn -q -B package -Dquarkus.package.type=uber-jar");
        }
        remove("pom.xml");

        file("build.gradle", "plugins { id 'io.quarkus' }\n");
        file("gradle.properties", "quarkusPlatformVersion=3.10.0\n");
        assertThat(proposed().source().command()).contains("gradle -q build -Dquarkus.package.jar.type=uber-jar");

        file("gradle.properties", "quarkusPlatformVersion=3.2.9.Final\n");
        assertThat(proposed().source().command()).contains("gradle -q build -Dquarkus.package.type=uber-jar");
    }

    @Test
    void runsSymfonyAsInProduction() {
        file("composer.json", "{\"require\": {\"symfony/framework-bundle\": \"7.2.*\"}}");
        file("public/index.php", "<?php");
        assertThat(proposed().source().command()).contains("APP_ENV=prod composer install --no-dev --no-interaction");
        assertThat(Proposal.inspect(folder)).contains("\nenv: {APP_ENV: prod}\n");

        file("composer.json", "{\"require\": {\"slim/slim\": \"4.*\"}}");
        assertThat(Proposal.inspect(folder)).doesNotContain("APP_ENV");
    }

    @Test
    void saysThatTheProgramOfACppProjectIsAGuess() {
        file("CMakeLists.txt", "project(shop CXX)\nset(target shop-server)\nadd_executable(${target} main.cc)\n");
        assertThat(Proposal.inspect(folder)).contains("  artifact: build/shop\n  # artifact is a guess");
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

    private App proposed() {
        return SpecReader.app("paas.yaml", Proposal.inspect(folder));
    }

    private static Optional<Check> readiness(App app) {
        return app.defaults().health().readiness().map(probe -> probe.check());
    }

    private void file(String name, String text) {
        try {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void remove(String name) {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
