package dev.skidway.compat;

/**
 * What the client knows of one message: whether its send and its delete were acknowledged, and how it came back.
 *
 * <p>All times are nanoseconds of one monotonic clock. A request's start bounds from below, its answer from above, when the
 * server acted; violations are only counted where no order of events inside those bounds excuses them.
 */
final class ChaosMessage {

    private boolean sendAcknowledged;
    private boolean deleteTried;
    private boolean deleteAcknowledged;
    private boolean seenAfterTheEnd;
    private long deleteAcknowledgedNanos;
    private long leasedUntilNanos = Long.MIN_VALUE;

    synchronized void sendAcknowledged() {
        sendAcknowledged = true;
    }

    /** From here on the message may be gone, acknowledged or not. */
    synchronized void deleteTried() {
        deleteTried = true;
    }

    synchronized void deleteAcknowledged(long nanos) {
        deleteAcknowledged = true;
        deleteAcknowledgedNanos = nanos;
    }

    /** Books a receive and says what is wrong with it. */
    synchronized Verdict received(long startNanos, long answerNanos, long leaseNanos) {
        boolean undone = deleteAcknowledged && startNanos > deleteAcknowledgedNanos;
        boolean tooEarly = answerNanos < leasedUntilNanos;
        leasedUntilNanos = Math.max(leasedUntilNanos, startNanos + leaseNanos);
        return undone ? Verdict.DELETE_UNDONE : tooEarly ? Verdict.BEFORE_LEASE_END : Verdict.RIGHT;
    }

    synchronized void seenAfterTheEnd() {
        seenAfterTheEnd = true;
    }

    /** Whether draining has to bring this message: its send was acknowledged and nobody tried to delete it. */
    synchronized boolean expected() {
        return sendAcknowledged && !deleteTried && !seenAfterTheEnd;
    }

    /** What a receive proves. */
    enum Verdict {
        RIGHT,
        DELETE_UNDONE,
        BEFORE_LEASE_END
    }
}
