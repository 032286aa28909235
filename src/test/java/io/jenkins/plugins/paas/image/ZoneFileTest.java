package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.jenkins.plugins.paas.image.ImagePlan.Entry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our files of zones, read by the programs of this system. */
class ZoneFileTest {
    private static final Path SYSTEM = Path.of("/usr/share/zoneinfo");

    /** Of about 600; all of them take the system's program half a minute. */
    private static final int EVERY = 12;

    /** With halves of hours, negative and double summer time, days skipped, and rules of every kind. */
    private static final List<String> NOTED = List.of(
            "Europe/Berlin",
            "Europe/London",
            "Europe/Dublin",
            "Asia/Shanghai",
            "America/New_York",
            "America/Sao_Paulo",
            "Australia/Sydney",
            "Australia/Lord_Howe",
            "Asia/Kolkata",
            "Asia/Jerusalem",
            "Africa/Casablanca",
            "Pacific/Apia",
            "Antarctica/Troll",
            "Asia/Gaza");

    @TempDir
    Path temp;

    @BeforeAll
    static void aSystemThatKnowsZones() {
        assumeTrue(Files.isDirectory(SYSTEM) && Files.isExecutable(Path.of("/usr/bin/zdump")), "there is no zdump");
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 'CET-1CEST,M3.5.0,M10.5.0/3'",
        "Europe/London, 'GMT0BST,M3.5.0/1,M10.5.0'",
        "America/New_York, 'EST5EDT,M3.2.0,M11.1.0'",
        "Asia/Shanghai, 'CST-8'",
        "Asia/Tokyo, 'JST-9'",
        "Asia/Kolkata, 'IST-5:30'",
        "Asia/Kathmandu, 'NPT-5:45'",
        "Australia/Lord_Howe, 'LHST-10:30LHDT-11,M10.1.0,M4.1.0'",
        "Pacific/Chatham, 'CHAST-12:45CHADT,M9.5.0/2:45,M4.1.0/3:45'",
        "Asia/Jerusalem, 'IST-2IDT,M3.4.4/26,M10.5.0'",
        "America/Sao_Paulo, 'BRT3'",
        "UTC, 'UTC0'",
        "Etc/GMT+5, '<-05>5'"
    })
    void saysHowTimesGoOn(String zone, String rule) {
        String text = new String(ZoneFile.of(ZoneId.of(zone)), StandardCharsets.ISO_8859_1);
        assertThat(text.substring(text.length() - rule.length() - 2)).isEqualTo("\n" + rule + "\n");
    }

    /** Of the changes since 1970, which are the same in every copy of the database, until 2060. */
    @Test
    void changesTheClocksWhenTheFilesOfTheSystemDo() throws Exception {
        Set<String> zones = new TreeSet<>(NOTED);
        List<String> all = new ArrayList<>(new TreeSet<>(ZoneId.getAvailableZoneIds()));
        for (int i = 0; i < all.size(); i += EVERY) {
            zones.add(all.get(i));
        }
        zones.removeIf(zone -> !Files.isRegularFile(SYSTEM.resolve(zone)));
        for (String zone : zones) {
            Path file = temp.resolve(zone);
            Files.createDirectories(file.getParent());
            Files.write(file, ZoneFile.of(ZoneId.of(zone)));
        }
        assertThat(zones).hasSizeGreaterThan(40);
        Map<String, Map<String, String>> ours = dump(temp, zones);
        Map<String, Map<String, String>> theirs = dump(SYSTEM, zones);
        Set<String> different = new TreeSet<>();
        for (String zone : zones) {
            if (!ours.getOrDefault(zone, Map.of()).equals(theirs.getOrDefault(zone, Map.of()))) {
                different.add(zone);
            }
        }
        // The two may be of different years of the database; rules of a few zones change in each.
        assertThat(different).as("zones that differ from those of this system").hasSizeLessThan(zones.size() / 10);
        assertThat(different).doesNotContainAnyElementsOf(NOTED);
    }

    @Test
    void theSystemShowsTheTimesThatJavaShows() throws Exception {
        for (String zone :
                List.of("Europe/Berlin", "America/New_York", "Asia/Shanghai", "Australia/Lord_Howe", "Asia/Gaza")) {
            Path file = Files.write(temp.resolve("zone"), ZoneFile.of(ZoneId.of(zone)));
            List<Instant> instants = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                instants.add(Instant.ofEpochSecond(ThreadLocalRandom.current()
                        .nextLong(
                                Instant.parse("1971-01-01T00:00:00Z").getEpochSecond(),
                                Instant.parse("2199-01-01T00:00:00Z").getEpochSecond())));
            }
            String dates = instants.stream()
                    .map(at -> "@" + at.getEpochSecond() + "\n")
                    .collect(Collectors.joining());
            Path list = Files.writeString(temp.resolve("dates"), dates);
            String shown = run(Map.of("TZ", ":" + file), "date", "-f", list.toString(), "+%Y-%m-%dT%H:%M:%S%:z");
            List<String> expected = instants.stream()
                    .map(at -> at.atZone(ZoneId.of(zone))
                            .format(java.time.format.DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx")))
                    .toList();
            assertThat(shown.lines().toList()).as(zone).isEqualTo(expected);
        }
    }

    @Test
    void namesThemAsPeopleDo() throws Exception {
        Path file = Files.write(temp.resolve("zone"), ZoneFile.of(ZoneId.of("Europe/Berlin")));
        String shown = run(Map.of("TZ", ":" + file), "date", "-d", "@1751364000", "+%H:%M %Z");
        assertThat(shown.strip()).isEqualTo("12:00 CEST");
    }

    @Test
    void anImageGetsItsOwnZoneAndThoseOfOtherClusters() {
        List<Entry> entries = new ZonePlaces(new StageFolder(temp.resolve("stage"), 9))
                .layer(List.of("Europe/Berlin", "Asia/Shanghai"))
                .entries();
        Map<String, Node> nodes = new TreeMap<>();
        entries.forEach(entry -> nodes.put(entry.target(), entry.node()));
        assertThat(nodes)
                .containsEntry("/etc/localtime", new Node.Link(Owner.ROOT, "/usr/share/zoneinfo/Europe/Berlin"))
                .containsKeys(
                        "/usr/share/zoneinfo/Europe/Berlin", "/usr/share/zoneinfo/Asia/Shanghai", "/etc/timezone");
    }

    /** By zone, the offsets that each change brings, by its second. */
    private static Map<String, Map<String, String>> dump(Path folder, Set<String> zones) throws Exception {
        List<String> words = new ArrayList<>(List.of("zdump", "-V", "-c", "1971,2060"));
        zones.forEach(zone -> words.add(folder.resolve(zone).toString()));
        Map<String, Map<String, String>> changes = new LinkedHashMap<>();
        for (String line : run(Map.of(), words.toArray(new String[0])).lines().toList()) {
            if (line.contains("gmtoff") && line.contains(" UT ")) {
                String[] parts = line.split("\\s+");
                String zone = folder.relativize(Path.of(parts[0])).toString();
                String when = String.join(" ", List.of(parts).subList(1, 6));
                changes.computeIfAbsent(zone, key -> new LinkedHashMap<>()).put(when, parts[parts.length - 1]);
            }
        }
        // A change of name or of summer time alone is none of the clock's; the two lines of a change then agree.
        changes.values().forEach(ZoneFileTest::onlyRealChanges);
        return changes;
    }

    private static void onlyRealChanges(Map<String, String> lines) {
        List<Map.Entry<String, String>> all = new ArrayList<>(lines.entrySet());
        lines.clear();
        for (int i = 0; i + 1 < all.size(); i += 2) {
            if (!all.get(i).getValue().equals(all.get(i + 1).getValue())) {
                lines.put(all.get(i + 1).getKey(), all.get(i + 1).getValue());
            }
        }
    }

    private static String run(Map<String, String> env, String... words) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C");
        builder.environment().putAll(env);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(out).isZero();
        return out;
    }
}
