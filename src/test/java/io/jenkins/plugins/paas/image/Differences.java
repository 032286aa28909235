package io.jenkins.plugins.paas.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The cases in which we differ from another builder on purpose, each with its reason. */
final class Differences {
    private static final Pattern LINE = Pattern.compile("(.+?)(?: \\(until (?:\\S+) ([0-9.]+)\\))? \\| (.+)");

    private final Map<String, Meant> cases;
    private final String version;

    private Differences(Map<String, Meant> cases, String version) {
        this.cases = cases;
        this.version = version;
    }

    /** Since which version the other one does the same, and why it differs. */
    private record Meant(Optional<String> until, String reason) {}

    /**
     * Reads a list.
     *
     * @param version that of the other builder
     */
    static Differences read(String file, String version) throws IOException {
        Map<String, Meant> cases = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/dockerfiles", file))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                Matcher difference = LINE.matcher(line);
                assertThat(difference.matches()).as(line).isTrue();
                cases.put(
                        difference.group(1), new Meant(Optional.ofNullable(difference.group(2)), difference.group(3)));
            }
        }
        return new Differences(cases, version);
    }

    Set<String> names() {
        return cases.keySet();
    }

    /** Fails where the two differ and the list does not say so, or the other way round. */
    void judge(CorpusCase test, String ours, String theirs) {
        boolean same = ours.equals(theirs) || (ours.startsWith("refused") && theirs.startsWith("refused"));
        Meant meant = cases.get(test.name());
        if (meant == null || meant.until().filter(this::reached).isPresent()) {
            assertThat(same ? theirs : ours).isEqualTo(theirs);
        } else {
            assertThat(same)
                    .as("no longer differs, so take it off the list: " + meant.reason())
                    .isFalse();
        }
    }

    private boolean reached(String since) {
        String[] left = since.split("\\.");
        String[] right = version.split("[.-]");
        for (int i = 0; i < left.length; i++) {
            int compared = Integer.compare(Integer.parseInt(left[i]), Integer.parseInt(right[i]));
            if (compared != 0) {
                return compared < 0;
            }
        }
        return true;
    }
}
