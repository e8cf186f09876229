package dev.skidway.compat;

import dev.skidway.compat.ChaosMessage.Verdict;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** All messages of a chaos run and the violations found so far. Safe for many threads. */
final class ChaosBooks {

    /** Leases are kept by the server's clock, which a restart may set back by about this much against ours. */
    private static final long CLOCK_MARGIN_NANOS = 250_000_000;

    private static final String FILLER = " skidway".repeat(20);

    private final ConcurrentHashMap<Long, ChaosMessage> messages = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder undoneDeletes = new LongAdder();
    private final LongAdder duplicatesBeyondLease = new LongAdder();
    private final LongAdder altered = new LongAdder();
    private final long leaseNanos;

    ChaosBooks(long leaseNanos) {
        this.leaseNanos = leaseNanos;
    }

    /** A number for a message about to be sent. */
    long open() {
        long number = next.getAndIncrement();
        messages.put(number, new ChaosMessage());
        return number;
    }

    /** The body of a message; it says which one it is and shows any change. */
    static String body(long number) {
        return number + ":" + FILLER + number;
    }

    void sendAcknowledged(long number) {
        message(number).sendAcknowledged();
        acknowledged.increment();
    }

    /** Books a received body and returns its number, or -1 when no such message was ever sent. */
    long received(String body, long startNanos, long answerNanos) {
        long number = numberOf(body);
        if (number < 0) {
            altered.increment();
            return -1;
        }
        Verdict verdict = message(number).received(startNanos, answerNanos, leaseNanos - CLOCK_MARGIN_NANOS);
        if (verdict == Verdict.DELETE_UNDONE) {
            undoneDeletes.increment();
        } else if (verdict == Verdict.BEFORE_LEASE_END) {
            duplicatesBeyondLease.increment();
        }
        return number;
    }

    void deleteTried(long number) {
        message(number).deleteTried();
    }

    void deleteAcknowledged(long number, long nanos) {
        message(number).deleteAcknowledged(nanos);
    }

    void seenAfterTheEnd(long number) {
        message(number).seenAfterTheEnd();
    }

    /** Acknowledged messages that nobody tried to delete and that draining has not brought; in the end, the lost ones. */
    long missing() {
        return messages.values().stream().filter(ChaosMessage::expected).count();
    }

    long acknowledgedCount() {
        return acknowledged.sum();
    }

    long undoneDeleteCount() {
        return undoneDeletes.sum();
    }

    long duplicateBeyondLeaseCount() {
        return duplicatesBeyondLease.sum();
    }

    long alteredCount() {
        return altered.sum();
    }

    private long numberOf(String body) {
        int colon = body.indexOf(':');
        if (colon < 1 || colon > 18 || !body.chars().limit(colon).allMatch(Character::isDigit)) {
            return -1;
        }
        long number = Long.parseLong(body.substring(0, colon));
        return number < next.get() && body.equals(body(number)) ? number : -1;
    }

    private ChaosMessage message(long number) {
        ChaosMessage message = messages.get(number);
        if (message == null) {
            throw new IllegalStateException("message " + number + " was never opened");
        }
        return message;
    }
}
