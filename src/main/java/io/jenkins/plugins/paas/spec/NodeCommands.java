package io.jenkins.plugins.paas.spec;

/**
 * What installs and builds a package of Node.js.
 *
 * @param install for a program that is not built
 * @param build for pages, of which only what was built is kept
 * @param program for a program that is built, and is kept without what only builds it
 */
record NodeCommands(String install, String build, String program) {
    /**
     * By the tool whose lock file is there: the others would install something else.
     *
     * @param workspace whether it has packages of its own below it
     * @param itself whether it has a script that builds it; else those of its packages do
     */
    static NodeCommands of(Checkout checkout, boolean workspace, boolean itself) {
        boolean ofMembers = workspace && !itself;
        if (checkout.has("pnpm-lock.yaml")) {
            String all = "pnpm install --frozen-lockfile";
            String build = all + (ofMembers ? " && pnpm -r run build" : " && pnpm run build");
            // In a workspace pnpm prune looks at the root alone.
            String kept = workspace ? "CI=true " + all + " --prod" : "pnpm prune --prod";
            return new NodeCommands(all + " --prod", build, build + " && " + kept);
        }
        if (checkout.has("yarn.lock")) {
            return checkout.text("yarn.lock").contains("__metadata:") ? yarn(ofMembers) : yarnOne(ofMembers);
        }
        boolean locked = checkout.has("package-lock.json") || checkout.has("npm-shrinkwrap.json");
        String all = locked ? "npm ci" : "npm install";
        String build = all + (ofMembers ? " && npm run build --workspaces --if-present" : " && npm run build");
        return new NodeCommands(all + " --omit=dev", build, build + " && npm prune --omit=dev");
    }

    private static NodeCommands yarn(boolean ofMembers) {
        // Otherwise the packages stay in archives, which node alone does not find.
        String all = "YARN_NODE_LINKER=node-modules yarn install --immutable";
        String build = all + (ofMembers ? " && yarn workspaces foreach -At run build" : " && yarn run build");
        return new NodeCommands(all, build, build);
    }

    private static NodeCommands yarnOne(boolean ofMembers) {
        String all = "yarn install --frozen-lockfile";
        String build = all + (ofMembers ? " && yarn workspaces run build" : " && yarn run build");
        return new NodeCommands(
                all + " --production", build, build + " && " + all + " --production --ignore-scripts --prefer-offline");
    }
}
