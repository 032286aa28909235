package io.jenkins.plugins.paas.spec;

/** The codes of problems in files; {@code docs/paas-yaml.md} explains each. */
final class Codes {
    /** It is no YAML, or more than one document. */
    static final String SYNTAX = "E_SYNTAX";

    /** A key stands twice in one mapping. */
    static final String DUPLICATE_KEY = "E_DUPLICATE_KEY";

    /** A key that means nothing there. */
    static final String UNKNOWN_KEY = "E_UNKNOWN_KEY";

    /** A value of the wrong kind: text for a number, a list for a mapping. */
    static final String TYPE = "E_TYPE";

    /** A text that does not have the form it needs: quantities, durations, addresses, templates. */
    static final String FORMAT = "E_FORMAT";

    /** A number or an amount that is too small or too large. */
    static final String RANGE = "E_RANGE";

    /** A name that Kubernetes would refuse. */
    static final String NAME = "E_NAME";

    /** A path that must be relative, absolute or within the folder, and is not. */
    static final String PATH = "E_PATH";

    /** Something that must be there. */
    static final String MISSING = "E_MISSING";

    /** Two settings that cannot both hold. */
    static final String CONFLICT = "E_CONFLICT";

    /** A name that stands for nothing in the file. */
    static final String REFERENCE = "E_REFERENCE";

    private Codes() {}
}
