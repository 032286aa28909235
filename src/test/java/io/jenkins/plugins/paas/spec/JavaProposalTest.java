package io.jenkins.plugins.paas.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.App;
import io.jenkins.plugins.paas.model.BuildSpec.Recipe;
import io.jenkins.plugins.paas.model.Health.Check;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is proposed for projects of Maven and Gradle. */
class JavaProposalTest extends MadeUpRepository {
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
}
