package dev.skidway.gateway.sqs;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** Reads request bodies within two bounds: the size of one, and the bytes of all that are held at once. */
final class BodyReader {

    private static final int CAPACITY_START = 8 * 1024;
    private static final byte[] EMPTY = {};

    private final int bytesMax;
    private final long inFlightBytesMax;
    private final AtomicLong inFlightBytes = new AtomicLong();

    BodyReader(int bytesMax, long inFlightBytesMax) {
        this.bytesMax = bytesMax;
        this.inFlightBytesMax = inFlightBytesMax;
    }

    /** A body, and the bytes reserved for it until {@link #release}. */
    record Body(byte[] bytes, int reserved) {}

    /**
     * Reads to the end. Room is reserved as bytes arrive, so that promised bytes that never come take none.
     *
     * @param declared bytes the client announced, or -1
     */
    Body read(InputStream source, long declared) throws IOException {
        if (declared > bytesMax) {
            throw tooLarge();
        }
        if (declared == 0) {
            return new Body(EMPTY, 0);
        }
        byte[] bytes = new byte[declared < 0 ? CAPACITY_START : (int) Math.min(declared, CAPACITY_START)];
        int reserved = reserve(bytes.length, 0);
        int length = 0;
        try {
            for (int read = source.read(bytes, 0, bytes.length); read >= 0; ) {
                length += read;
                if (length > bytesMax) {
                    throw tooLarge();
                }
                if (length == bytes.length && length != declared) {
                    int larger =
                            declared < 0 ? Math.min(bytesMax + 1, length * 2) : (int) Math.min(declared, length * 2L);
                    reserved = reserve(larger, reserved);
                    bytes = Arrays.copyOf(bytes, larger);
                }
                if (length == declared) {
                    break;
                }
                read = source.read(bytes, length, bytes.length - length);
            }
        } catch (IOException | RuntimeException e) {
            release(reserved);
            throw e;
        }
        return new Body(length == bytes.length ? bytes : Arrays.copyOf(bytes, length), reserved);
    }

    /** Gives back what was reserved for a body. */
    void release(int reserved) {
        inFlightBytes.addAndGet(-reserved);
    }

    private int reserve(int wanted, int reserved) {
        if (inFlightBytes.addAndGet(wanted - reserved) > inFlightBytesMax) {
            inFlightBytes.addAndGet(reserved - wanted);
            throw new SqsFault(
                    SqsError.REQUEST_THROTTLED,
                    "Too many large requests at once: all requests together may hold " + inFlightBytesMax
                            + " bytes. Try again shortly.");
        }
        return wanted;
    }

    private SqsFault tooLarge() {
        return new SqsFault(
                SqsError.TOO_LARGE,
                "A request body may have " + bytesMax + " bytes at most; send fewer messages at once.");
    }
}
