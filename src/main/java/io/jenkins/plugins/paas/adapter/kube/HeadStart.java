package io.jenkins.plugins.paas.adapter.kube;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * A connection that is opened before anybody asks for it. Most of a short command is the JVM's first TLS handshake; on a
 * second core it is done while the command's words and files are read.
 */
public final class HeadStart {
    /** Nothing is opened before it is asked for. */
    public static final HeadStart NONE = new HeadStart(CompletableFuture.completedFuture(Optional.empty()));

    private final CompletableFuture<Optional<Server>> server;
    private final AtomicBoolean taken = new AtomicBoolean();

    private HeadStart(CompletableFuture<Optional<Server>> server) {
        this.server = server;
    }

    /**
     * Begins, in the background. Whatever fails is met again, and told, by whoever connects in earnest. No credential plugin
     * is run, for it may ask a person something: of such a cluster only the classes are loaded.
     *
     * @param environment the process's variables, as {@link KubeClusters} takes them
     * @param context finds the kubeconfig context, in the background, too
     */
    public static HeadStart to(Map<String, String> environment, Supplier<Optional<String>> context) {
        CompletableFuture<Optional<Server>> server = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    Optional<Server> found = find(environment, context);
                    server.complete(found);
                    found.ifPresentOrElse(Server::greet, new WarmUp());
                },
                "kube-head-start");
        thread.setDaemon(true);
        thread.start();
        // Whoever starts it has time: in the end he waits for it.
        TlsClasses.protocols();
        return new HeadStart(server);
    }

    private static Optional<Server> find(Map<String, String> environment, Supplier<Optional<String>> context) {
        try {
            return context.get()
                    .map(name -> Accesses.of(name, environment))
                    .filter(access -> access.signIn().atHand())
                    .map(Server::new);
        } catch (RuntimeException e) {
            Logger.getLogger(HeadStart.class.getName()).log(Level.FINE, "no connection was opened in advance", e);
            return Optional.empty();
        }
    }

    /** The way to a cluster, once, if it is the one that was expected; it may still be opening. Whoever takes it closes it. */
    Optional<Server> towards(String context) {
        if (this != NONE) {
            TlsClasses.authorities();
        }
        return server.join()
                .filter(found -> found.access().context().equals(context))
                .filter(found -> taken.compareAndSet(false, true));
    }
}
