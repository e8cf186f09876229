package dev.skidway.load;

import java.io.IOException;

/** The server answered, but not what the protocol promises. */
final class UnexpectedAnswer extends IOException {

    private static final int FOUND_CHARS_MAX = 400;

    UnexpectedAnswer(String expected, String found) {
        super("expected " + expected + ", found "
                + (found.length() > FOUND_CHARS_MAX ? found.substring(0, FOUND_CHARS_MAX) + "…" : found));
    }
}
