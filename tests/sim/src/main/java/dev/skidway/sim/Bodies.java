package dev.skidway.sim;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Message bytes that tell which send attempt wrote them and that no two attempts share. */
final class Bodies {

    static final int BYTES_MIN = 16;

    /** So many bytes of headers, no two attempts share. */
    static final int HEADER_BYTES = Long.BYTES;

    private static final int START_BYTES = Long.BYTES + Integer.BYTES;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private Bodies() {}

    /** The body of an attempt: its number, its length, then bytes that follow from both. */
    static byte[] body(long attempt, int bytes) {
        byte[] body = new byte[bytes];
        LONG.set(body, 0, attempt);
        INT.set(body, Long.BYTES, bytes);
        long state = state(attempt);
        int at = START_BYTES;
        for (; at <= bytes - Long.BYTES; at += Long.BYTES) {
            state = next(state);
            LONG.set(body, at, state);
        }
        for (; at < bytes; at++) {
            state = next(state);
            body[at] = (byte) state;
        }
        return body;
    }

    static byte[] headers(long attempt, int bytes) {
        byte[] headers = new byte[bytes];
        long state = state(~attempt);
        int at = 0;
        for (; at <= bytes - Long.BYTES; at += Long.BYTES) {
            state = next(state);
            LONG.set(headers, at, Long.reverseBytes(state));
        }
        for (; at < bytes; at++) {
            state = next(state);
            headers[at] = (byte) state;
        }
        return headers;
    }

    /** The attempt whose body this claims to be. */
    static long attempt(byte[] payload, int headerBytes) {
        return (long) LONG.get(payload, headerBytes);
    }

    /** Whether the payload is just the headers of an attempt and the body that {@code content} first had; nothing is built to find out. */
    static boolean whole(byte[] payload, long attempt, long content, int headerBytes, int bodyBytes) {
        int end = headerBytes + bodyBytes;
        return payload.length == end
                && (long) LONG.get(payload, headerBytes) == content
                && (int) INT.get(payload, headerBytes + Long.BYTES) == bodyBytes
                && headersAre(payload, attempt, headerBytes)
                && restIs(payload, content, headerBytes + START_BYTES, end);
    }

    /** Whether it begins with the headers of an attempt. */
    static boolean headersAre(byte[] payload, long attempt, int bytes) {
        long state = state(~attempt);
        int at = 0;
        for (; at <= bytes - Long.BYTES; at += Long.BYTES) {
            state = next(state);
            if ((long) LONG.get(payload, at) != Long.reverseBytes(state)) {
                return false;
            }
        }
        return tailIs(payload, at, bytes, state);
    }

    private static boolean restIs(byte[] payload, long attempt, int from, int end) {
        long state = state(attempt);
        int at = from;
        for (; at <= end - Long.BYTES; at += Long.BYTES) {
            state = next(state);
            if ((long) LONG.get(payload, at) != state) {
                return false;
            }
        }
        return tailIs(payload, at, end, state);
    }

    private static boolean tailIs(byte[] payload, int from, int end, long before) {
        long state = before;
        for (int at = from; at < end; at++) {
            state = next(state);
            if (payload[at] != (byte) state) {
                return false;
            }
        }
        return true;
    }

    private static long state(long seed) {
        return seed * 0x9E37_79B9_7F4A_7C15L + 1;
    }

    private static long next(long state) {
        long next = state;
        next ^= next << 13;
        next ^= next >>> 7;
        return next ^ (next << 17);
    }
}
