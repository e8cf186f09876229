package dev.skidway.client;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import org.jspecify.annotations.Nullable;

/** A call that failed, with the server's stable code where there is one: it was refused, or nobody knows what became of it. */
public final class SkidwayClientException extends RuntimeException {

    private final String code;
    private final boolean retryable;
    private final boolean refused;

    SkidwayClientException(String code, String message, boolean retryable, @Nullable Throwable cause) {
        this(code, message, retryable, !code.isEmpty(), cause);
    }

    private SkidwayClientException(
            String code, String message, boolean retryable, boolean refused, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.retryable = retryable;
        this.refused = refused;
    }

    /** What a failed call says. */
    static SkidwayClientException of(Throwable failure) {
        Status status = Status.fromThrowable(failure);
        String text = status.getDescription() == null ? status.getCode().name() : status.getDescription();
        String code = codeOf(failure);
        // A server that breaks while it works says so too, but not what became of the call.
        boolean refused = !code.isEmpty() && status.getCode() != Status.Code.INTERNAL;
        return new SkidwayClientException(code, text, isPassing(status), refused, failure);
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

    /** Whether the server said no and nothing happened. Otherwise the answer was lost, and the call may have been carried out or not. */
    public boolean refused() {
        return refused;
    }

    /** Whether the same call may succeed later. */
    public boolean retryable() {
        return retryable;
    }
}
