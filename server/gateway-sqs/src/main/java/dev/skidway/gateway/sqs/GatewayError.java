package dev.skidway.gateway.sqs;

import dev.skidway.base.ErrorCode;

/** Operating failures of this gateway. */
enum GatewayError implements ErrorCode {
    /** The port could not be opened. */
    PORT_UNAVAILABLE("SK-SQS-001");

    private final String code;

    GatewayError(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
