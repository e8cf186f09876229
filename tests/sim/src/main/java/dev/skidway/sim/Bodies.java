package dev.skidway.sim;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Message bytes that tell which send attempt wrote them and that no two attempts share. */
final class Bodies {

    static final int BYTES_MIN = 16;

    private Bodies() {}

    /** The body of an attempt: its number, its length, then bytes that follow from both. */
    static byte[] body(long attempt, int bytes) {
        ByteBuffer body = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        body.putLong(attempt).putInt(bytes);
        fill(body, attempt);
        return body.array();
    }

    static byte[] headers(long attempt, int bytes) {
        ByteBuffer headers = ByteBuffer.allocate(bytes);
        fill(headers, ~attempt);
        return headers.array();
    }

    /** The attempt whose body this claims to be. */
    static long attempt(byte[] payload, int headerBytes) {
        return ByteBuffer.wrap(payload).order(ByteOrder.LITTLE_ENDIAN).getLong(headerBytes);
    }

    private static void fill(ByteBuffer target, long seed) {
        long state = seed * 0x9E37_79B9_7F4A_7C15L + 1;
        while (target.hasRemaining()) {
            state ^= state << 13;
            state ^= state >>> 7;
            state ^= state << 17;
            if (target.remaining() >= Long.BYTES) {
                target.putLong(state);
            } else {
                target.put((byte) state);
            }
        }
    }
}
