package dev.skidway.gateway.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes an answer as JSON. */
final class JsonWriter extends WireWriter {

    private static final String HEX = "0123456789abcdef";

    @Override
    void begin(Actions.Row action, String requestId) {
        reset();
    }

    /** Begins one object. */
    void reset() {
        clear();
        put('{');
    }

    @Override
    void finish() {
        put('}');
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
    public void number(String name, long value) {
        name(name);
        raw(Long.toString(value));
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
    public void beginMap(String name, String entryName, String keyName) {
        beginStruct(name);
    }

    @Override
    public void endMap() {
        endStruct();
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
        byte last = last();
        if (last != '{' && last != '[') {
            put(',');
        }
    }

    private void quoted(byte[] value) {
        room(value.length + 2);
        put('"');
        int plainFrom = 0;
        for (int i = 0; i < value.length; i++) {
            byte b = value[i];
            // Bytes of multi-byte characters are negative, and plain.
            if ((b >= ' ' || b < 0) && b != '"' && b != '\\') {
                continue;
            }
            raw(value, plainFrom, i);
            escape(b);
            plainFrom = i + 1;
        }
        raw(value, plainFrom, value.length);
        put('"');
    }

    private void escape(byte b) {
        put('\\');
        switch (b) {
            case '"', '\\' -> put((char) b);
            case '\n' -> put('n');
            case '\r' -> put('r');
            case '\t' -> put('t');
            default -> {
                raw("u00");
                put(HEX.charAt(b >> 4));
                put(HEX.charAt(b & 15));
            }
        }
    }
}
