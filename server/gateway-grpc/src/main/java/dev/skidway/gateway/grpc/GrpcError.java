package dev.skidway.gateway.grpc;

import dev.skidway.base.ErrorCode;

/** What this gateway itself says no to. */
enum GrpcError implements ErrorCode {
    /** The port could not be opened. */
    PORT_UNAVAILABLE("SK-GRP-001"),
    /** A field is outside its bounds, or fields contradict each other. */
    REQUEST_INVALID("SK-GRP-002"),
    /** The authority or origin of the call is not allowed. */
    HOST_REFUSED("SK-GRP-003"),
    /** A worker stream broke the order of its messages. */
    STREAM_MISUSED("SK-GRP-004"),
    /** Too many worker streams are open. */
    TOO_MANY_STREAMS("SK-GRP-005"),
    /** A delivery or lease that is not, or no longer, in the worker's hands. */
    LEASE_UNKNOWN("SK-GRP-006"),
    /** A job id that was not made here, or of a job that is gone. */
    JOB_UNKNOWN("SK-GRP-007"),
    /** What is needed did not come from the disk soon enough; nothing happened. */
    BUSY("SK-GRP-009"),
    /** Something in the server broke that should not; its log says what. */
    INTERNAL("SK-GRP-008");

    private final String code;

    GrpcError(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
