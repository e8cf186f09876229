package dev.skidway.base;

/** What whoever catches a {@link SkidwayException} must do about it. */
public enum Severity {
    /** Passing: the same call may be made again. */
    RETRY,
    /** This request failed and changed nothing; others go on. */
    FAIL_REQUEST,
    /** The server must not start on this data folder or configuration. */
    REFUSE_START,
    /** Nothing may be answered any more: the partition, or the process, stops. */
    STOP
}
