package dev.skidway.queues;

import dev.skidway.engine.SnapshotSink;
import java.nio.ByteBuffer;

/** Keys and shared limits in a snapshot; layout in {@code docs/formats/queue-snapshot.md}. Writers return the bytes written. */
final class SnapshotDispatch {

    private static final int PROBING = 1;

    private SnapshotDispatch() {}

    static int write(SnapshotSink sink, Queue queue, KeyState state) {
        int bytes =
                1 + 8 + Fields.bytesOf(state.name) + FieldsOfDispatch.bytesOf(state.own) + 16 + 4 + 8 + 8 + 1 + 4 + 8;
        ByteBuffer target = sink.begin(SnapshotUnits.KEY, bytes).put((byte) SnapshotUnits.FORMAT);
        target.putLong(queue.id());
        Fields.put(target, state.name);
        FieldsOfDispatch.put(target, state.own);
        target.putLong(state.tokens.level);
        target.putLong(state.tokens.atMillis);
        target.putInt(state.failures);
        target.putLong(state.failingSinceMillis);
        target.putLong(state.quarantinedUntilMillis);
        target.put((byte) (state.probing ? PROBING : 0));
        target.putInt(state.strikes);
        target.putLong(state.pausedSinceMillis);
        sink.end();
        return bytes;
    }

    /** Takes a key, after its queue. */
    static void readKey(Fields fields, Queue queue, int epoch) {
        KeyState state = new KeyState(fields.text(QueueLimits.KEY_BYTES_MAX));
        fields.require(!queue.keys.knows(state.name), "each key once");
        state.own = FieldsOfDispatch.keySettings(fields);
        RateLimit rate = state.own.over(queue.settings.dispatch().keys()).rate();
        state.tokens.level = fields.ranged(0, rate.on() ? TokenBucket.capacity(rate) : 0);
        state.tokens.atMillis = fields.i64();
        state.failures = fields.count(QueueLimits.QUARANTINE_FAILURES_MAX);
        state.failingSinceMillis = fields.i64();
        state.quarantinedUntilMillis = fields.i64();
        int flags = fields.u8();
        fields.require(flags <= PROBING, "flags of a key, 0 or 1");
        state.probing = flags == PROBING;
        fields.require(!state.probing || state.quarantinedUntilMillis != 0, "a probe after a quarantine");
        state.strikes = fields.count(KeyState.STRIKES_MAX);
        state.pausedSinceMillis = fields.i64();
        state.snapshotEpoch = epoch;
        queue.keys.restore(state);
    }

    static int write(SnapshotSink sink, SharedLimit limit) {
        int bytes = 1
                + Fields.bytesOf(limit.name.namespace())
                + Fields.bytesOf(limit.name.name())
                + 4
                + FieldsOfDispatch.RATE_BYTES
                + 24;
        ByteBuffer target = sink.begin(SnapshotUnits.LIMIT, bytes).put((byte) SnapshotUnits.FORMAT);
        Fields.put(target, limit.name.namespace());
        Fields.put(target, limit.name.name());
        target.putInt(limit.concurrencyMax);
        FieldsOfDispatch.put(target, limit.rate);
        target.putLong(limit.tokens.level);
        target.putLong(limit.tokens.atMillis);
        target.putLong(limit.freedAtMillis);
        sink.end();
        return bytes;
    }

    /** Takes a shared limit. */
    static void readLimit(Fields fields, SharedLimits limits, int epoch) {
        LimitName name = FieldsOfDispatch.limitName(fields);
        fields.require(limits.find(name) == null, "each limit once");
        int concurrencyMax = FieldsOfDispatch.limit(fields, QueueLimits.CONCURRENCY_MAX);
        RateLimit rate = FieldsOfDispatch.rate(fields);
        SharedLimit limit = new SharedLimit(name, concurrencyMax, rate);
        limit.tokens.level = fields.ranged(0, rate.on() ? TokenBucket.capacity(rate) : 0);
        limit.tokens.atMillis = fields.i64();
        limit.freedAtMillis = fields.i64();
        limit.snapshotEpoch = epoch;
        limits.restore(limit);
    }
}
