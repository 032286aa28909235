package io.jenkins.plugins.paas.codec;

import io.jenkins.plugins.paas.model.AppName;
import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.ClusterName;
import io.jenkins.plugins.paas.model.ImageTag;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.Release;
import java.util.Map;

/** A Release as JSON. */
public final class ReleaseJson {
    private ReleaseJson() {}

    /** The document; equal Releases give equal text. */
    public static String write(Release release) {
        return Json.write(tree(release));
    }

    /** The document's members. */
    public static Map<String, Object> tree(Release release) {
        return Members.document("Release")
                .add("number", release.number())
                .add("app", release.ref().app())
                .add("namespace", release.ref().namespace())
                .add("cluster", release.cluster())
                .add("tag", release.tag())
                .add("image", release.image())
                .add("config", release.config())
                .add("createdAt", release.createdAt())
                .add("createdBy", ActorJson.tree(release.createdBy()))
                .add("plan", release.plan())
                .add("objects", release.objects().stream().map(KubeObject::body).toList())
                .tree();
    }

    /**
     * Reads a document.
     *
     * @param what the object that it lies in, for the failure
     * @param json the document
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_RECORD_UNREADABLE}
     */
    public static Release read(String what, String json) {
        return Fields.document(what, json, ReleaseJson::release);
    }

    static Release release(Fields fields) {
        return new Release(
                fields.whole("number"),
                new AppRef(fields.made("app", AppName::new), fields.made("namespace", Namespace::new)),
                fields.made("cluster", ClusterName::new),
                fields.made(
                        "tag", text -> ImageTag.parse(text).orElseThrow(() -> new IllegalArgumentException("no tag"))),
                fields.made("image", ImageNames::parse),
                fields.optionalSmall("config"),
                fields.objects("objects").stream().map(ReleaseJson::object).toList(),
                fields.time("createdAt"),
                ActorJson.actor(fields.object("createdBy")),
                fields.optionalText("plan"));
    }

    private static KubeObject object(Fields body) {
        return new KubeObject(
                body.text("apiVersion"),
                body.text("kind"),
                body.object("metadata").text("name"),
                body.tree());
    }
}
