package dev.skidway.client;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import org.jspecify.annotations.Nullable;

/** A call that failed, with the server's stable code where there is one. */
public final class SkidwayClientException extends RuntimeException {

    private final String code;
    private final boolean retryable;

    SkidwayClientException(String code, String message, boolean retryable, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.retryable = retryable;
    }

    /** What a failed call says. */
    static SkidwayClientException of(Throwable failure) {
        Status status = Status.fromThrowable(failure);
        String text = status.getDescription() == null ? status.getCode().name() : status.getDescription();
        return new SkidwayClientException(codeOf(failure), text, isPassing(status), failure);
    }

    private static String codeOf(Throwable failure) {
        com.google.rpc.Status details = StatusProto.fromThrowable(failure);
        if (details != null) {
            for (var detail : details.getDetailsList()) {
                if (detail.is(ErrorInfo.class)) {
                    try {
                        return detail.unpack(ErrorInfo.class).getReason();
                    } catch (InvalidProtocolBufferException e) {
                        return "";
                    }
                }
            }
        }
        return "";
    }

    /** Whether the same call may succeed later. */
    static boolean isPassing(Status status) {
        return switch (status.getCode()) {
            case UNAVAILABLE, RESOURCE_EXHAUSTED, ABORTED, DEADLINE_EXCEEDED -> true;
            default -> false;
        };
    }

    /** The server's stable code, such as {@code SK-QUE-001}; empty if the server was not reached. */
    public String code() {
        return code;
    }

    /** Whether the same call may succeed later. */
    public boolean retryable() {
        return retryable;
    }
}
