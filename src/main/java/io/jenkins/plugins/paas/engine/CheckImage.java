package io.jenkins.plugins.paas.engine;

import io.jenkins.plugins.paas.check.FactsJson;
import io.jenkins.plugins.paas.check.Judgement;
import io.jenkins.plugins.paas.check.LayerFacts;
import io.jenkins.plugins.paas.check.LayerInspection;
import io.jenkins.plugins.paas.check.Subject;
import io.jenkins.plugins.paas.check.Verdict;
import io.jenkins.plugins.paas.model.ImagePolicy;
import io.jenkins.plugins.paas.port.BillOfMaterials;
import io.jenkins.plugins.paas.port.Event;
import io.jenkins.plugins.paas.port.ImageContents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Looks into an image, layer by layer as they come in, and judges it. What a layer holds is found out once on each machine. */
public final class CheckImage {
    private final Ports ports;
    private final Session session;

    CheckImage(Ports ports, Session session) {
        this.ports = ports;
        this.session = session;
    }

    /**
     * What to check.
     *
     * @param source where the image is
     * @param policy what is wanted of it
     * @param loose the bases that its files name without a digest, with the place; empty where that is not known
     * @param bill whether to write down what it consists of
     */
    public record Request(ImageContents.Source source, ImagePolicy policy, List<String> loose, boolean bill) {
        public Request {
            loose = List.copyOf(loose);
        }
    }

    /**
     * What came of it.
     *
     * @param image the image's name
     * @param digest its digest, when it has one
     * @param verdict what is wrong, and what is in it
     * @param bill what it consists of, when that was asked for
     */
    public record Result(String image, Optional<String> digest, Verdict verdict, Optional<String> bill) {}

    /**
     * Checks an image; findings are no failure.
     *
     * @throws io.jenkins.plugins.paas.model.PaasException as {@link ImageContents#open} and {@link ImageContents.Layer#read}
     */
    public Result run(Request request) {
        String what = "looking into " + request.source();
        Instant began = session.clock().instant();
        session.events().emit(new Event.Started(what));
        ImageContents contents = ports.contents().get();
        ImageContents.Opened image = contents.open(request.source());
        List<Subject.Layer> layers = new ArrayList<>();
        long total =
                image.layers().stream().mapToLong(ImageContents.Layer::size).sum();
        long done = 0;
        for (ImageContents.Layer layer : image.layers()) {
            layers.add(new Subject.Layer(layer.digest(), layer.size(), facts(contents, layer)));
            done += layer.size();
            session.events().emit(new Event.Progress(what, done, total, "bytes"));
        }
        Verdict verdict =
                Judgement.of(new Subject(image.config(), image.history(), layers, request.loose()), request.policy());
        session.events()
                .emit(new Event.Finished(
                        what,
                        words(verdict),
                        Duration.between(began, session.clock().instant())));
        return new Result(
                request.source().toString(),
                image.digest(),
                verdict,
                request.bill() ? Optional.of(bill(request, image, verdict)) : Optional.empty());
    }

    private static LayerFacts facts(ImageContents contents, ImageContents.Layer layer) {
        return contents.noted(FactsJson.FORMAT, layer.digest())
                .flatMap(FactsJson::read)
                .orElseGet(() -> {
                    LayerFacts facts = layer.read(LayerInspection::of);
                    contents.note(FactsJson.FORMAT, layer.digest(), FactsJson.write(facts));
                    return facts;
                });
    }

    private String bill(Request request, ImageContents.Opened image, Verdict verdict) {
        return ports.bills()
                .get()
                .write(new BillOfMaterials.Bill(
                        request.source().toString(),
                        image.digest(),
                        image.created(),
                        verdict.packages().stream()
                                .map(part -> new BillOfMaterials.Part(part.software(), part.path()))
                                .toList()));
    }

    private static String words(Verdict verdict) {
        int errors = verdict.errors().size();
        int warnings = verdict.findings().size() - errors;
        return errors + (errors == 1 ? " error, " : " errors, ") + warnings
                + (warnings == 1 ? " warning, " : " warnings, ")
                + verdict.packages().size() + " packages";
    }
}
