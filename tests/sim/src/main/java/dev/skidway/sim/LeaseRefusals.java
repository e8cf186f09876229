package dev.skidway.sim;

import dev.skidway.engine.Rejection;
import dev.skidway.queues.DeleteMessages;
import dev.skidway.queues.QueueRejection;
import dev.skidway.sim.Violation.Kind;

/** What it says about a message that a command on its lease is refused. */
final class LeaseRefusals {

    private LeaseRefusals() {}

    /** In the words of a delete; checked where only job commands are as strict: they need a lease that holds. */
    static DeleteMessages.Result asDelete(Held held, Rejection refusal, long nowMillis) {
        SentMessage message = held.message();
        long lease = held.lease().lease();
        if (refusal.reason() == QueueRejection.LEASE_EXPIRED) {
            Violation.unless(
                    lease != message.newestLease || !message.leasedSurely(nowMillis),
                    Kind.TIME,
                    () -> "its lease is called expired by " + nowMillis + ": " + message);
            return DeleteMessages.Result.EXPIRED;
        }
        if (refusal.reason() == QueueRejection.LEASE_LOST) {
            Violation.unless(
                    lease < message.receivesMax(),
                    Kind.DOUBLE_LEASE,
                    () -> "lease " + lease + " is called lost although nobody had another one: " + message);
            return DeleteMessages.Result.LEASED_AGAIN;
        }
        Violation.unless(
                refusal.reason() == QueueRejection.JOB_NOT_FOUND || refusal.reason() == QueueRejection.LEASE_UNKNOWN,
                Kind.REFUSED,
                () -> "refused, " + refusal + ": " + message);
        return refusal.reason() == QueueRejection.JOB_NOT_FOUND
                ? DeleteMessages.Result.ALREADY_GONE
                : DeleteMessages.Result.FOREIGN;
    }
}
