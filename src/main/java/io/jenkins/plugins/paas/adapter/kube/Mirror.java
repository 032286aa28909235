package io.jenkins.plugins.paas.adapter.kube;

import io.jenkins.plugins.paas.codec.Json;
import io.jenkins.plugins.paas.model.PaasException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a view of each object of a collection up to date: LIST once, then WATCH from there; a watch that ends is opened
 * again where it stopped. Everything is listed anew when the server has forgotten that place (410 Gone), and where watches
 * are refused or stay silent, as behind a proxy that holds answers back.
 *
 * @param <V> what is kept of an object
 * @see <a href="https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes">Efficient
 *     detection of changes</a>
 */
final class Mirror<V> implements AutoCloseable {
    /** Where a mirror begins that has listed nothing yet. */
    static final String NOWHERE = "";

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    /** After so many watches in a row that told nothing we look for ourselves: where none is let through, that is all there is. */
    private static final int TOLD_NOTHING = 3;

    /** The server sends a bookmark about each minute; twice that without a word means that the connection is dead. */
    private static final Duration SILENCE = Duration.ofSeconds(150);

    private final KubeApi api;
    private final KubePath path;
    private final Function<Tree, Optional<V>> view;
    private final Runnable onChange;
    private final Map<String, V> kept = new HashMap<>();
    private String version = NOWHERE;
    private @Nullable Lines open;
    private int failures;
    /** Watches in a row that were answered and told nothing. */
    private int mute;

    private volatile long heardAt;
    private volatile boolean closed;

    /**
     * A mirror that does nothing yet.
     *
     * @param view what to keep of an object; nothing for one that does not matter
     * @param onChange called after each change, by several threads; must return soon
     */
    Mirror(KubeApi api, KubePath path, Function<Tree, Optional<V>> view, Runnable onChange) {
        this.api = api;
        this.path = path;
        this.view = view;
        this.onChange = onChange;
    }

    /**
     * Lists all objects.
     *
     * @throws PaasException as {@link KubeApi#listing}
     */
    void list() {
        Map<String, V> found = new HashMap<>();
        Tree metadata = Listing.pages(
                api,
                path,
                object -> view.apply(object)
                        .ifPresent(each -> found.put(object.at("metadata").text("uid"), each)));
        synchronized (this) {
            kept.clear();
            kept.putAll(found);
            version = metadata.text("resourceVersion");
        }
    }

    /** Takes what is there at a version as if there were nothing: only what comes later will be kept. */
    synchronized void skipTo(String at) {
        version = at;
    }

    /** Follows the changes since {@link #list} or {@link #skipTo}, until closed. */
    void follow() {
        Lines lines;
        String from;
        synchronized (this) {
            if (closed) {
                return;
            }
            Lines[] self = new Lines[1];
            lines = new Lines(this::told, error -> ended(self[0]));
            self[0] = lines;
            open = lines;
            from = version;
        }
        heardAt = System.nanoTime();
        // The server ends a watch after this time; spread, so that not all are opened again at once.
        int seconds = ThreadLocalRandom.current().nextInt(300, 600);
        KubePath watch = path.with("watch", "true")
                .with("allowWatchBookmarks", "true")
                .with("resourceVersion", from)
                .with("timeoutSeconds", Integer.toString(seconds));
        CompletableFuture<Answer> head;
        SignIn.Credentials shown;
        try {
            shown = api.requests().server().access().signIn().credentials();
            head = api.requests().stream("watch", watch, lines);
        } catch (PaasException e) {
            again(lines, false);
            return;
        }
        var unused = head.whenComplete((answer, error) -> {
            if (error != null) {
                api.requests().lost(error);
                again(lines, false);
                return;
            }
            answered();
            if (answer.is(410)) {
                again(lines, true);
            } else if (!answer.good()) {
                if (answer.is(401)) {
                    renewSignIn(shown);
                }
                again(lines, false);
            }
        });
        watchForSilence(lines, SILENCE);
    }

    private synchronized void answered() {
        mute++;
    }

    private void renewSignIn(SignIn.Credentials refused) {
        try {
            api.requests().server().renewSignIn(refused);
        } catch (PaasException e) {
            // Whoever sends a request next is told the same; this one is tried again, or nobody would follow any more.
            return;
        }
    }

    private void watchForSilence(Lines lines, Duration in) {
        api.requests().later(in, () -> {
            if (closed || !isOpen(lines)) {
                return;
            }
            Duration quiet = Duration.ofNanos(System.nanoTime() - heardAt);
            if (quiet.compareTo(SILENCE) < 0) {
                watchForSilence(lines, SILENCE.minus(quiet));
                return;
            }
            lines.close();
            api.requests().server().renewConnection();
            again(lines, true);
        });
    }

    private synchronized boolean isOpen(Lines lines) {
        return open == lines;
    }

    private void ended(Lines lines) {
        again(lines, false);
    }

    /** Opens the next watch in place of one that ended; after failures not at once. */
    private void again(Lines ended, boolean anew) {
        Duration pause;
        synchronized (this) {
            if (closed || open != ended) {
                return;
            }
            open = null;
            long millis = failures == 0 ? 0 : Math.min(LONGEST_PAUSE.toMillis(), 25L << Math.min(failures, 8));
            failures++;
            pause = Duration.ofMillis(millis);
            if (anew || mute > TOLD_NOTHING) {
                version = NOWHERE;
            }
        }
        ended.close();
        api.requests().later(pause, this::resume);
    }

    /** Follows from where it stands, which at first is a new list; what fails is tried again in time. */
    void resume() {
        try {
            boolean forgotten;
            synchronized (this) {
                if (closed) {
                    return;
                }
                forgotten = version.equals(NOWHERE);
            }
            if (forgotten) {
                list();
                onChange.run();
            }
            follow();
        } catch (PaasException e) {
            if (!closed) {
                api.requests().later(LONGEST_PAUSE, this::resume);
            }
        }
    }

    private void told(String line) {
        heardAt = System.nanoTime();
        Tree event = Tree.of(Json.read("a change of " + path.qualified(), line));
        Tree object = event.at("object");
        boolean changed;
        synchronized (this) {
            if (closed) {
                return;
            }
            changed = take(event.text("type"), object);
        }
        if (changed) {
            onChange.run();
        }
    }

    private boolean take(String type, Tree object) {
        if (type.equals("ERROR")) {
            if (object.number("code") == 410) {
                // What happened since then is forgotten: the next watch needs a new beginning.
                version = NOWHERE;
            }
            Lines now = open;
            if (now != null) {
                api.requests().later(Duration.ZERO, () -> again(now, false));
            }
            return false;
        }
        failures = 0;
        mute = 0;
        Tree metadata = object.at("metadata");
        metadata.find("resourceVersion").ifPresent(now -> version = now);
        if (type.equals("BOOKMARK")) {
            return false;
        }
        String uid = metadata.text("uid");
        Optional<V> next = type.equals("DELETED") ? Optional.empty() : view.apply(object);
        if (next.isEmpty()) {
            return kept.remove(uid) != null;
        }
        return !next.get().equals(kept.put(uid, next.get()));
    }

    /** What is there now. */
    synchronized Collection<V> all() {
        return new ArrayList<>(kept.values());
    }

    /** The same, by {@code metadata.uid}. */
    synchronized Map<String, V> byUid() {
        return new HashMap<>(kept);
    }

    /** Forgets some of what is kept, where more comes than can be used. */
    synchronized void forget(List<String> uids) {
        uids.forEach(kept::remove);
    }

    @Override
    public void close() {
        Lines last;
        synchronized (this) {
            closed = true;
            last = open;
            open = null;
        }
        if (last != null) {
            last.close();
        }
    }
}
