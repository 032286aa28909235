package io.jenkins.plugins.paas.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.paas.model.App;
import io.jenkins.plugins.paas.model.BuildSpec.Recipe;
import org.junit.jupiter.api.Test;

/** What is proposed for packages of Node.js, programs and pages. */
class NodeProposalTest extends MadeUpRepository {
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
}
