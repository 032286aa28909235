package io.jenkins.plugins.paas.check;

/** What an image says of itself: its users, and which system it is. */
final class SystemFiles {
    private SystemFiles() {}

    static void look(String path, String text, Inspected found) {
        if (path.equals("/etc/passwd")) {
            text.lines().map(line -> line.split(":", -1)).forEach(fields -> {
                if (fields.length > 2 && fields[2].matches("[0-9]{1,10}")) {
                    found.user(fields[0], Long.parseLong(fields[2]));
                }
            });
        } else if (path.equals("/etc/os-release") || path.equals("/usr/lib/os-release")) {
            text.lines().filter(line -> line.matches("[A-Z_]+=.*")).forEach(line -> {
                int equals = line.indexOf('=');
                found.system(
                        line.substring(0, equals), line.substring(equals + 1).replaceAll("^[\"']|[\"']$", ""));
            });
        }
    }
}
