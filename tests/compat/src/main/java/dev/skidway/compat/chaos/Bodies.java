package dev.skidway.compat.chaos;

/** Bodies of messages: each says which message it is, and shows any change. */
final class Bodies {

    private static final String FILLER = " skidway".repeat(20);
    private static final int DIGITS_MAX = 18;

    private Bodies() {}

    static String of(long number) {
        return number + ":" + FILLER + number;
    }

    /** The number of a body, or -1 when it is not exactly as one of ours. */
    static long numberOf(String body) {
        int colon = body.indexOf(':');
        if (colon < 1
                || colon > DIGITS_MAX
                || !body.chars().limit(colon).allMatch(digit -> digit >= '0' && digit <= '9')) {
            return -1;
        }
        long number = Long.parseLong(body.substring(0, colon));
        return body.equals(of(number)) ? number : -1;
    }
}
