package dev.skidway.load;

import java.nio.charset.StandardCharsets;

/**
 * The text of a measured message: its number and its intended start, then filler.
 *
 * <pre>
 * offset  bytes  what
 *      0     16  message number, lower-case hex
 *     16     16  intended start, nanoseconds of this process's monotonic clock, lower-case hex
 *     32      …  filler, the same in every message of a run
 * </pre>
 */
final class MessageBody {

    static final int HEAD_BYTES = 32;

    private static final int FIELD_BYTES = 16;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int FILLER_SEED = 0x51d3a7;

    private MessageBody() {}

    /** A body of the given size with empty head fields. The filler does not repeat, so nothing shrinks it on the way. */
    static byte[] blank(int bytes) {
        byte[] body = new byte[bytes];
        int state = FILLER_SEED;
        for (int i = 0; i < bytes; i++) {
            state = state * 1_103_515_245 + 12_345;
            body[i] = (byte) ('a' + ((state >>> 16) & 0x7fff) % 26);
        }
        writeNumber(body, 0, 0);
        writeIntendedNanos(body, 0, 0);
        return body;
    }

    static void writeNumber(byte[] bytes, int bodyStart, long number) {
        writeHex(bytes, bodyStart, number);
    }

    static void writeIntendedNanos(byte[] bytes, int bodyStart, long nanos) {
        writeHex(bytes, bodyStart + FIELD_BYTES, nanos);
    }

    /** The number in a body, or -1 when its bytes are none. */
    static long number(byte[] bytes, int bodyStart) {
        return readHex(bytes, bodyStart);
    }

    static long intendedNanos(byte[] bytes, int bodyStart) {
        return readHex(bytes, bodyStart + FIELD_BYTES);
    }

    private static void writeHex(byte[] bytes, int at, long value) {
        for (int i = FIELD_BYTES - 1; i >= 0; i--) {
            bytes[at + i] = HEX[(int) (value & 0xf)];
            value >>>= 4;
        }
    }

    private static long readHex(byte[] bytes, int at) {
        long value = 0;
        for (int i = at; i < at + FIELD_BYTES; i++) {
            int digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
