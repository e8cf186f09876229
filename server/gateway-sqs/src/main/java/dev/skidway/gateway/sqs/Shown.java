package dev.skidway.gateway.sqs;

/** Makes text from a stranger fit to be repeated in an answer. */
final class Shown {

    private static final int CHARS_MAX = 120;

    private Shown() {}

    /** The text, shortened, with everything but plain visible ASCII replaced. */
    static String text(String text) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), CHARS_MAX) + 1);
        for (int i = 0; i < text.length() && i < CHARS_MAX; i++) {
            char c = text.charAt(i);
            shown.append(Ascii.isVisible(c) ? c : '?');
        }
        return text.length() > CHARS_MAX ? shown.append("...").toString() : shown.toString();
    }
}
