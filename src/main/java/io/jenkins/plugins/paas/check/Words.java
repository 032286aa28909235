package io.jenkins.plugins.paas.check;

import io.jenkins.plugins.paas.model.ImageFlaw;
import io.jenkins.plugins.paas.model.ImagePolicy;
import java.util.Locale;

/** What findings say. */
final class Words {
    private Words() {}

    static String of(ImageFlaw flaw, int count, ImagePolicy policy) {
        return switch (flaw) {
            case ROOT_USER -> "the program runs as root";
            case USER_BY_NAME -> "the user is named, so a cluster that demands 'not root' refuses the pod";
            case SETUID -> count(count, "file runs", "files run") + " with the rights of another user or group";
            case CAPABILITIES ->
                count(count, "program has", "programs have") + " a part of root's rights (capabilities)";
            case WORLD_WRITABLE ->
                count(count, "file or folder", "files and folders") + " may be changed by every user";
            case PRIVATE_KEY -> count(count, "private key lies", "private keys lie") + " in the image";
            case TOKEN ->
                count(count, "token or key of a service lies", "tokens or keys of services lie") + " in the image";
            case CREDENTIALS -> count(count, "password lies", "passwords lie") + " in the image";
            case SECRET_IN_SETTINGS ->
                count(count, "secret stands", "secrets stand") + " in the image's settings or history";
            case SECRET_BY_NAME -> count(count, "variable seems", "variables seem") + " to hold a secret";
            case HIDDEN_FILES -> "lower layers hold files that are removed or replaced above";
            case BASE_NOT_PINNED -> count(count, "base is", "bases are") + " named without a digest";
            case TOO_LARGE ->
                "the image is larger than "
                        + policy.maxSize().map(Object::toString).orElse("allowed");
        };
    }

    static String suggestion(ImageFlaw flaw) {
        return switch (flaw) {
            case ROOT_USER -> "add USER with a number above 0 to the Dockerfile, such as USER 10001:10001";
            case USER_BY_NAME -> "write the user's number after USER";
            case SETUID -> "remove the packages that bring them, or 'chmod a-s' them in the layer that adds them";
            case CAPABILITIES ->
                "take them off in the layer that adds them (setcap -r FILE); where a pod drops all capabilities, as by"
                        + " default, such a program does not start";
            case WORLD_WRITABLE ->
                "take the right away with --chmod; give a folder to the user who writes to it instead";
            case PRIVATE_KEY, TOKEN, CREDENTIALS ->
                "take it back where it was issued, since whoever has the image has it; leave the file out"
                        + " (.dockerignore) and hand it over as a Secret";
            case SECRET_IN_SETTINGS ->
                "take it back where it was issued; hand it over when the program runs, as a Secret";
            case SECRET_BY_NAME -> "hand it over when the program runs, as a Secret; or rename what is none";
            case HIDDEN_FILES ->
                "remove files in the same RUN that made them, or copy what is needed from another stage";
            case BASE_NOT_PINNED -> "write it as name:tag@sha256:..., so that a rebuild gives the same image";
            case TOO_LARGE -> "use a smaller base, and leave out what only the build needs";
        };
    }

    static String bytes(long bytes) {
        return bytes < 1 << 20
                ? String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.1f MiB", bytes / 1024.0 / 1024);
    }

    private static String count(int count, String one, String more) {
        return count + " " + (count == 1 ? one : more);
    }
}
