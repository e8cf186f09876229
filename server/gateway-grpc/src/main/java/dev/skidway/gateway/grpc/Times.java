package dev.skidway.gateway.grpc;

import com.google.protobuf.Duration;
import com.google.protobuf.Timestamp;

/** Times of the protocol in milliseconds, checked. */
final class Times {

    private static final long SECONDS_MAX = 9_000_000_000_000L;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private Times() {}

    /** Milliseconds of a duration between the bounds, both inclusive; refused otherwise. */
    static long millis(Duration duration, String field, long millisMin, long millisMax) {
        long seconds = duration.getSeconds();
        if (Math.abs(seconds) > SECONDS_MAX || Math.abs((long) duration.getNanos()) >= 1_000_000_000L) {
            throw Refusal.invalid(field + ": expected a duration, found one beyond all bounds");
        }
        long millis = seconds * 1000 + duration.getNanos() / NANOS_PER_MILLI;
        if (millis < millisMin || millis > millisMax) {
            throw Refusal.invalid(
                    field + ": expected " + millisMin + " to " + millisMax + " ms, found " + millis + " ms");
        }
        return millis;
    }

    /** Milliseconds since 1970 of a time between the years 1 and 9999; refused otherwise. */
    static long millis(Timestamp time, String field) {
        if (time.getSeconds() < -62_135_596_800L
                || time.getSeconds() > 253_402_300_799L
                || time.getNanos() < 0
                || time.getNanos() > 999_999_999) {
            throw Refusal.invalid(field + ": expected a time in the years 1 to 9999, found another");
        }
        return time.getSeconds() * 1000 + time.getNanos() / NANOS_PER_MILLI;
    }

    static Duration duration(long millis) {
        return Duration.newBuilder()
                .setSeconds(millis / 1000)
                .setNanos((int) (millis % 1000) * NANOS_PER_MILLI)
                .build();
    }

    static Timestamp timestamp(long millis) {
        return Timestamp.newBuilder()
                .setSeconds(Math.floorDiv(millis, 1000L))
                .setNanos((int) Math.floorMod(millis, 1000L) * NANOS_PER_MILLI)
                .build();
    }
}
