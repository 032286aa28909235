package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.image.ImagePlan.Layer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A stage that was carried out.
 *
 * @param base the image at the bottom of it
 * @param layers laid over that image
 * @param image its settings and files
 * @param args its ARGs, which stages that start from it inherit
 * @param complete whether all of its files are known; where some are not (a RUN made them, or nobody looked), nothing can be said
 *     of files that are missing in it
 */
record BuiltStage(
        Optional<String> base, List<Layer> layers, BaseImage image, Map<String, String> args, boolean complete) {
    /** The beginning of a stage that starts from nothing. */
    static BuiltStage scratch() {
        BaseImage nothing = new BaseImage("scratch", ImageConfig.EMPTY, () -> new ImageFiles("scratch"));
        return new BuiltStage(Optional.empty(), List.of(), nothing, Map.of(), true);
    }

    /** The beginning of a stage that starts from an image. */
    static BuiltStage of(BaseImage image) {
        return new BuiltStage(Optional.of(image.name()), List.of(), image, Map.of(), true);
    }

    /** The same, where nothing is to be said of the image's files. */
    static BuiltStage unknown(BaseImage image) {
        BuiltStage known = of(image.withoutFiles());
        return new BuiltStage(known.base(), known.layers(), known.image(), known.args(), false);
    }

    /** Asks once. */
    static <T> Supplier<T> once(Supplier<T> asked) {
        return new Supplier<>() {
            private Optional<T> answer = Optional.empty();

            @Override
            public T get() {
                if (answer.isEmpty()) {
                    answer = Optional.of(asked.get());
                }
                return answer.get();
            }
        };
    }
}
