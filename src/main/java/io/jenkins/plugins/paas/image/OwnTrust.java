package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.BuildSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files with certificate authorities that an App brings along. */
public final class OwnTrust {
    private OwnTrust() {}

    /**
     * Looks at them as far as one can before a build. A file that the App's build command makes is not missed, and a root that is
     * named is not looked for: the machine that builds may know others than this one.
     *
     * @param folder the App's folder
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_TRUST_FILE}, {@code E_TRUST_CERTIFICATE}, {@code
     *     E_OUTSIDE_CONTEXT} for everything that is wrong
     */
    public static void check(Path folder, BuildSpec build) {
        Problems problems = new Problems();
        for (TrustEntry entry : TrustEntry.all(build.trust(), folder)) {
            entry.file()
                    .filter(file -> build.command().isEmpty() || Files.exists(file))
                    .ifPresent(file -> problems.attempt(() -> {
                        List<TrustEntry.Placed> unused = entry.read(file);
                    }));
        }
        problems.refuse();
    }
}
