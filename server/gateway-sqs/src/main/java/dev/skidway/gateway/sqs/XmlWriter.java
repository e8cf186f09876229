package dev.skidway.gateway.sqs;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;

/**
 * Writes an answer as the XML of the Query protocol.
 *
 * <p>Lists and maps are flattened: their items follow each other without an element around them. What XML 1.0 cannot hold becomes
 * U+FFFD; a carriage return is written as a reference, or parsers would turn it into a line feed.
 */
final class XmlWriter extends WireWriter {

    private static final String NAMESPACE = "http://queue.amazonaws.com/doc/2012-11-05/";
    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

    /** What is open: its element, and the element of keys if it is a map; innermost first. */
    private final Deque<Open> open = new ArrayDeque<>();

    private String action = "";
    private String requestId = "";
    private boolean answers;

    private record Open(String element, String key) {
        boolean isMap() {
            return !key.isEmpty();
        }
    }

    @Override
    void begin(Actions.Row row, String id) {
        action = row.name();
        requestId = id;
        answers = row.answers();
        clear();
        open.clear();
        raw("<?xml version=\"1.0\"?>\n<");
        raw(action);
        raw("Response xmlns=\"" + NAMESPACE + "\">");
        if (answers) {
            tag("<", action + "Result");
        }
    }

    @Override
    void finish() {
        if (answers) {
            tag("</", action + "Result");
        }
        raw("<ResponseMetadata>");
        text("RequestId", requestId);
        raw("</ResponseMetadata>");
        tag("</", action + "Response");
    }

    /** Writes a whole error instead of an answer. */
    void error(SqsError error, String text, String id) {
        clear();
        raw("<?xml version=\"1.0\"?>\n<ErrorResponse xmlns=\"" + NAMESPACE + "\"><Error>");
        text("Type", error.senderFault() ? "Sender" : "Receiver");
        text("Code", error.queryCode());
        text("Message", text);
        raw("<Detail/></Error>");
        text("RequestId", id);
        raw("</ErrorResponse>");
    }

    @Override
    public void utf8(String name, byte[] value) {
        if (inMap()) {
            openEntry(name);
            leaf("Value", value);
            tag("</", open.element().element);
        } else {
            leaf(name, value);
        }
    }

    @Override
    public void binary(String name, byte[] value) {
        utf8(name, Base64.getEncoder().encode(value));
    }

    @Override
    public void bool(String name, boolean value) {
        text(name, Boolean.toString(value));
    }

    @Override
    public void number(String name, long value) {
        text(name, Long.toString(value));
    }

    @Override
    public void beginList(String name, String itemName) {
        open.push(new Open(itemName, ""));
    }

    @Override
    public void item(String value) {
        leaf(open.element().element, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void beginEntry() {
        tag("<", open.element().element);
        open.push(open.element());
    }

    @Override
    public void endEntry() {
        tag("</", open.pop().element);
    }

    @Override
    public void endList() {
        open.pop();
    }

    @Override
    public void beginMap(String name, String entryName, String keyName) {
        open.push(new Open(entryName, keyName));
    }

    @Override
    public void endMap() {
        open.pop();
    }

    @Override
    public void beginStruct(String name) {
        if (inMap()) {
            openEntry(name);
            open.push(new Open("Value", ""));
        } else {
            open.push(new Open(name, ""));
        }
        tag("<", open.element().element);
    }

    @Override
    public void endStruct() {
        tag("</", open.pop().element);
        if (inMap()) {
            tag("</", open.element().element);
        }
    }

    private boolean inMap() {
        return !open.isEmpty() && open.element().isMap();
    }

    private void openEntry(String key) {
        tag("<", open.element().element);
        leaf(open.element().key, key.getBytes(StandardCharsets.UTF_8));
    }

    private void leaf(String element, byte[] value) {
        tag("<", element);
        escaped(value);
        tag("</", element);
    }

    private void tag(String begin, String element) {
        raw(begin);
        raw(element);
        put('>');
    }

    private void escaped(byte[] value) {
        room(value.length);
        int plainFrom = 0;
        for (int i = 0; i < value.length; i++) {
            byte b = value[i];
            String instead = reference(b);
            if (!instead.isEmpty()) {
                raw(value, plainFrom, i);
                raw(instead);
                plainFrom = i + 1;
            } else if (b >= 0 && b < ' ' && b != '\n' && b != '\t') {
                raw(value, plainFrom, i);
                raw(REPLACEMENT, 0, REPLACEMENT.length);
                plainFrom = i + 1;
            } else if (isNonCharacter(value, i)) {
                raw(value, plainFrom, i);
                raw(REPLACEMENT, 0, REPLACEMENT.length);
                plainFrom = i + 3;
                i += 2;
            }
        }
        raw(value, plainFrom, value.length);
    }

    private static String reference(byte b) {
        return switch (b) {
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '&' -> "&amp;";
            case '"' -> "&quot;";
            case '\r' -> "&#xD;";
            default -> "";
        };
    }

    /** True at the first byte of U+FFFE and U+FFFF. */
    private static boolean isNonCharacter(byte[] utf8, int at) {
        return utf8[at] == (byte) 0xEF
                && at + 2 < utf8.length
                && utf8[at + 1] == (byte) 0xBF
                && (utf8[at + 2] & 0xFE) == 0xBE;
    }
}
