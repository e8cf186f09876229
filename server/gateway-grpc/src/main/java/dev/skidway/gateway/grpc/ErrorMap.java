package dev.skidway.gateway.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import dev.skidway.base.ErrorCode;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.QueueRejection;
import dev.skidway.v1.Problem;
import dev.skidway.v1.Retry;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where rejections and failures become statuses and problems of the native protocol. */
final class ErrorMap {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorMap.class);
    private static final String DOMAIN = "skidway.dev";
    /** Advice of a throttle: one second. */
    private static final Duration RETRY_AFTER =
            Duration.newBuilder().setSeconds(1).build();

    private ErrorMap() {}

    /** The reply of an outcome; a rejection is thrown as its status. */
    static <R> R reply(Outcome<R> outcome) {
        return switch (outcome) {
            case Outcome.Done<R>(R reply) -> reply;
            case Outcome.Refused<R>(Rejection rejection) -> throw status(rejection);
        };
    }

    /** The status of a whole call that the domain refuses. */
    static StatusRuntimeException status(Rejection rejection) {
        return status(statusOf(rejection), rejection.reason(), rejection.message(), advice(rejection));
    }

    /** The status of whatever a call may throw. */
    static StatusRuntimeException status(Throwable failure) {
        return switch (failure) {
            case StatusRuntimeException status -> status;
            case Refusal refusal -> status(statusOf(refusal.code()), refusal.code(), refusal.text(), Retry.RETRY_NEVER);
            case SkidwayException exception -> status(exception);
            default -> {
                LOG.error("A call of the native protocol broke: {}", failure.getMessage(), failure);
                yield status(
                        Status.Code.INTERNAL,
                        GrpcError.INTERNAL,
                        "the server could not carry this out; its log says why",
                        Retry.RETRY_NEVER);
            }
        };
    }

    /** The same for an operating failure of the node. */
    static StatusRuntimeException status(SkidwayException failure) {
        Retry retry = failure.severity() == Severity.RETRY ? Retry.RETRY_LATER : Retry.RETRY_NEVER;
        Status.Code code = switch (failure.severity()) {
            case RETRY -> Status.Code.UNAVAILABLE;
            case FAIL_REQUEST -> Status.Code.FAILED_PRECONDITION;
            case REFUSE_START, STOP -> Status.Code.INTERNAL;
        };
        return status(code, failure.code(), failure.text(), retry);
    }

    /** The problem of one entry that the domain refuses. */
    static Problem problem(Rejection rejection) {
        return problem(rejection.reason(), rejection.message(), advice(rejection));
    }

    /** The problem of one entry that the gateway refuses. */
    static Problem problem(Refusal refusal) {
        return problem(refusal.code(), refusal.text(), Retry.RETRY_NEVER);
    }

    /** The problem of entries whose common command failed. */
    static Problem problem(SkidwayException failure) {
        return problem(
                failure.code(),
                failure.text(),
                failure.severity() == Severity.RETRY ? Retry.RETRY_LATER : Retry.RETRY_NEVER);
    }

    static Problem problem(ErrorCode code, String message, Retry retry) {
        Problem.Builder problem =
                Problem.newBuilder().setCode(code.code()).setMessage(message).setRetry(retry);
        if (retry == Retry.RETRY_LATER) {
            problem.setRetryAfter(RETRY_AFTER);
        }
        return problem.build();
    }

    private static StatusRuntimeException status(Status.Code status, ErrorCode code, String message, Retry retry) {
        com.google.rpc.Status.Builder details = com.google.rpc.Status.newBuilder()
                .setCode(status.value())
                .setMessage(code.code() + ": " + message)
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setDomain(DOMAIN)
                        .setReason(code.code())
                        .build()));
        if (retry == Retry.RETRY_LATER) {
            details.addDetails(
                    Any.pack(RetryInfo.newBuilder().setRetryDelay(RETRY_AFTER).build()));
        }
        return StatusProto.toStatusRuntimeException(details.build());
    }

    private static Status.Code statusOf(ErrorCode code) {
        return switch (code) {
            case GrpcError error ->
                switch (error) {
                    case REQUEST_INVALID -> Status.Code.INVALID_ARGUMENT;
                    case HOST_REFUSED -> Status.Code.PERMISSION_DENIED;
                    case STREAM_MISUSED -> Status.Code.INVALID_ARGUMENT;
                    case TOO_MANY_STREAMS -> Status.Code.RESOURCE_EXHAUSTED;
                    case BUSY -> Status.Code.UNAVAILABLE;
                    case LEASE_UNKNOWN, JOB_UNKNOWN -> Status.Code.NOT_FOUND;
                    case PORT_UNAVAILABLE, INTERNAL -> Status.Code.INTERNAL;
                };
            default -> Status.Code.INVALID_ARGUMENT;
        };
    }

    private static Status.Code statusOf(Rejection rejection) {
        QueueRejection reason = reason(rejection);
        return reason == null
                ? Status.Code.INVALID_ARGUMENT
                : switch (reason) {
                    case QUEUE_NOT_FOUND,
                            DEAD_LETTER_TARGET_MISSING,
                            MOVE_TASK_NOT_FOUND,
                            JOB_NOT_FOUND,
                            LIMIT_NOT_FOUND,
                            SCHEDULE_NOT_FOUND,
                            LEASE_UNKNOWN -> Status.Code.NOT_FOUND;
                    case QUEUE_EXISTS, SCHEDULE_EXISTS, UNIQUE_KEY_TAKEN, IDEMPOTENCY_CONTENT_DIFFERS ->
                        Status.Code.ALREADY_EXISTS;
                    case QUEUE_DELETED_RECENTLY, PURGE_IN_PROGRESS, JOB_NOT_FETCHED -> Status.Code.UNAVAILABLE;
                    case QUEUE_LIMIT,
                            IN_FLIGHT_LIMIT,
                            DEDUPLICATION_LIMIT,
                            JOB_MEMORY_FULL,
                            KEY_BACKLOG_FULL,
                            KEY_SETTINGS_LIMIT,
                            SCHEDULE_LIMIT -> Status.Code.RESOURCE_EXHAUSTED;
                    case QUEUE_NAME_INVALID,
                            SETTING_INVALID,
                            MESSAGE_TOO_LARGE,
                            TAG_LIMIT,
                            JOB_INVALID,
                            SCHEDULE_INVALID,
                            DEDUPLICATION_ID_MISSING,
                            GROUP_MISSING -> Status.Code.INVALID_ARGUMENT;
                    case DEAD_LETTER_TARGET_DENIES,
                            QUEUE_DRAINING,
                            LIMIT_IN_USE,
                            SCHEDULE_BACKFILL_RUNNING,
                            JOB_FINISHED,
                            JOB_LEASED,
                            LEASE_LOST,
                            LEASE_EXPIRED,
                            LEASE_OF_ANOTHER_WORKER,
                            DEAD_LETTER_KIND_DIFFERS,
                            MOVE_SOURCE_NOT_DEAD_LETTERS,
                            MOVE_DESTINATION_INVALID,
                            MOVE_TASK_RUNNING,
                            MOVE_TASK_NOT_RUNNING,
                            QUEUE_KIND_FIXED -> Status.Code.FAILED_PRECONDITION;
                };
    }

    private static Retry advice(Rejection rejection) {
        return switch (statusOf(rejection)) {
            case RESOURCE_EXHAUSTED, UNAVAILABLE -> Retry.RETRY_LATER;
            default -> Retry.RETRY_NEVER;
        };
    }

    private static @Nullable QueueRejection reason(Rejection rejection) {
        return rejection.reason() instanceof QueueRejection reason ? reason : null;
    }
}
