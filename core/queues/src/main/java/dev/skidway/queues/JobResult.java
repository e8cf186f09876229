package dev.skidway.queues;

import dev.skidway.engine.Rejection;
import org.jspecify.annotations.Nullable;

/**
 * What became of one entry of a command about jobs.
 *
 * @param untilMillis when the job is tried again, or its lease ends; 0 where neither is meant
 * @param refusal why not, for {@link Kind#REFUSED}
 */
public record JobResult(
        Kind kind, long untilMillis, @Nullable Rejection refusal) {

    static final JobResult DONE = new JobResult(Kind.DONE, 0, null);

    static JobResult of(Kind kind, long untilMillis) {
        return new JobResult(kind, untilMillis, null);
    }

    static JobResult refused(Rejection refusal) {
        return new JobResult(Kind.REFUSED, 0, refusal);
    }

    /** What it was. */
    public enum Kind {
        /** What was asked for. */
        DONE,
        /** The job is tried again at the time named. */
        RETRY,
        /** It moved to the dead-letter queue. */
        DEAD_LETTERED,
        /** It is over, without success. */
        FAILED,
        /** It is over because somebody cancelled it. */
        CANCELLED,
        /** A worker has it, and is told so at its next heartbeat; its lease ends at the time named. */
        CANCEL_ASKED,
        /** The disk did not bring the job back soon enough; nothing happened, ask again. */
        BUSY,
        /** Nothing happened. */
        REFUSED
    }
}
