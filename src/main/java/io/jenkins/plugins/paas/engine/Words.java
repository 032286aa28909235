package io.jenkins.plugins.paas.engine;

import java.util.Locale;

/** Constants as people read them. */
final class Words {
    private Words() {}

    /** Such as {@code rolled back} for {@code ROLLED_BACK}. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
