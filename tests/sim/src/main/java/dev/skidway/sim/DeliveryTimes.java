package dev.skidway.sim;

import dev.skidway.queues.LeasedMessage;
import dev.skidway.sim.Violation.Kind;

/** The times that a delivery tells of its message: of its sending, and of its first lease. */
final class DeliveryTimes {

    private DeliveryTimes() {}

    static void check(SentMessage message, LeasedMessage lease, long nowMillis, Coverage coverage) {
        if (lease.deadLetterSource() != null && message.origin.fifo != null) {
            checkDeath(message, lease, nowMillis);
        } else {
            checkSending(message, lease);
        }
        Violation.unless(
                lease.firstReceivedAtMillis() <= nowMillis
                        && lease.firstReceivedAtMillis() >= message.submittedAtMillis + message.delayMillisMin,
                Kind.TIME,
                () -> "first leased at " + lease.firstReceivedAtMillis() + " with a delay of at least "
                        + message.delayMillisMin + ", now " + nowMillis + ": " + message);
        Violation.unless(
                message.firstReceivedAtMillis < 0 || message.firstReceivedAtMillis == lease.firstReceivedAtMillis(),
                Kind.TIME,
                () -> "first leased at " + lease.firstReceivedAtMillis() + " and at " + message.firstReceivedAtMillis
                        + ": " + message);
        message.enqueuedAtMillis = lease.enqueuedAtMillis();
        message.firstReceivedAtMillis = lease.firstReceivedAtMillis();
        if (message.delayMillisMin > 0) {
            coverage.hit("message: delivered after its delay");
        }
    }

    private static void checkSending(SentMessage message, LeasedMessage lease) {
        Violation.unless(
                lease.enqueuedAtMillis() >= message.submittedAtMillis
                        && lease.enqueuedAtMillis() <= message.storedByMillis,
                Kind.TIME,
                () -> "enqueued at " + lease.enqueuedAtMillis() + ", stored by " + message.storedByMillis + ": "
                        + message);
        Violation.unless(
                lease.firstReceivedAtMillis() >= lease.enqueuedAtMillis() + message.delayMillisMin,
                Kind.TIME,
                () -> "first leased at " + lease.firstReceivedAtMillis() + " with a delay of at least "
                        + message.delayMillisMin + ": " + message);
    }

    /** A dead letter of a FIFO queue was sent, so to speak, when it died: once, after it had been leased. */
    private static void checkDeath(SentMessage message, LeasedMessage lease, long nowMillis) {
        Violation.unless(
                lease.enqueuedAtMillis() >= lease.firstReceivedAtMillis()
                        && lease.enqueuedAtMillis() <= nowMillis
                        && (message.deadAtMillis < 0 || message.deadAtMillis == lease.enqueuedAtMillis()),
                Kind.TIME,
                () -> "dead since " + lease.enqueuedAtMillis() + ", first leased at " + lease.firstReceivedAtMillis()
                        + ", known as dead since " + message.deadAtMillis + ", now " + nowMillis + ": " + message);
        message.deadAtMillis = lease.enqueuedAtMillis();
    }
}
