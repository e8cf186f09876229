package dev.skidway.gateway.grpc;

import com.google.protobuf.Duration;
import java.nio.charset.StandardCharsets;

/** Bounds of the protocol's fields; what is outside is refused with the field's name. */
final class Bounds {

    /** Jobs, leases or changes of one call. */
    static final int ENTRIES_MAX = 1_000;
    /** Longest lease given or added at once: 12 hours. */
    static final long LEASE_MILLIS_MAX = 43_200_000;

    private static final int WORKER_BYTES_MAX = 128;

    private Bounds() {}

    static void count(String field, long found, long min, long max) {
        if (found < min || found > max) {
            throw Refusal.invalid(field + ": expected " + min + " to " + max + ", found " + found);
        }
    }

    static void bytes(String field, String text, int bytesMax) {
        int found = text.getBytes(StandardCharsets.UTF_8).length;
        if (found > bytesMax) {
            throw Refusal.invalid(field + ": expected at most " + bytesMax + " bytes, found " + found);
        }
    }

    static void worker(String name) {
        bytes("worker", name, WORKER_BYTES_MAX);
    }

    static long leaseMillis(String field, Duration lease) {
        return Times.millis(lease, field, 1, LEASE_MILLIS_MAX);
    }
}
