package dev.skidway.client;

import org.jspecify.annotations.Nullable;

/** What became of a send: it is done, it was refused, or nobody knows. */
public sealed interface SendOutcome permits SendOutcome.Done, SendOutcome.Refused, SendOutcome.Unknown {

    /**
     * The job is durable.
     *
     * @param jobId of the job: the new one, or the one that existed
     * @param existing whether nothing new was stored: a repeated send, or a unique key that another job has
     * @param replacedId the job that was cancelled for this one, or null
     */
    record Done(String jobId, boolean existing, @Nullable String replacedId) implements SendOutcome {}

    /**
     * Nothing was stored.
     *
     * @param code stable code, such as {@code SK-QUE-009}
     * @param message what was expected, what was found, what to do next
     * @param retryable whether the same send may succeed later
     * @param jobId the job that is in the way, for a unique key; else empty
     */
    record Refused(String code, String message, boolean retryable, String jobId) implements SendOutcome {}

    /**
     * The answer was lost: the job may exist or not. With an idempotency key it can be sent again safely; without one the choice is
     * yours.
     */
    record Unknown(Throwable cause) implements SendOutcome {}

    /**
     * The id of the job.
     *
     * @throws SkidwayClientException if it was refused, or nobody knows
     */
    default String orThrow() {
        if (this instanceof Done done) {
            return done.jobId();
        }
        if (this instanceof Refused refused) {
            throw new SkidwayClientException(refused.code(), refused.message(), refused.retryable(), null);
        }
        Throwable cause = ((Unknown) this).cause();
        throw new SkidwayClientException(
                "", "the answer was lost; the job may exist or not: " + cause.getMessage(), true, cause);
    }
}
