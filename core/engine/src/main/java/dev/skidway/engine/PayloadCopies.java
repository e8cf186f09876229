package dev.skidway.engine;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What became of payloads that were to be copied to the head of the journal; those in neither number were not needed any more.
 *
 * @param count how many were copied
 * @param bytes of those
 * @param damaged still needed, but not what was stored: they stay where they are
 */
public record PayloadCopies(int count, long bytes, List<StoredPayload> damaged) {

    /**
     * A payload as it was found.
     *
     * @param bytes all of it, or nothing when it could not be read
     */
    public record Read(StoredPayload from, ByteBuffer bytes) {}
}
