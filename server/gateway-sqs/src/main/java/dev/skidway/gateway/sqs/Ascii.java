package dev.skidway.gateway.sqs;

/** Tests of single characters that never depend on a locale or on Unicode tables. */
final class Ascii {

    private Ascii() {}

    static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** Everything from space to tilde. */
    static boolean isVisible(char c) {
        return c >= ' ' && c <= '~';
    }
}
