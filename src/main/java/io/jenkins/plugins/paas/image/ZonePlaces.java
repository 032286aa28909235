package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.zone.ZoneRulesProvider;
import java.util.List;

/**
 * Local time in an image: the rules of its zones where every system looks for them, and the link that says which one is the
 * local one. Java and Node.js take the zone's name from where the link leads.
 */
final class ZonePlaces {
    private static final String ZONES = "/usr/share/zoneinfo/";
    private static final String RULES = "rules";
    private static final int MODE = 0644;

    private final StageFolder stage;
    private final Location at = new Location("timeZone", 1, 1);

    ZonePlaces(StageFolder stage) {
        this.stage = stage;
    }

    /**
     * The layer with them. No base is looked into: these folders are everywhere what they are called, and belong to root.
     *
     * @param zones their names; the first is the local one
     */
    ImagePlan.Layer layer(List<String> zones) {
        Writing writing = new Writing(new ImageFiles("the zones"));
        for (String zone : zones) {
            put(writing, ZONES + zone, new Node.File(MODE, Owner.ROOT, rules(zone)));
        }
        String local = zones.get(0);
        put(writing, "/etc/localtime", new Node.Link(Owner.ROOT, ZONES + local));
        // The name alone, which some programs of Debian read.
        put(writing, "/etc/timezone", new Node.File(MODE, Owner.ROOT, name(local)));
        return writing.layer("zone").orElseThrow();
    }

    private void put(Writing writing, String path, Node node) {
        writing.put(path, node, Owner.ROOT, at);
    }

    /** Made once, since Java looks long for the names of a zone. */
    private Path rules(String zone) {
        // Rules change from year to year; another Java may have others.
        String version = ZoneRulesProvider.getVersions(zone).lastKey();
        List<String> fingerprint =
                List.of("zone-1", zone, version, Runtime.version().toString());
        return kept(() -> stage.fill(
                        fingerprint, folder -> Files.write(folder.resolve(RULES), ZoneFile.of(ZoneId.of(zone))))
                .resolve(RULES));
    }

    private Path name(String zone) {
        return kept(() -> stage.file((zone + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    private interface Keeping {
        Path keep() throws IOException;
    }

    private static Path kept(Keeping keeping) {
        try {
            return keeping.keep();
        } catch (IOException e) {
            throw Failures.unreadable(Path.of("timeZone"), e);
        }
    }
}
