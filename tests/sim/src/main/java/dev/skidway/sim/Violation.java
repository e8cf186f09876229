package dev.skidway.sim;

import dev.skidway.engine.Rejection;
import dev.skidway.queues.QueueRejection;
import java.util.function.Supplier;

/** A broken promise that the simulator found; not an exception, so that no product code catches it. */
final class Violation extends Error {

    /** Which promise. */
    enum Kind {
        /** An acknowledged send is gone, or an acknowledged queue. */
        LOST,
        /** A message that nobody sent, or with other bytes, in another queue, twice, or after its acknowledged delete. */
        PHANTOM,
        /** Messages of one lane were first leased out of order. */
        ORDER,
        /** Two acknowledged leases of one message at the same time. */
        DOUBLE_LEASE,
        /** A message was leased before its delay had passed, or carries impossible times. */
        TIME,
        /** Counts of a queue, or the receive count of a message, contradict what was acknowledged. */
        COUNT,
        /** State after recovery is not the state before. */
        REPLAY,
        /** The same seed gave another log or state. */
        REPEAT,
        /** Nothing moves although nothing is in the way. */
        STUCK,
        /** Space was not given back. */
        SPACE,
        /** A start was refused, or an answer failed, without a cause that allows it. */
        REFUSED,
        /** Damage on disk was taken for good data. */
        DAMAGE,
        /** The code under test threw something it may not throw. */
        CRASH
    }

    private final Kind kind;

    Violation(Kind kind, String message) {
        super(kind + ": " + message);
        this.kind = kind;
    }

    Violation(Kind kind, String message, Throwable cause) {
        super(kind + ": " + message, cause);
        this.kind = kind;
    }

    Kind kind() {
        return kind;
    }

    static void unless(boolean holds, Kind kind, String message) {
        if (!holds) {
            throw new Violation(kind, message);
        }
    }

    /** As above; the message is only built when it is needed, for most checks hold. */
    static void unless(boolean holds, Kind kind, Supplier<String> message) {
        if (!holds) {
            throw new Violation(kind, message.get());
        }
    }

    /** Whoever asked a queue for something may be refused only because there is no such queue, and only if there may be none. */
    static void unlessGone(QueueModel queue, Rejection rejection, String asked) {
        unless(
                rejection.reason() == QueueRejection.QUEUE_NOT_FOUND && !queue.exists(),
                Kind.LOST,
                () -> asked + " " + queue + " was refused: " + rejection);
    }
}
