package dev.skidway.queues;

import dev.skidway.engine.StoredPayload;

/** A message that lives, and where its payload lies, as of the moment it was looked at. */
record LivePayload(long queueId, long lane, long slot, Payload payload) implements StoredPayload {

    @Override
    public long position() {
        return payload.position() - PayloadChecksum.BYTES;
    }

    @Override
    public int bytes() {
        return Payload.storedBytes(payload.headerBytes(), payload.bodyBytes());
    }
}
