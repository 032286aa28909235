package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The argument of {@code EXPOSE}: a port or a range, with or without a protocol. */
final class Ports {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,5})(?:-(\\d{1,5}))?(?:/(tcp|udp|sctp))?");
    private static final int LARGEST = 65535;

    private Ports() {}

    /** One {@code port/protocol} for each port. */
    static List<String> read(String text, Location at) {
        Matcher parts = SHAPE.matcher(text.toLowerCase(Locale.ROOT));
        if (text.equals("#")) {
            throw Failures.comment(at);
        }
        if (!parts.matches()) {
            throw wrong(text, at);
        }
        int first = Integer.parseInt(parts.group(1));
        int last = parts.group(2) == null ? first : Integer.parseInt(parts.group(2));
        if (first < 1 || last < first || last > LARGEST) {
            throw wrong(text, at);
        }
        String protocol = parts.group(3) == null ? "tcp" : parts.group(3);
        return IntStream.rangeClosed(first, last)
                .mapToObj(port -> port + "/" + protocol)
                .toList();
    }

    private static RuntimeException wrong(String text, Location at) {
        return Failures.syntax(at, "'" + text + "' is no port", "write a port from 1 to 65535, such as 8080 or 53/udp");
    }
}
