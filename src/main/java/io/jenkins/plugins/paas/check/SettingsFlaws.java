package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.check.Judgement.Taking;
import io.jenkins.plugins.paas.image.ImageConfig;
import io.jenkins.plugins.paas.model.ImageFlaw;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is wrong with an image's settings and history. */
final class SettingsFlaws {
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

    /** A name that ends so holds the thing itself; {@code PASSWORD_FILE} or {@code TOKEN_URL} do not. */
    private static final Pattern SECRET_NAME =
            Pattern.compile("(.*[_.-])?(password|passwd|secret|token|api_?key|access_?key|private_?key|credentials?)");

    /** What no secret is: a path, a variable, a truth value, a number, nothing at all. */
    private static final Pattern HARMLESS = Pattern.compile("|/.*|\\$.*|(?i:true|false|yes|no|none|null)|[0-9]{1,6}");

    private static final Pattern IN_ADDRESS = Pattern.compile("[a-z][a-z0-9+.-]*://[^\\s:/@$]+:[^\\s@/$]{4,}@");

    /** As builders write the arguments of a build before its command. */
    private static final Pattern ARGUMENT = Pattern.compile("\\b([A-Za-z_][A-Za-z0-9_]*)=([^\\s\"']+)");

    private SettingsFlaws() {}

    static void look(Subject image, Taking flaws) {
        user(image, flaws);
        ImageConfig config = image.config();
        config.env().forEach((name, value) -> setting("variable " + name, name, value, flaws));
        config.labels().forEach((name, value) -> setting("label " + name, name, value, flaws));
        for (int i = 0; i < image.history().size(); i++) {
            history(i + 1, image.history().get(i), flaws);
        }
    }

    private static void user(Subject image, Taking flaws) {
        String user = image.config().user().orElse("").replaceFirst(":.*", "");
        if (user.isEmpty()) {
            flaws.take(ImageFlaw.ROOT_USER, Evidence.of("no USER is set"));
        } else if (NUMBER.matcher(user).matches()) {
            if (Long.parseLong(user) == 0) {
                flaws.take(ImageFlaw.ROOT_USER, Evidence.of("USER is " + user));
            }
        } else {
            Map<String, Long> users = new HashMap<>();
            image.layers().stream()
                    .map(layer -> layer.facts().users())
                    .filter(known -> !known.isEmpty())
                    // An upper layer's file takes the place of a lower one's.
                    .reduce((lower, upper) -> upper)
                    .ifPresent(users::putAll);
            boolean root = users.getOrDefault(user, user.equals("root") ? 0L : -1L) == 0;
            flaws.take(
                    root ? ImageFlaw.ROOT_USER : ImageFlaw.USER_BY_NAME,
                    Evidence.of("USER is '" + user + "'" + (root ? ", who is number 0" : "")));
        }
    }

    private static void setting(String where, String name, String value, Taking flaws) {
        Optional<String> shape = shape(value);
        if (shape.isPresent()) {
            flaws.take(ImageFlaw.SECRET_IN_SETTINGS, Evidence.of(where + " holds a " + shape.get()));
        } else if (named(name, value)) {
            flaws.take(ImageFlaw.SECRET_BY_NAME, Evidence.of(where));
        }
    }

    private static void history(int number, String command, Taking flaws) {
        String where = "command " + number + " of the history";
        Optional<String> shape = shape(command);
        if (shape.isPresent()) {
            flaws.take(ImageFlaw.SECRET_IN_SETTINGS, Evidence.of(where + " holds a " + shape.get()));
            return;
        }
        // What ENV sets is looked at where it is set.
        boolean sets = command.contains("/bin/sh -c #(nop)") || command.matches("(ENV|LABEL|ARG) .*");
        Matcher argument = ARGUMENT.matcher(command);
        while (!sets && argument.find()) {
            if (named(argument.group(1), argument.group(2))) {
                flaws.take(ImageFlaw.SECRET_BY_NAME, Evidence.of(where + " has a value for " + argument.group(1)));
            }
        }
    }

    private static Optional<String> shape(String value) {
        return SecretShape.in(value)
                .or(() -> IN_ADDRESS.matcher(value).find() ? Optional.of("password in an address") : Optional.empty());
    }

    private static boolean named(String name, String value) {
        return SECRET_NAME.matcher(name.toLowerCase(Locale.ROOT)).matches()
                && !HARMLESS.matcher(value).matches();
    }
}
