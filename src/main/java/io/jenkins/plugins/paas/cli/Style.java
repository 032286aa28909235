package io.jenkins.plugins.paas.cli;

/** Colours by meaning; plain text where colours are not wanted. */
enum Style {
    GOOD("32"),
    BAD("31"),
    WAITING("33"),
    QUIET("2"),
    STRONG("1");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    /** The text in this style. */
    String paint(String text, boolean colours) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
