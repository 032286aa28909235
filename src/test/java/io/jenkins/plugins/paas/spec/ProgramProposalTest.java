package io.jenkins.plugins.paas.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.BuildSpec.Recipe;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What is proposed for programs in Go and C++, and for PHP. */
class ProgramProposalTest extends MadeUpRepository {
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
    void findsTheProgramOfACppProject() {
        file("CMakeLists.txt", "project(shop CXX)\nadd_executable(shop-server main.cc)\n");
        assertThat(proposed().source().artifact()).contains(Path.of("build/shop-server"));
        remove("CMakeLists.txt");

        file("Makefile", "all: build/shop\n\nbuild/shop: main.cc\n");
        file("main.cc", "");
        assertThat(proposed().source().artifact()).contains(Path.of("build/shop"));
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
}
