package dev.skidway.load;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The books of a run: which message numbers were acknowledged, and how often each was received.
 *
 * <p>One int per message: bit 0 says the send was acknowledged, the rest counts its receives. Safe for many threads.
 */
final class Ledger {

    private static final int CHUNK_MESSAGES = 1 << 16;
    private static final int CHUNKS_MAX = 1 << 14;
    private static final int ACKNOWLEDGED = 1;
    private static final int ONE_RECEIVE = 2;

    private final AtomicReferenceArray<@Nullable AtomicIntegerArray> chunks = new AtomicReferenceArray<>(CHUNKS_MAX);
    private final AtomicLong next = new AtomicLong();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder acknowledgedAndReceived = new LongAdder();
    private final LongAdder duplicates = new LongAdder();
    private final LongAdder altered = new LongAdder();

    /** Hands out this many consecutive message numbers and returns the first. */
    long take(int count) {
        long first = next.getAndAdd(count);
        if (first + count > (long) CHUNK_MESSAGES * CHUNKS_MAX) {
            throw LoadOptions.refusal("A run can number " + (long) CHUNK_MESSAGES * CHUNKS_MAX
                    + " messages; choose a shorter --duration.");
        }
        return first;
    }

    void acknowledged(long number) {
        int before = chunk(number).getAndAdd(offset(number), ACKNOWLEDGED);
        acknowledged.increment();
        if (before >= ONE_RECEIVE) {
            acknowledgedAndReceived.increment();
        }
    }

    void received(long number) {
        if (number < 0 || number >= next.get()) {
            altered.increment();
            return;
        }
        int before = chunk(number).getAndAdd(offset(number), ONE_RECEIVE);
        if (before >= ONE_RECEIVE) {
            duplicates.increment();
        } else if (before == ACKNOWLEDGED) {
            acknowledgedAndReceived.increment();
        }
    }

    /** A message came back with other bytes than were sent. */
    void altered() {
        altered.increment();
    }

    /** Acknowledged messages nobody has received; what is left of them after draining is lost. */
    long outstanding() {
        return acknowledged.sum() - acknowledgedAndReceived.sum();
    }

    long acknowledgedCount() {
        return acknowledged.sum();
    }

    long receivedCount() {
        return acknowledgedAndReceived.sum();
    }

    /** Whether every acknowledged message came exactly once with the bytes that were sent. */
    boolean exact() {
        return outstanding() == 0 && duplicateCount() == 0 && alteredCount() == 0;
    }

    long duplicateCount() {
        return duplicates.sum();
    }

    long alteredCount() {
        return altered.sum();
    }

    private AtomicIntegerArray chunk(long number) {
        int index = (int) (number / CHUNK_MESSAGES);
        AtomicIntegerArray chunk = chunks.get(index);
        if (chunk == null) {
            AtomicIntegerArray fresh = new AtomicIntegerArray(CHUNK_MESSAGES);
            AtomicIntegerArray earlier = chunks.compareAndExchange(index, null, fresh);
            chunk = earlier == null ? fresh : earlier;
        }
        return chunk;
    }

    private static int offset(long number) {
        return (int) (number % CHUNK_MESSAGES);
    }
}
