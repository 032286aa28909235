package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.port.Cluster.ForeignVariable;
import java.util.Locale;

/** Says what a deploy leaves as somebody else made it. The value stays out, it may be a secret. */
final class LeftToOthers {
    private LeftToOthers() {}

    static String words(KubeObject object, ForeignVariable variable) {
        return object + ": variable " + variable.name() + " of container " + variable.container()
                + " is not in paas.yaml; it belongs to field manager \"" + variable.owner()
                + "\" and stays. Put it into paas.yaml, or take it away: kubectl set env "
                + object.kind().toLowerCase(Locale.ROOT) + "/" + object.name() + " -c " + variable.container() + " "
                + variable.name() + "-";
    }
}
