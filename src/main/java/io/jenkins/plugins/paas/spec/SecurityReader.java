package io.jenkins.plugins.paas.spec;

import io.jenkins.plugins.paas.model.RunSpec.ConfigSpec;
import io.jenkins.plugins.paas.model.RunSpec.Security;
import io.jenkins.plugins.paas.model.Volume;
import io.jenkins.plugins.paas.model.Volume.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code security} and looks whether everything has its own place in the container. */
final class SecurityReader {
    /** The largest user or group that Kubernetes takes. */
    private static final long HIGHEST_ID = Integer.MAX_VALUE;

    /** Any group would do that no image gives a meaning; the pod's processes get it as one more. */
    private static final long STORAGE_GROUP = 10_001;

    private static final String TMP = "/tmp";

    private final Problems problems;

    /** What most programs write to: temporary files, and logs if the image has a folder for them. */
    private final List<String> usual;

    SecurityReader(Problems problems, Optional<String> logs) {
        this.problems = problems;
        this.usual = Stream.concat(
                        Stream.of(TMP), logs.map(SecurityReader::plain).filter(SecurityReader::isFolder).stream())
                .distinct()
                .toList();
    }

    /** The same folder written in another way is the same folder. */
    private static String plain(String path) {
        return path.replaceAll("/(?:\\.?/)+", "/").replaceAll("(?<=.)/\\.?$", "");
    }

    private static boolean isFolder(String path) {
        return path.matches("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");
    }

    Security read(Settings run, Optional<ConfigSpec> config, List<Volume> volumes) {
        Settings security = run.section("security", Section.SECURITY);
        boolean privileged = security.flag("privileged").orElse(false);
        Optional<Long> user = security.wholeLong("runAsUser", 0, HIGHEST_ID);
        boolean nonRoot = security.flag("runAsNonRoot").orElse(!privileged);
        boolean readOnly = security.flag("readOnlyRootFilesystem").orElse(!privileged);
        if (nonRoot && user.filter(id -> id == 0).isPresent()) {
            security.conflict(
                    "runAsUser",
                    security.place("runAsNonRoot"),
                    "runAsUser is 0, which is root",
                    "choose another user, or add 'runAsNonRoot: false'");
        }
        boolean storage = volumes.stream()
                .anyMatch(
                        volume -> volume.source() instanceof Source.PerPod || volume.source() instanceof Source.Claim);
        Optional<Long> group = security.wholeLong("fsGroup", 0, HIGHEST_ID)
                .or(() -> storage && nonRoot
                        ? Optional.of(user.filter(id -> id > 0).orElse(STORAGE_GROUP))
                        : Optional.empty());
        return new Security(
                user, group, nonRoot, readOnly, writable(security, run, config, volumes, readOnly), privileged);
    }

    private List<String> writable(
            Settings security, Settings run, Optional<ConfigSpec> config, List<Volume> volumes, boolean readOnly) {
        Map<String, String> taken = new LinkedHashMap<>();
        config.ifPresent(files -> taken.put(files.mountPath(), "config"));
        for (Volume volume : volumes) {
            String before = taken.putIfAbsent(volume.mountPath(), "volume '" + volume.name() + "'");
            if (before != null) {
                run.wrong(
                        "volumes",
                        Codes.CONFLICT,
                        "volume '" + volume.name() + "' and " + before + " are both mounted at " + volume.mountPath(),
                        "give each its own mountPath");
            }
        }
        String hint = "list absolute paths: [/tmp, /var/cache/orders]";
        Optional<List<Tree>> items = security.items("writable", hint);
        if (items.isEmpty()) {
            return readOnly
                    ? usual.stream()
                            .filter(folder -> !taken.containsKey(folder))
                            .toList()
                    : List.of();
        }
        List<String> writable = new ArrayList<>();
        for (Tree item : items.get()) {
            Optional<String> path = Settings.text(item, hint, problems)
                    .flatMap(text -> Paths.absolute(item.place(), text, "/var/cache/orders", problems));
            path.ifPresent(folder -> {
                String before = taken.putIfAbsent(folder, "writable");
                if (before != null) {
                    problems.add(
                            item.place(), Codes.CONFLICT, folder + " is already taken by " + before, "name it once");
                }
                writable.add(folder);
            });
        }
        return writable;
    }
}
