package io.jenkins.plugins.paas.adapter.kube;

import java.util.Map;
import java.util.function.Consumer;

/** Lists a collection piece by piece, so that a large one is never in memory as a whole. */
final class Listing {
    private static final String PIECE = "500";

    private Listing() {}

    /**
     * Hands out each object.
     *
     * @return the collection's own metadata
     * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks">
     *     Retrieving large results sets in chunks</a>
     */
    static Tree pages(KubeApi api, KubePath path, Consumer<Tree> each) {
        Tree metadata = page(api, path.with("limit", PIECE), each);
        while (!metadata.text("continue").isEmpty()) {
            metadata = page(api, path.with("limit", PIECE).with("continue", metadata.text("continue")), each);
        }
        return metadata;
    }

    /**
     * Asks for no more than one object: whether we may, and that the collection is there.
     *
     * @return the collection's own metadata
     */
    static Tree glance(KubeApi api, KubePath path) {
        return page(api, path.with("limit", "1"), any -> {});
    }

    private static Tree page(KubeApi api, KubePath path, Consumer<Tree> each) {
        Map<String, Object> listing = api.listing(path);
        Tree.of(listing).trees("items").forEach(each);
        return Tree.of(listing).at("metadata");
    }
}
