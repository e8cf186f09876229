package dev.skidway.gateway.sqs;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes an answer straight into bytes, in one wire format; reused for many answers. */
abstract class WireWriter implements ReplyWriter {

    private static final int CAPACITY_START = 1024;
    /** Buffers that grew larger are not kept. */
    private static final int CAPACITY_KEPT_MAX = 64 * 1024;

    private byte[] bytes = new byte[CAPACITY_START];
    private int length;

    /** Begins the answer to a request for {@code action}. */
    abstract void begin(Actions.Row action, String requestId);

    /** Ends the answer; until the next {@link #begin} its bytes are {@link #bytes} from 0 to {@link #length}. */
    abstract void finish();

    final byte[] bytes() {
        return bytes;
    }

    final int length() {
        return length;
    }

    @Override
    public final void text(String name, String value) {
        utf8(name, value.getBytes(StandardCharsets.UTF_8));
    }

    /** Forgets what was written before. */
    final void clear() {
        if (bytes.length > CAPACITY_KEPT_MAX) {
            bytes = new byte[CAPACITY_START];
        }
        length = 0;
    }

    /** The last byte written; there must be one. */
    final byte last() {
        return bytes[length - 1];
    }

    final void put(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
    }

    /** Writes plain ASCII. */
    final void raw(String ascii) {
        room(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            bytes[length++] = (byte) ascii.charAt(i);
        }
    }

    /** Copies bytes as they are. */
    final void raw(byte[] value, int from, int to) {
        room(to - from);
        System.arraycopy(value, from, bytes, length, to - from);
        length += to - from;
    }

    /** Makes sure that {@code more} bytes fit without another copy. */
    final void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
