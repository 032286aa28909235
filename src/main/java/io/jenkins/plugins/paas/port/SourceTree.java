package io.jenkins.plugins.paas.port;

import io.jenkins.plugins.paas.model.Source;
import java.nio.file.Path;
import java.util.List;

/** Version control. */
public interface SourceTree {
    /**
     * What is checked out.
     *
     * @param folder the App's folder; only changes within it make the commit {@code dirty}
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_NO_COMMIT} when it lies in no repository or that has no
     *     commit
     */
    Source inspect(Path folder);

    /**
     * The commit that a name means.
     *
     * @param folder the App's folder
     * @param revision anything that Git resolves: branch, tag, short id; 12 or more digits need no repository
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_COMMIT_UNKNOWN}
     */
    io.jenkins.plugins.paas.model.CommitId resolve(Path folder, String revision);

    /**
     * What the commit has and the checkout lacks, because nobody fetched it: a sentence for each kind, with what fetches it.
     *
     * @param folder the App's folder; nothing outside it counts
     */
    List<String> unfetched(Path folder);
}
