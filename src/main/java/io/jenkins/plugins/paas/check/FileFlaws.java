package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.check.Judgement.Taking;
import io.jenkins.plugins.paas.check.LayerFacts.Entry;
import io.jenkins.plugins.paas.check.LayerFacts.Kind;
import io.jenkins.plugins.paas.check.LayerFacts.Secret;
import io.jenkins.plugins.paas.model.ImageFlaw;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What is wrong with an image's files. */
final class FileFlaws {
    private static final int SETUID = 06000;
    private static final int BY_ALL = 0002;
    private static final int STICKY = 01000;

    /** Less than that is not worth a word. In bytes. */
    private static final long WORTH = 1 << 20;

    private static final int NAMED = 3;

    private FileFlaws() {}

    static void look(Subject image, Overlay overlay, Taking flaws) {
        List<Subject.Layer> layers = image.layers();
        for (int i = 0; i < layers.size(); i++) {
            Subject.Layer layer = layers.get(i);
            for (Entry entry : layer.facts().entries()) {
                if (overlay.hides(i, entry.path()).isEmpty()) {
                    rights(layer.digest(), entry, flaws);
                }
            }
            for (Secret secret : layer.facts().secrets()) {
                String still = overlay.hides(i, secret.path()).stream()
                        .mapToObj(above -> "; layer "
                                + Evidence.shortened(layers.get(above).digest())
                                + " hides the file, and this one still holds it")
                        .findFirst()
                        .orElse("");
                flaws.take(
                        secret.flaw(),
                        new Evidence(
                                Optional.of(layer.digest()),
                                Optional.of(secret.path()),
                                OptionalInt.of(secret.line()),
                                secret.what() + still));
            }
            hidden(i, layer, overlay, flaws);
        }
    }

    private static void rights(String layer, Entry entry, Taking flaws) {
        if (entry.kind() == Kind.FILE && (entry.mode() & SETUID) != 0) {
            flaws.take(
                    ImageFlaw.SETUID,
                    Evidence.in(layer, entry.path(), "mode " + mode(entry) + ", user " + entry.owner()));
        }
        if (!entry.capabilities().isEmpty()) {
            flaws.take(
                    ImageFlaw.CAPABILITIES, Evidence.in(layer, entry.path(), String.join(", ", entry.capabilities())));
        }
        boolean writable = (entry.mode() & BY_ALL) != 0;
        // In a sticky folder nobody removes what belongs to others.
        boolean shared = entry.kind() == Kind.FOLDER && (entry.mode() & STICKY) != 0;
        if (writable && !shared && (entry.kind() == Kind.FILE || entry.kind() == Kind.FOLDER)) {
            flaws.take(ImageFlaw.WORLD_WRITABLE, Evidence.in(layer, entry.path(), "mode " + mode(entry)));
        }
    }

    private static String mode(Entry entry) {
        return String.format("%04o", entry.mode());
    }

    private static void hidden(int number, Subject.Layer layer, Overlay overlay, Taking flaws) {
        List<Entry> hidden = layer.facts().entries().stream()
                .filter(entry -> entry.size() > 0)
                .filter(entry -> overlay.hides(number, entry.path()).isPresent())
                .sorted(Comparator.comparingLong(Entry::size).reversed())
                .toList();
        long bytes = hidden.stream().mapToLong(Entry::size).sum();
        if (bytes >= WORTH) {
            hidden.stream()
                    .limit(NAMED)
                    .forEach(entry -> flaws.take(
                            ImageFlaw.HIDDEN_FILES,
                            Evidence.in(
                                    layer.digest(),
                                    entry.path(),
                                    Words.bytes(entry.size()) + " of " + Words.bytes(bytes) + " in " + hidden.size()
                                            + " hidden files of this layer")));
        }
    }
}
