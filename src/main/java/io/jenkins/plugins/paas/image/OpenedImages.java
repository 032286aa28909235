package io.jenkins.plugins.paas.image;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Images that were opened for one plan, so that none is asked for twice. */
final class OpenedImages implements Images {
    private final Images images;
    private final Map<String, BaseImage> byWord = new HashMap<>();
    private final Map<String, BaseImage> byName = new HashMap<>();

    OpenedImages(Images images) {
        this.images = images;
    }

    @Override
    public BaseImage open(String name) {
        BaseImage known = byWord.get(name);
        if (known != null) {
            return known;
        }
        BaseImage opened = images.open(name);
        byWord.put(name, opened);
        byName.put(opened.name(), opened);
        return opened;
    }

    /** What {@code ONBUILD} says in any of them. */
    List<String> triggers() {
        return byName.values().stream()
                .flatMap(image -> image.config().onBuild().stream())
                .toList();
    }

    /** One that a plan is built on. */
    BaseImage base(String name) {
        BaseImage known = byName.get(name);
        return known != null ? known : open(name);
    }
}
