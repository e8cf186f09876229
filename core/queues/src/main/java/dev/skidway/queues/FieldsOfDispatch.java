package dev.skidway.queues;

import java.nio.ByteBuffer;

/** Reads and writes the dispatch settings in events and snapshot units. */
final class FieldsOfDispatch {

    private static final int PAUSED = 1;
    private static final int DRAINING = 2;
    private static final int RATE_BYTES = 24;

    private FieldsOfDispatch() {}

    static DispatchSettings settings(Fields fields) {
        int share = fields.count(QueueLimits.AGING_SHARE_MAX);
        int concurrencyMax = limit(fields, QueueLimits.CONCURRENCY_MAX);
        RateLimit rate = rate(fields);
        int flags = fields.u8();
        fields.require(flags <= (PAUSED | DRAINING), "flags of dispatch settings from 0 to 3");
        return new DispatchSettings(
                share,
                concurrencyMax,
                rate,
                (flags & PAUSED) != 0,
                (flags & DRAINING) != 0,
                fields.text(QueueLimits.NOTE_BYTES_MAX));
    }

    static int bytesOf(DispatchSettings settings) {
        return 9 + RATE_BYTES + Fields.bytesOf(settings.note());
    }

    static void put(ByteBuffer target, DispatchSettings settings) {
        target.putInt(settings.agingSharePercent());
        target.putInt(settings.concurrencyMax());
        put(target, settings.rate());
        target.put((byte) ((settings.paused() ? PAUSED : 0) | (settings.draining() ? DRAINING : 0)));
        Fields.put(target, settings.note());
    }

    private static int limit(Fields fields, int max) {
        int limit = fields.i32();
        fields.require(
                limit == DispatchSettings.UNLIMITED || (limit > 0 && limit <= max),
                "a limit from 1 to " + max + ", or -1");
        return limit;
    }

    private static RateLimit rate(Fields fields) {
        RateLimit rate = new RateLimit(
                fields.ranged(0, QueueLimits.RATE_COUNT_MAX),
                fields.ranged(0, QueueLimits.RATE_PERIOD_MILLIS_MAX),
                fields.ranged(0, QueueLimits.RATE_COUNT_MAX));
        fields.require(rate.flaw("rate") == null, "a rate with a period and a burst, or none");
        return rate;
    }

    private static void put(ByteBuffer target, RateLimit rate) {
        target.putLong(rate.count());
        target.putLong(rate.periodMillis());
        target.putLong(rate.burst());
    }
}
