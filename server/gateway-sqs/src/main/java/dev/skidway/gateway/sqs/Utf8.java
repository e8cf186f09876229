package dev.skidway.gateway.sqs;

/** What UTF-8 is, strictly: no overlong forms, no surrogates, nothing beyond U+10FFFF. JSON parsers are more lenient. */
final class Utf8 {

    private Utf8() {}

    /** Whether the bytes are UTF-8 from the first to the last. */
    static boolean isValid(byte[] bytes) {
        int at = 0;
        while (at < bytes.length) {
            int length = bytes[at] >= 0 ? 1 : sequence(bytes, at);
            if (length == 0) {
                return false;
            }
            at += length;
        }
        return true;
    }

    /** Length of the sequence of several bytes that begins at {@code at}, or 0 if it is none. */
    private static int sequence(byte[] bytes, int at) {
        int first = bytes[at] & 0xFF;
        int length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
        if (first < 0xC2 || first > 0xF4 || at + length > bytes.length) {
            return 0;
        }
        for (int i = at + 1; i < at + length; i++) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        int second = bytes[at + 1] & 0xFF;
        boolean outside = switch (first) {
            case 0xE0 -> second < 0xA0;
            case 0xED -> second >= 0xA0;
            case 0xF0 -> second < 0x90;
            case 0xF4 -> second >= 0x90;
            default -> false;
        };
        return outside ? 0 : length;
    }
}
