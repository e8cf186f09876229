package dev.skidway.gateway.sqs;

import java.util.Locale;

/** Which characters a message may hold. */
final class MessageText {

    private static final String ALLOWED = "#x9 | #xA | #xD | #x20 to #xD7FF | #xE000 to #xFFFD | #x10000 to #x10FFFF";

    private MessageText() {}

    /** A fault that names the first forbidden code point, if there is one. */
    static void check(String text, String where) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c >= ' ' && c < Character.MIN_SURROGATE) || c == '\n' || c == '\t' || c == '\r') {
                continue;
            }
            int point = text.codePointAt(i);
            if (c < ' ' || c >= 0xFFFE || isLoneSurrogate(point)) {
                throw new SqsFault(
                        SqsError.INVALID_MESSAGE_CONTENTS,
                        "Invalid binary character '#x"
                                + Integer.toHexString(point).toUpperCase(Locale.ROOT) + "' was found in the "
                                + where + ", the set of allowed characters is " + ALLOWED);
            }
            i += Character.charCount(point) - 1;
        }
    }

    private static boolean isLoneSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }
}
