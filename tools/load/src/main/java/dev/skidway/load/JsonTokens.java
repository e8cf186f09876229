package dev.skidway.load;

/**
 * Walks the tokens of a JSON text in place, without decoding or copying.
 *
 * <p>Trusts its input to be well formed; escapes are skipped, not decoded. Enough to find handles and numbers in an answer.
 */
final class JsonTokens {

    /** What {@link #next()} stopped at. */
    enum Token {
        OBJECT_START,
        OBJECT_END,
        ARRAY_START,
        ARRAY_END,
        KEY,
        STRING,
        OTHER,
        END
    }

    private byte[] bytes = {};
    private int at;
    private int end;
    private int start;
    private int stop;
    private int depth;

    /** Starts over on a part of an array. */
    JsonTokens over(byte[] text, int from, int to) {
        bytes = text;
        at = from;
        end = to;
        depth = 0;
        return this;
    }

    Token next() {
        while (at < end) {
            byte b = bytes[at];
            switch (b) {
                case '{' -> {
                    return open(Token.OBJECT_START);
                }
                case '[' -> {
                    return open(Token.ARRAY_START);
                }
                case '}' -> {
                    return close(Token.OBJECT_END);
                }
                case ']' -> {
                    return close(Token.ARRAY_END);
                }
                case '"' -> {
                    return string();
                }
                case ' ', '\t', '\r', '\n', ',', ':' -> at++;
                default -> {
                    return other();
                }
            }
        }
        return Token.END;
    }

    /** Open objects and arrays after the last token. */
    int depth() {
        return depth;
    }

    /** First byte of the last key, string or other value. */
    int start() {
        return start;
    }

    /** Byte after the last key, string or other value. */
    int stop() {
        return stop;
    }

    /** Whether the last key or string is exactly this text. */
    boolean is(byte[] text) {
        if (stop - start != text.length) {
            return false;
        }
        for (int i = 0; i < text.length; i++) {
            if (bytes[start + i] != text[i]) {
                return false;
            }
        }
        return true;
    }

    private Token open(Token token) {
        at++;
        depth++;
        return token;
    }

    private Token close(Token token) {
        at++;
        depth--;
        return token;
    }

    private Token string() {
        start = ++at;
        while (at < end && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        stop = at++;
        while (at < end && bytes[at] <= ' ') {
            at++;
        }
        return at < end && bytes[at] == ':' ? Token.KEY : Token.STRING;
    }

    private Token other() {
        start = at;
        while (at < end && ",]} \t\r\n".indexOf(bytes[at]) < 0) {
            at++;
        }
        stop = at;
        return Token.OTHER;
    }
}
