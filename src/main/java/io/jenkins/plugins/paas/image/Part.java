package io.jenkins.plugins.paas.image;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A folder of the build context that a template asks for. Parts are cut by how often they change, since each becomes a layer.
 *
 * @param name the folder's name in the build context
 * @param from where it comes from below the App's folder, {@code ${parameter}} and {@code ${artifact}} replaced; nothing for an
 *     empty folder
 * @param without patterns of what is left out, as in a {@code .dockerignore} file
 * @param as the name that a single file gets in it; its own name otherwise
 * @param presence whether it may be missing
 * @param needs files that must be there below the App's folder, {@code ${parameter}} replaced, and what to do when they are not
 * @param missing what to do when it is missing
 * @param program whether it is a program for Linux, which is checked and made executable
 * @param stripped whether symbols and debugging information are taken out of programs and libraries: {@code true}, {@code
 *     false} or {@code ${parameter}}
 */
record Part(
        String name,
        Optional<String> from,
        List<String> without,
        Optional<String> as,
        Presence presence,
        Map<String, String> needs,
        String missing,
        boolean program,
        String stripped) {
    Part {
        without = List.copyOf(without);
        needs = Collections.unmodifiableMap(new LinkedHashMap<>(needs));
    }

    /** Whether a part may be missing. */
    sealed interface Presence {
        /** It must be there. */
        record Required() implements Presence {}

        /** It may be missing, unless the App names it. */
        record Optional() implements Presence {}

        /**
         * It must be there if a file of the App says that it is needed.
         *
         * @param file the file, below the App's folder
         * @param has what is found in it then
         */
        record RequiredBy(String file, Pattern has) implements Presence {}
    }
}
