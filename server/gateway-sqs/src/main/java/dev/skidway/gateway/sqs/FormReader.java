package dev.skidway.gateway.sqs;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads {@code name=value&…} as browsers and AWS clients write it, strictly: what is not wholly right is refused, never guessed. */
final class FormReader {

    /** As many as a JSON request may hold values. */
    private static final int PARAMETERS_MAX = 10_000;

    private static final int PARAMETERS_PER_ENTRY_MAX = 1_000;

    private static final int NAME_CHARS_MAX = 1024;

    private final Map<String, String> parameters = new LinkedHashMap<>();
    private final int parametersMax;

    /** Accepts as many parameters as a batch of {@code entriesMax} may have. */
    FormReader(int entriesMax) {
        parametersMax = Math.max(PARAMETERS_MAX, entriesMax * PARAMETERS_PER_ENTRY_MAX);
    }

    /** Adds the parameters of a query string or of a body; each may be there once. */
    void read(byte[] form) {
        int from = 0;
        while (from < form.length) {
            int end = indexOf(form, '&', from, form.length);
            if (end > from) {
                pair(form, from, end);
            }
            from = end + 1;
        }
    }

    /** Everything read, in the order found. */
    Map<String, String> parameters() {
        return parameters;
    }

    private void pair(byte[] form, int from, int end) {
        int equals = indexOf(form, '=', from, end);
        String name = text(form, from, equals);
        if (name.isEmpty() || name.length() > NAME_CHARS_MAX) {
            throw malformed("the name of a parameter has 1 to " + NAME_CHARS_MAX + " characters");
        }
        if (parameters.size() == parametersMax) {
            throw malformed("the request holds more than " + parametersMax + " parameters");
        }
        String value = text(form, Math.min(equals + 1, end), end);
        if (parameters.put(name, value) != null) {
            throw malformed("the parameter " + Shown.text(name) + " is there twice");
        }
    }

    private static String text(byte[] form, int from, int end) {
        ByteBuffer bytes = ByteBuffer.allocate(end - from);
        for (int i = from; i < end; i++) {
            byte b = form[i];
            if (b == '%') {
                int high = i + 2 < end ? Character.digit((char) form[i + 1], 16) : -1;
                int low = i + 2 < end ? Character.digit((char) form[i + 2], 16) : -1;
                if (high < 0 || low < 0) {
                    throw malformed("a % must be followed by two hexadecimal digits");
                }
                bytes.put((byte) (high << 4 | low));
                i += 2;
            } else {
                bytes.put(b == '+' ? (byte) ' ' : b);
            }
        }
        try {
            CharBuffer text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(bytes.flip());
            return text.toString();
        } catch (CharacterCodingException e) {
            throw malformed("a parameter is not UTF-8");
        }
    }

    private static int indexOf(byte[] form, char wanted, int from, int end) {
        for (int i = from; i < end; i++) {
            if (form[i] == wanted) {
                return i;
            }
        }
        return end;
    }

    private static SqsFault malformed(String text) {
        return new SqsFault(SqsError.SERIALIZATION, "The request cannot be read: " + text + ".");
    }
}
