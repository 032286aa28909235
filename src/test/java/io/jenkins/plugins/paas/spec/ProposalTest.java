package io.jenkins.plugins.paas.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.App;
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

        file("package.json", "{\"main\": \"app.js\", \"scripts\": {\"start\": \"node src/server.js\"}}");
        assertThat(proposed().source().args()).isEmpty();
        assertThat(proposed().source().command()).contains("npm install --omit=dev");
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
