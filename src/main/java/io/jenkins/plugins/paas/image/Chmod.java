package io.jenkins.plugins.paas.image;

import io.jenkins.plugins.paas.model.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The value of {@code --chmod}: octal digits, or letters that change the mode of each file, such as {@code u=rwX,go-w}.
 *
 * @see <a href="https://pubs.opengroup.org/onlinepubs/9799919799/utilities/chmod.html">POSIX, chmod</a>
 */
final class Chmod {
    private static final int ALL = 07777;
    private static final int EXECUTE = 0111;
    private static final Pattern CLAUSE = Pattern.compile("([ugoa]*)((?:[-+=][rwxXstugo]*)++)");
    private static final Pattern ACTION = Pattern.compile("([-+=])([rwxXstugo]*)");

    private final List<Action> actions;

    private Chmod(List<Action> actions) {
        this.actions = actions;
    }

    /** Permission bits that may depend on the file's own. */
    private interface Rights {
        int of(int mode, boolean folder);
    }

    /**
     * One change.
     *
     * @param affected the bits that it may touch
     */
    private record Action(int affected, char operator, Rights rights) {
        int of(int mode, boolean folder) {
            int bits = rights.of(mode, folder) & affected;
            return switch (operator) {
                case '+' -> mode | bits;
                case '-' -> mode & ~bits;
                default -> (mode & ~affected) | bits;
            };
        }
    }

    /** Reads a value. */
    static Chmod read(String text, Location at) {
        if (text.matches("[0-7]{1,5}") && Integer.parseInt(text, 8) <= ALL) {
            int bits = Integer.parseInt(text, 8);
            return new Chmod(List.of(new Action(ALL, '=', (mode, folder) -> bits)));
        }
        List<Action> actions = new ArrayList<>();
        for (String clause : text.split(",", -1)) {
            Matcher parts = CLAUSE.matcher(clause);
            if (!parts.matches()) {
                throw Failures.syntax(
                        at,
                        "--chmod=" + text + " is no mode",
                        "use octal digits, such as 755, or letters, such as u=rwX,go=rX");
            }
            int affected = affected(parts.group(1));
            for (Matcher action = ACTION.matcher(parts.group(2)); action.find(); ) {
                String what = action.group(2);
                actions.add(
                        new Action(affected, action.group(1).charAt(0), (mode, folder) -> letters(what, mode, folder)));
            }
        }
        return new Chmod(actions);
    }

    private static int letters(String what, int mode, boolean folder) {
        int bits = 0;
        for (int i = 0; i < what.length(); i++) {
            bits |= switch (what.charAt(i)) {
                case 'r' -> 0444;
                case 'w' -> 0222;
                case 'x' -> EXECUTE;
                case 'X' -> folder || (mode & EXECUTE) != 0 ? EXECUTE : 0;
                case 's' -> 06000;
                case 't' -> 01000;
                case 'u' -> (mode >> 6 & 7) * EXECUTE;
                case 'g' -> (mode >> 3 & 7) * EXECUTE;
                default -> (mode & 7) * EXECUTE;
            };
        }
        return bits;
    }

    /** Whether a value is one of those in letters. */
    static boolean inLetters(String text) {
        return !text.matches("[0-7]*");
    }

    private static int affected(String who) {
        int bits = who.isEmpty() ? ALL : 0;
        for (int i = 0; i < who.length(); i++) {
            bits |= switch (who.charAt(i)) {
                case 'u' -> 04700;
                case 'g' -> 02070;
                case 'o' -> 01007;
                default -> ALL;
            };
        }
        return bits;
    }

    /** The mode of a file that had another one. */
    int of(int before, boolean folder) {
        int mode = before;
        for (Action action : actions) {
            mode = action.of(mode, folder);
        }
        return mode;
    }
}
