package dev.skidway.queues;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Reads and writes the dispatch settings of queues and keys in events and snapshot units. */
final class FieldsOfDispatch {

    private static final int PAUSED = 1;
    private static final int DRAINING = 2;
    private static final int OWN_CONCURRENCY = 2;
    private static final int OWN_RATE = 4;
    private static final int OWN_BACKLOG = 8;
    static final int RATE_BYTES = 24;

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
                fields.text(QueueLimits.NOTE_BYTES_MAX),
                keyLimits(fields),
                limits(fields),
                quarantine(fields));
    }

    static LimitName limitName(Fields fields) {
        QueueName name = fields.queueName();
        return new LimitName(name.namespace(), name.name());
    }

    private static List<String> limits(Fields fields) {
        int count = fields.count(QueueLimits.SHARED_LIMITS_PER_QUEUE_MAX);
        List<String> names = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            names.add(fields.text(QueueLimits.QUEUE_NAME_CHARS_MAX));
        }
        return names;
    }

    private static KeyLimits keyLimits(Fields fields) {
        return new KeyLimits(
                limit(fields, QueueLimits.CONCURRENCY_MAX), rate(fields), limit(fields, QueueLimits.BACKLOG_MAX));
    }

    private static QuarantinePolicy quarantine(Fields fields) {
        QuarantinePolicy policy = new QuarantinePolicy(
                fields.count(QueueLimits.QUARANTINE_FAILURES_MAX),
                fields.ranged(0, QueueLimits.QUARANTINE_MILLIS_MAX),
                fields.ranged(0, QueueLimits.QUARANTINE_MILLIS_MAX));
        fields.require(policy.flaw() == null, "a quarantine with a window and a pause, or none");
        return policy;
    }

    static KeySettings keySettings(Fields fields) {
        int weight = fields.count(QueueLimits.KEY_WEIGHT_MAX);
        fields.require(weight > 0, "a weight of 1 or more");
        int flags = fields.u8();
        fields.require(flags < 16, "flags of key settings from 0 to 15");
        return new KeySettings(
                weight,
                (flags & OWN_CONCURRENCY) != 0 ? limit(fields, QueueLimits.CONCURRENCY_MAX) : null,
                (flags & OWN_RATE) != 0 ? rate(fields) : null,
                (flags & OWN_BACKLOG) != 0 ? limit(fields, QueueLimits.BACKLOG_MAX) : null,
                (flags & PAUSED) != 0,
                fields.text(QueueLimits.NOTE_BYTES_MAX));
    }

    static int bytesOf(KeySettings settings) {
        return 5
                + (settings.concurrencyMax() == null ? 0 : 4)
                + (settings.rate() == null ? 0 : RATE_BYTES)
                + (settings.backlogMax() == null ? 0 : 4)
                + Fields.bytesOf(settings.note());
    }

    static void put(ByteBuffer target, KeySettings settings) {
        target.putInt(settings.weight());
        target.put((byte) ((settings.concurrencyMax() == null ? 0 : OWN_CONCURRENCY)
                | (settings.rate() == null ? 0 : OWN_RATE)
                | (settings.backlogMax() == null ? 0 : OWN_BACKLOG)
                | (settings.paused() ? PAUSED : 0)));
        if (settings.concurrencyMax() != null) {
            target.putInt(settings.concurrencyMax());
        }
        if (settings.rate() != null) {
            put(target, settings.rate());
        }
        if (settings.backlogMax() != null) {
            target.putInt(settings.backlogMax());
        }
        Fields.put(target, settings.note());
    }

    static int bytesOf(DispatchSettings settings) {
        int bytes = 9 + RATE_BYTES + Fields.bytesOf(settings.note()) + 8 + RATE_BYTES + 4 + 20;
        for (String name : settings.limits()) {
            bytes += Fields.bytesOf(name);
        }
        return bytes;
    }

    static void put(ByteBuffer target, DispatchSettings settings) {
        target.putInt(settings.agingSharePercent());
        target.putInt(settings.concurrencyMax());
        put(target, settings.rate());
        target.put((byte) ((settings.paused() ? PAUSED : 0) | (settings.draining() ? DRAINING : 0)));
        Fields.put(target, settings.note());
        target.putInt(settings.keys().concurrencyMax());
        put(target, settings.keys().rate());
        target.putInt(settings.keys().backlogMax());
        target.putInt(settings.limits().size());
        settings.limits().forEach(name -> Fields.put(target, name));
        target.putInt(settings.quarantine().failures());
        target.putLong(settings.quarantine().windowMillis());
        target.putLong(settings.quarantine().pauseMillis());
    }

    static int limit(Fields fields, int max) {
        int limit = fields.i32();
        fields.require(
                limit == DispatchSettings.UNLIMITED || (limit > 0 && limit <= max),
                "a limit from 1 to " + max + ", or -1");
        return limit;
    }

    static RateLimit rate(Fields fields) {
        RateLimit rate = new RateLimit(
                fields.ranged(0, QueueLimits.RATE_COUNT_MAX),
                fields.ranged(0, QueueLimits.RATE_PERIOD_MILLIS_MAX),
                fields.ranged(0, QueueLimits.RATE_COUNT_MAX));
        fields.require(rate.flaw("rate") == null, "a rate with a period and a burst, or none");
        return rate;
    }

    static void put(ByteBuffer target, RateLimit rate) {
        target.putLong(rate.count());
        target.putLong(rate.periodMillis());
        target.putLong(rate.burst());
    }
}
