package dev.skidway.gateway.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/** Writes an answer as JSON straight into bytes; reused for many answers. */
final class JsonWriter implements ReplyWriter {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int CAPACITY_START = 1024;

    /** Buffers that grew larger are not kept. */
    private static final int CAPACITY_KEPT_MAX = 64 * 1024;

    private byte[] bytes = new byte[CAPACITY_START];
    private int length;

    /** Begins a new answer. */
    void reset() {
        if (bytes.length > CAPACITY_KEPT_MAX) {
            bytes = new byte[CAPACITY_START];
        }
        length = 0;
        put('{');
    }

    /** Ends the answer; until {@link #reset} its bytes are {@link #bytes} from 0 to {@link #length}. */
    void finish() {
        put('}');
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    @Override
    public void text(String name, String value) {
        utf8(name, value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void utf8(String name, byte[] value) {
        name(name);
        quoted(value);
    }

    @Override
    public void binary(String name, byte[] value) {
        name(name);
        quoted(Base64.getEncoder().encode(value));
    }

    @Override
    public void bool(String name, boolean value) {
        name(name);
        raw(value ? "true" : "false");
    }

    @Override
    public void beginList(String name, String itemName) {
        name(name);
        put('[');
    }

    @Override
    public void item(String value) {
        comma();
        quoted(value.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void beginEntry() {
        comma();
        put('{');
    }

    @Override
    public void endEntry() {
        put('}');
    }

    @Override
    public void endList() {
        put(']');
    }

    @Override
    public void beginStruct(String name) {
        name(name);
        put('{');
    }

    @Override
    public void endStruct() {
        put('}');
    }

    private void name(String name) {
        comma();
        quoted(name.getBytes(StandardCharsets.UTF_8));
        put(':');
    }

    private void comma() {
        byte last = bytes[length - 1];
        if (last != '{' && last != '[') {
            put(',');
        }
    }

    private void quoted(byte[] value) {
        room(value.length + 2);
        bytes[length++] = '"';
        int plainFrom = 0;
        for (int i = 0; i < value.length; i++) {
            byte b = value[i];
            // Bytes of multi-byte characters are negative, and plain.
            if ((b >= ' ' || b < 0) && b != '"' && b != '\\') {
                continue;
            }
            plain(value, plainFrom, i);
            escape(b);
            plainFrom = i + 1;
        }
        plain(value, plainFrom, value.length);
        put('"');
    }

    private void plain(byte[] value, int from, int to) {
        room(to - from);
        System.arraycopy(value, from, bytes, length, to - from);
        length += to - from;
    }

    private void escape(byte b) {
        room(6);
        bytes[length++] = '\\';
        switch (b) {
            case '"', '\\' -> bytes[length++] = b;
            case '\n' -> bytes[length++] = 'n';
            case '\r' -> bytes[length++] = 'r';
            case '\t' -> bytes[length++] = 't';
            default -> {
                bytes[length++] = 'u';
                bytes[length++] = '0';
                bytes[length++] = '0';
                bytes[length++] = HEX[b >> 4];
                bytes[length++] = HEX[b & 15];
            }
        }
    }

    private void raw(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            put(ascii.charAt(i));
        }
    }

    private void put(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
