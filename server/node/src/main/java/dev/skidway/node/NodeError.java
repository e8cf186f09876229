package dev.skidway.node;

import dev.skidway.base.ErrorCode;

/** Operating failures of the node; each has a page {@code docs/errors/<code>.md}. */
public enum NodeError implements ErrorCode {
    /** More calls are under way than the node admits. */
    OVERLOADED("SK-NOD-001"),
    /** More receives are under way than the node admits. */
    TOO_MANY_RECEIVES("SK-NOD-002"),
    /** The server has not finished starting. */
    STARTING("SK-NOD-003"),
    /** The server is being stopped. */
    DRAINING("SK-NOD-004"),
    /** The server failed and answers nothing any more. */
    FAILED("SK-NOD-005"),
    /** The stored payload of a message is not what was written. */
    PAYLOAD_DAMAGED("SK-NOD-006");

    private final String code;

    NodeError(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    /** True when the caller should slow down rather than merely try again. */
    public boolean throttles() {
        return this == OVERLOADED || this == TOO_MANY_RECEIVES;
    }
}
