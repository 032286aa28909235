package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import io.jenkins.plugins.paas.model.PaasException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The users and groups of an image, as its {@code /etc/passwd} and {@code /etc/group} have them. */
final class Accounts {
    /** No real one is larger. In bytes. */
    static final long LARGEST = 4 << 20;

    private final ImageFiles files;
    private final Location at;

    Accounts(ImageFiles files, Location at) {
        this.files = files;
        this.at = at;
    }

    /** {@code user}, {@code user:group}, {@code :group}, names or numbers; without a group that of a name, and the same for a number. */
    Owner owner(String written) {
        int colon = written.indexOf(':');
        String user = colon < 0 ? written : written.substring(0, colon);
        String group = colon < 0 ? "" : written.substring(colon + 1);
        // A group alone is root's.
        Optional<Long> number = user.isEmpty() && !group.isEmpty() ? Optional.of(0L) : number(user);
        Optional<List<String>> known = number.isPresent() ? Optional.empty() : line("/etc/passwd", user);
        long userId = number.or(() -> known.flatMap(line -> field(line, 2)))
                .orElseThrow(() -> unknown("user", user, "/etc/passwd"));
        if (group.isEmpty()) {
            return new Owner(
                    userId,
                    number.or(() -> known.flatMap(line -> field(line, 3))).orElse(userId));
        }
        long groupId = number(group)
                .or(() -> line("/etc/group", group).flatMap(line -> field(line, 2)))
                .orElseThrow(() -> unknown("group", group, "/etc/group"));
        return new Owner(userId, groupId);
    }

    private Optional<Long> number(String text) {
        if (!text.matches("\\d{1,18}")) {
            return Optional.empty();
        }
        long number = Long.parseLong(text);
        if (number > Owner.LARGEST) {
            throw Failures.syntax(at, text + " is no number of a user or group", "use one up to " + Owner.LARGEST);
        }
        return Optional.of(number);
    }

    private static Optional<Long> field(List<String> line, int index) {
        return Optional.of(line)
                .filter(fields -> fields.size() > index && fields.get(index).matches("\\d{1,9}"))
                .map(fields -> Long.parseLong(fields.get(index)));
    }

    /** The fields of the line with this name. */
    private Optional<List<String>> line(String path, String name) {
        return lines(path).stream()
                .map(line -> List.of(line.split(":", -1)))
                .filter(line -> line.get(0).equals(name))
                .findFirst();
    }

    private List<String> lines(String path) {
        Optional<Node> node = files.at(Links.follow(files, path, at));
        if (node.isEmpty() || !(node.get() instanceof Node.File file)) {
            return List.of();
        }
        try {
            if (!Files.exists(file.content())) {
                files.bringContents();
            }
            if (Files.size(file.content()) > LARGEST) {
                return List.of();
            }
            String text = new String(Files.readAllBytes(file.content()), StandardCharsets.UTF_8);
            return new ArrayList<>(text.lines().toList());
        } catch (IOException e) {
            throw Failures.unreadable(file.content(), e);
        }
    }

    private PaasException unknown(String what, String name, String file) {
        return Failures.syntax(
                at,
                files.description() + " has no " + what + " '" + name + "' in " + file,
                "use a number, such as 10001:10001");
    }
}
