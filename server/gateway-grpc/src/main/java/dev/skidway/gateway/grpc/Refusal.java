package dev.skidway.gateway.grpc;

import dev.skidway.base.ErrorCode;

/** A call that the gateway refuses before it asks the node. */
final class Refusal extends RuntimeException {

    private final transient ErrorCode code;

    Refusal(ErrorCode code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** A request whose field is not as it must be. */
    static Refusal invalid(String message) {
        return new Refusal(GrpcError.REQUEST_INVALID, message);
    }

    ErrorCode code() {
        return code;
    }

    String text() {
        return String.valueOf(getMessage());
    }
}
