package dev.skidway.client;

/** What became of a change of one job: it is done, it was refused, or nobody knows. */
public sealed interface ChangeOutcome permits ChangeOutcome.Done, ChangeOutcome.Refused, ChangeOutcome.Unknown {

    /** The id of the job. */
    String jobId();

    /** The change is durable. */
    record Done(String jobId) implements ChangeOutcome {}

    /**
     * Nothing was changed.
     *
     * @param code stable code, such as {@code SK-QUE-032} for a job that is over
     * @param message what was expected, what was found, what to do next
     * @param retryable whether the same change may succeed later
     */
    record Refused(String jobId, String code, String message, boolean retryable) implements ChangeOutcome {}

    /** The answer was lost: the job may be changed or not. The change may be repeated. */
    record Unknown(String jobId, Throwable cause) implements ChangeOutcome {}

    /** Whether the change is durable. */
    default boolean done() {
        return this instanceof Done;
    }

    /**
     * Returns if it is done.
     *
     * @throws SkidwayClientException if it was refused, or nobody knows
     */
    default void orThrow() {
        if (this instanceof Refused refused) {
            throw new SkidwayClientException(refused.code(), refused.message(), refused.retryable(), null);
        }
        if (this instanceof Unknown unknown) {
            Throwable cause = unknown.cause();
            throw new SkidwayClientException(
                    "", "the answer was lost; the job may be changed or not: " + cause.getMessage(), true, cause);
        }
    }
}
