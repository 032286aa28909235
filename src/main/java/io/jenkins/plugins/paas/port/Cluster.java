package io.jenkins.plugins.paas.port;

import io.jenkins.plugins.paas.model.AppRef;
import io.jenkins.plugins.paas.model.KubeObject;
import io.jenkins.plugins.paas.model.Namespace;
import io.jenkins.plugins.paas.model.Observation;
import io.jenkins.plugins.paas.model.Pace;
import io.jenkins.plugins.paas.model.Pin;
import io.jenkins.plugins.paas.model.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The App's objects in one cluster. */
public interface Cluster {
    /**
     * Makes sure that a namespace is there.
     *
     * @param namespace which one
     * @param create whether to make it when it is missing
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_NAMESPACE_MISSING} when it is not there and not to be
     *     made, {@code E_NAMESPACE_ENDING} when it is being deleted, so that nobody can make it now, {@code E_FORBIDDEN}
     */
    void ensureNamespace(Namespace namespace, boolean create);

    /**
     * Applies objects by server-side apply, in order, as field manager {@code paas}; repeating it changes nothing.
     *
     * <p>Replicas that an autoscaler manages are left alone. Nothing that someone else owns is overwritten.
     *
     * @param namespace where
     * @param objects what; an object's own {@code metadata.namespace} must be this one or missing
     * @param onEach told of each object as it was applied
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_FIELD_CONFLICT} (who owns which field),
     *     {@code E_FORBIDDEN} (which verb on which resource is missing), {@code E_REFUSED} (validation or admission, with the
     *     server's own message), {@code E_CLUSTER_UNREACHABLE}
     */
    void apply(Namespace namespace, List<KubeObject> objects, Consumer<Applied> onEach);

    /**
     * Says what {@link #apply} would be refused for, without changing anything (server-side dry run).
     *
     * @param namespace where; it must exist
     * @param objects what
     * @throws io.jenkins.plugins.paas.model.PaasException as {@link #apply}, with every object's problem at once
     */
    void check(Namespace namespace, List<KubeObject> objects);

    /**
     * Shows what {@link #apply} would make of each object, without changing anything (server-side dry run). What the apply
     * would be refused for is told beside it and not thrown.
     *
     * @param namespace where; it must exist
     * @param objects what
     * @return one for each object, in order
     * @throws io.jenkins.plugins.paas.model.PaasException {@code E_NAMESPACE_MISSING}, {@code E_FORBIDDEN} (to read what lives),
     *     {@code E_CLUSTER_UNREACHABLE}
     */
    List<Preview> preview(Namespace namespace, List<KubeObject> objects);

    /**
     * Deletes objects that an earlier Release had and the present one has not; those that are gone already are no error,
     * those that we do not manage are left alone.
     */
    void delete(Namespace namespace, List<KubeObject> objects);

    /** What the cluster shows of the App now. */
    Observation observe(AppRef app);

    /**
     * Watches the App: tells the first observation at once, then each change within milliseconds. A watch that breaks is
     * renewed by itself; while the API server is away nothing is told.
     *
     * <p>Services and the autoscaler are looked at once, and followed from when the workload is paused, frozen or
     * partitioned: only then does anybody change them, and a plain deploy is spared the requests.
     *
     * @param app which App
     * @param onChange called by one thread at a time; only the newest state matters, states in between may be left out
     * @return ends the watch when closed
     */
    Watch watch(AppRef app, Consumer<Observation> onChange);

    /**
     * The last lines of a container's log.
     *
     * @param app the App
     * @param pod its pod
     * @param container the container in it
     * @param lines how many at most, 1 or more
     * @param previous whether of the run before the present one
     * @return oldest first; empty when there is none (any more)
     */
    List<String> logTail(AppRef app, String pod, String container, int lines, boolean previous);

    /**
     * Follows the log of a container until it ends, the pod goes, or the watch is closed.
     *
     * @param tail how many lines of before to start with
     * @param onLine called for each line, by one thread at a time
     * @param onEnd called once at the end
     */
    Watch followLog(AppRef app, String pod, String container, int tail, Consumer<String> onLine, Runnable onEnd);

    /**
     * Changes how a Deployment goes on, by one merge patch as field manager {@code paas}: the fields are taken from whoever
     * has them, for what was frozen must always be thawed again. One that is gone is no error.
     *
     * @param app its App
     * @param pace its pace from now on; nothing leaves it as it is
     * @param paused {@code spec.paused}
     */
    void reshape(AppRef app, Optional<Pace> pace, boolean paused);

    /**
     * Gives a ReplicaSet of the App another size; one that is gone is no error.
     *
     * @param set its name
     * @param replicas 0 or more
     */
    void scaleSet(AppRef app, String set, int replicas);

    /**
     * Points the App's Service at some of its pods, by one patch of its selector; one that is gone is no error.
     *
     * @param pin what it asks for beside the App's name
     */
    void select(AppRef app, Pin pin);

    /**
     * Keeps the autoscaler of the App's workload, whoever made it, from scaling down, or gives it back its rendered or former
     * behaviour; without an autoscaler nothing happens.
     */
    void holdScaleDown(AppRef app, boolean hold);

    /** Sets the partition of the App's StatefulSet; one that is gone is no error. */
    void partition(AppRef app, int ordinal);

    /** Deletes a pod with its own grace period; one that is gone already is no error. */
    void deletePod(AppRef app, String pod);

    /**
     * One object was applied.
     *
     * @param object which one
     * @param change what happened to it
     * @param template the fingerprint of its pod template as the cluster took it ({@link
     *     io.jenkins.plugins.paas.model.Observation.WorkloadView#template}); nothing for what makes no pods
     * @param foreign variables that others added, which stay
     */
    record Applied(KubeObject object, Change change, Optional<String> template, List<ForeignVariable> foreign) {
        public Applied {
            foreign = List.copyOf(foreign);
        }

        /** Without anything of others. */
        public Applied(KubeObject object, Change change, Optional<String> template) {
            this(object, change, template, List.of());
        }
    }

    /**
     * What an apply would make of an object. Neither {@code live} nor {@code after} has what the server and its controllers
     * keep for themselves: status, managed fields, versions, times.
     *
     * @param object what would be applied
     * @param live the object as it is; nothing where there is none
     * @param after the object as it would be, whoever owns its fields; nothing where it would be refused for another reason
     * @param conflicts fields that others own and that would have to change: the apply would be refused for them
     * @param refused what else it would be refused for
     * @param foreign variables that others added, which would stay
     */
    record Preview(
            KubeObject object,
            Optional<KubeObject> live,
            Optional<KubeObject> after,
            List<Conflict> conflicts,
            List<Problem> refused,
            List<ForeignVariable> foreign) {
        public Preview {
            conflicts = List.copyOf(conflicts);
            refused = List.copyOf(refused);
            foreign = List.copyOf(foreign);
        }

        /** Without anything of others. */
        public Preview(
                KubeObject object,
                Optional<KubeObject> live,
                Optional<KubeObject> after,
                List<Conflict> conflicts,
                List<Problem> refused) {
            this(object, live, after, conflicts, refused, List.of());
        }
    }

    /**
     * A field that somebody else owns.
     *
     * @param path as the API server writes it, such as {@code .spec.replicas}
     * @param owner the field manager
     */
    record Conflict(String path, String owner) {}

    /**
     * A variable of one of our containers that the applied object does not have and somebody else does, as after {@code
     * kubectl set env}: an apply leaves it.
     *
     * @param container the container's name
     * @param name the variable's name
     * @param owner the field manager
     */
    record ForeignVariable(String container, String name, String owner) {}

    /** What an apply did. */
    enum Change {
        CREATED,
        CHANGED,
        UNCHANGED
    }

    /** Something that goes on until it is closed. Closing twice is harmless. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
