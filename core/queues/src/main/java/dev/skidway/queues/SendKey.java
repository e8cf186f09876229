package dev.skidway.queues;

import java.nio.ByteBuffer;

/** A send that can be repeated by its idempotency key, as a part of the state. */
final class SendKey extends Part implements SendRead {

    final String key;
    final RememberedSend send;
    final long atMillis;

    SendKey(String key, RememberedSend send, long atMillis) {
        this.key = key;
        this.send = send;
        this.atMillis = atMillis;
    }

    @Override
    public Hash128 content() {
        return send.content();
    }

    @Override
    public MessageRef identity() {
        return send.identity();
    }

    @Override
    int unitType() {
        return SnapshotUnits.SEND_KEY;
    }

    @Override
    int bytes() {
        return 48 + Fields.bytesOf(key);
    }

    @Override
    void put(ByteBuffer target) {
        Fields.put(target, key);
        FieldsOfJobs.put(target, send);
        target.putLong(atMillis);
    }

    static SendKey read(Fields fields) {
        return new SendKey(fields.text(QueueLimits.IDEMPOTENCY_KEY_BYTES_MAX), FieldsOfJobs.send(fields), fields.i64());
    }
}
