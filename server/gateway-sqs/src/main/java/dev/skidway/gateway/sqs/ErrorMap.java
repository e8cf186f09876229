package dev.skidway.gateway.sqs;

import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.Rejection;
import dev.skidway.node.NodeError;
import dev.skidway.queues.QueueRejection;

/** The one place where rejections and failures of the node become errors of SQS. */
final class ErrorMap {

    private ErrorMap() {}

    /** The reply of an outcome; a refusal is thrown as its fault. */
    static <R> R reply(Outcome<R> outcome) {
        return switch (outcome) {
            case Outcome.Done<R>(R reply) -> reply;
            case Outcome.Refused<R>(Rejection rejection) -> throw fault(rejection);
        };
    }

    /** The fault for a rejection. */
    static SqsFault fault(Rejection rejection) {
        if (rejection.reason() instanceof QueueRejection reason) {
            return new SqsFault(error(reason), text(reason, rejection.message()));
        }
        return new SqsFault(SqsError.INVALID_PARAMETER, rejection.reason().code() + ": " + rejection.message());
    }

    /** The fault for an operating failure; its message names the code whose page says what to do. */
    static SqsFault fault(SkidwayException failure) {
        String text = failure.getMessage() == null ? failure.code().code() : failure.getMessage();
        return switch (failure.severity()) {
            case RETRY ->
                new SqsFault(
                        failure.code() instanceof NodeError error && error.throttles()
                                ? SqsError.REQUEST_THROTTLED
                                : SqsError.SERVICE_UNAVAILABLE,
                        text);
            case FAIL_REQUEST ->
                new SqsFault(
                        failure.code() instanceof NodeError ? SqsError.INTERNAL_FAILURE : SqsError.INVALID_PARAMETER,
                        text);
            case REFUSE_START, STOP -> new SqsFault(SqsError.INTERNAL_FAILURE, text);
        };
    }

    private static SqsError error(QueueRejection reason) {
        return switch (reason) {
            case QUEUE_NOT_FOUND -> SqsError.QUEUE_DOES_NOT_EXIST;
            case QUEUE_EXISTS -> SqsError.QUEUE_NAME_EXISTS;
            case QUEUE_DELETED_RECENTLY -> SqsError.QUEUE_DELETED_RECENTLY;
            case SETTING_INVALID, QUEUE_KIND_FIXED -> SqsError.INVALID_ATTRIBUTE_VALUE;
            case QUEUE_LIMIT, IN_FLIGHT_LIMIT, QUEUE_DRAINING, JOB_MEMORY_FULL, KEY_SETTINGS_LIMIT ->
                SqsError.OVER_LIMIT;
            case PURGE_IN_PROGRESS -> SqsError.PURGE_IN_PROGRESS;
            case DEDUPLICATION_LIMIT, JOB_NOT_FETCHED, KEY_BACKLOG_FULL -> SqsError.REQUEST_THROTTLED;
            case GROUP_MISSING -> SqsError.MISSING_PARAMETER;
            case MOVE_TASK_NOT_FOUND, MOVE_TASK_NOT_RUNNING -> SqsError.RESOURCE_NOT_FOUND;
            case QUEUE_NAME_INVALID,
                    MESSAGE_TOO_LARGE,
                    TAG_LIMIT,
                    DEAD_LETTER_TARGET_MISSING,
                    DEAD_LETTER_TARGET_DENIES,
                    DEAD_LETTER_KIND_DIFFERS,
                    DEDUPLICATION_ID_MISSING,
                    MOVE_SOURCE_NOT_DEAD_LETTERS,
                    MOVE_DESTINATION_INVALID,
                    MOVE_TASK_RUNNING,
                    LIMIT_NOT_FOUND,
                    LIMIT_IN_USE,
                    JOB_NOT_FOUND,
                    JOB_FINISHED,
                    JOB_LEASED,
                    JOB_INVALID,
                    LEASE_LOST,
                    LEASE_EXPIRED,
                    LEASE_UNKNOWN,
                    LEASE_OF_ANOTHER_WORKER,
                    UNIQUE_KEY_TAKEN,
                    IDEMPOTENCY_CONTENT_DIFFERS,
                    SCHEDULE_NOT_FOUND,
                    SCHEDULE_EXISTS,
                    SCHEDULE_INVALID,
                    SCHEDULE_LIMIT,
                    SCHEDULE_BACKFILL_RUNNING -> SqsError.INVALID_PARAMETER;
        };
    }

    private static String text(QueueRejection reason, String message) {
        return switch (reason) {
            case QUEUE_NOT_FOUND -> "The specified queue does not exist.";
            case QUEUE_DELETED_RECENTLY ->
                "You must wait 60 seconds after deleting a queue before you can create another with the same name.";
            case DEAD_LETTER_TARGET_MISSING, DEAD_LETTER_TARGET_DENIES, DEAD_LETTER_KIND_DIFFERS ->
                "Value for parameter RedrivePolicy is invalid. Reason: " + message;
            case QUEUE_KIND_FIXED ->
                "Invalid value for the parameter FifoQueue. Reason: Modifying queue type is not supported.";
            case GROUP_MISSING -> "The request must contain the parameter MessageGroupId.";
            case DEDUPLICATION_ID_MISSING ->
                "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided"
                        + " explicitly";
            case MOVE_SOURCE_NOT_DEAD_LETTERS -> "Source queue must be configured as a Dead Letter Queue.";
            case MOVE_TASK_RUNNING ->
                "There is already a task running. Only one active task is allowed for a source queue arn at a given"
                        + " time.";
            case MOVE_TASK_NOT_FOUND, MOVE_TASK_NOT_RUNNING -> "Task does not exist.";
            default -> message;
        };
    }
}
