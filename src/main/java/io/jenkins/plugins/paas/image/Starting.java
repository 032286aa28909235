package io.jenkins.plugins.paas.image;

import java.util.List;
import java.util.Optional;

/** How the App of a template is started: by our {@code init} where the base has a shell for it, else by itself. */
final class Starting {
    private final Shells shells;

    Starting(Shells shells) {
        this.shells = shells;
    }

    /** The plan, without our script as entry point where nothing could run it. */
    ImagePlan withAShellOnly(ImagePlan plan, OpenedImages images) {
        Optional<List<String>> entrypoint = plan.config().entrypoint();
        boolean ours = entrypoint
                .filter(words -> words.size() > 1 && words.get(0).equals(Outfit.INIT))
                .isPresent();
        if (!ours || plan.base().filter(base -> shells.in(images.base(base))).isPresent()) {
            return plan;
        }
        List<String> words = entrypoint.orElseThrow();
        String base = plan.base().orElse("scratch");
        return plan.configured(plan.config().startedBy(words.subList(1, words.size())))
                .noted(
                        List.of(
                                new Note(
                                        "W_NO_SHELL",
                                        "the base " + base + " has no /bin/sh, so " + words.get(1)
                                                + " is started without "
                                                + Outfit.INIT
                                                + ": outside of our pods, sizes do not follow the limits; take a base with a shell for that")));
    }
}
