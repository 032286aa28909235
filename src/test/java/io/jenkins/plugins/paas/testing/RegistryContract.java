package io.jenkins.plugins.paas.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.paas.model.Digest;
import io.jenkins.plugins.paas.model.ImageRef;
import io.jenkins.plugins.paas.model.PaasException;
import io.jenkins.plugins.paas.model.Repository;
import io.jenkins.plugins.paas.port.Registry;
import org.junit.jupiter.api.Test;

/** What every {@link Registry} does. */
public abstract class RegistryContract {
    /** The registry under test. */
    protected abstract Registry registry() throws Exception;

    /** A repository that nothing was ever pushed to, new for each name. */
    protected abstract Repository repository(String name);

    /**
     * Pushes an image.
     *
     * @param content images of one content have one digest
     */
    protected abstract Digest push(ImageRef to, String content) throws Exception;

    @Test
    protected void resolvesATagToTheDigestThatWasPushed() throws Exception {
        ImageRef image = ImageRef.tagged(repository("app"), "1-1-0123456789ab");
        Digest digest = push(image, "one");
        assertThat(registry().resolve(image)).contains(digest);
        assertThat(registry().resolve(image.pinned(digest))).contains(digest);
    }

    @Test
    protected void knowsNothingOfATagThatIsNotThere() throws Exception {
        Repository repository = repository("app");
        push(ImageRef.tagged(repository, "1-1-0123456789ab"), "one");
        assertThat(registry().resolve(ImageRef.tagged(repository, "2-1-0123456789ab")))
                .isEmpty();
    }

    @Test
    protected void knowsNothingOfARepositoryThatIsNotThere() throws Exception {
        Repository repository = repository("nothing");
        assertThat(registry().resolve(ImageRef.tagged(repository, "1-1-0123456789ab")))
                .isEmpty();
        assertThat(registry().tags(repository)).isEmpty();
    }

    @Test
    protected void knowsNoLabelsOfAnImageThatIsNotThere() throws Exception {
        Repository repository = repository("app");
        push(ImageRef.tagged(repository, "1-1-0123456789ab"), "one");
        assertThat(registry().labels(ImageRef.tagged(repository, "2-1-0123456789ab")))
                .isEmpty();
    }

    @Test
    protected void listsAllTags() throws Exception {
        Repository repository = repository("app");
        push(ImageRef.tagged(repository, "1-1-0123456789ab"), "one");
        push(ImageRef.tagged(repository, "2-1-0123456789ab"), "two");
        assertThat(registry().tags(repository)).containsExactlyInAnyOrder("1-1-0123456789ab", "2-1-0123456789ab");
    }

    @Test
    protected void givesAnImageAnotherTagInItsRepository() throws Exception {
        Repository repository = repository("app");
        ImageRef from = ImageRef.tagged(repository, "1-1-0123456789ab");
        Digest digest = push(from, "one");
        ImageRef to = ImageRef.tagged(repository, "1-2-0123456789ab");
        registry().copy(from.pinned(digest), to);
        assertThat(registry().resolve(to)).contains(digest);
        assertThat(registry().resolve(from)).contains(digest);
    }

    @Test
    protected void copiesAnImageToAnotherRepositoryWithTheSameDigest() throws Exception {
        ImageRef from = ImageRef.tagged(repository("app"), "1-1-0123456789ab");
        Digest digest = push(from, "one");
        ImageRef to = ImageRef.tagged(repository("other"), "1-2-0123456789ab");
        registry().copy(from.pinned(digest), to);
        assertThat(registry().resolve(to)).contains(digest);
    }

    @Test
    protected void copiesTheSameImageTwiceWithoutHarm() throws Exception {
        ImageRef from = ImageRef.tagged(repository("app"), "1-1-0123456789ab");
        Digest digest = push(from, "one");
        ImageRef to = ImageRef.tagged(repository("other"), "1-2-0123456789ab");
        registry().copy(from.pinned(digest), to);
        registry().copy(from.pinned(digest), to);
        assertThat(registry().tags(to.repository())).containsExactly("1-2-0123456789ab");
    }

    @Test
    protected void movesATagToAnotherImage() throws Exception {
        ImageRef image = ImageRef.tagged(repository("app"), "1-1-0123456789ab");
        push(image, "one");
        Digest second = push(image, "two");
        assertThat(registry().resolve(image)).contains(second);
    }

    @Test
    protected void refusesToCopyAnImageThatIsNotThere() throws Exception {
        Repository repository = repository("app");
        Digest unknown = new Digest("sha256:" + "0".repeat(64));
        ImageRef from = ImageRef.tagged(repository, "1-1-0123456789ab").pinned(unknown);
        Registry registry = registry();
        assertThatThrownBy(() -> registry.copy(from, ImageRef.tagged(repository, "1-2-0123456789ab")))
                .isInstanceOfSatisfying(
                        PaasException.class,
                        failure -> assertThat(failure.code()).isEqualTo("E_IMAGE_UNKNOWN"));
    }

    @Test
    protected void letsUsInWhereWeMayRead() throws Exception {
        registry().check(repository("app"));
    }
}
