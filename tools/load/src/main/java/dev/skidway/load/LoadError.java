package dev.skidway.load;

import dev.skidway.base.ErrorCode;

/** The failures a measurement can meet, each with its page in {@code docs/errors}. */
enum LoadError implements ErrorCode {
    /** The server answered something a lifecycle cannot go on with. */
    UNEXPECTED_ANSWER("SK-LOD-001"),
    /** The data folder lies in memory, so its forces prove nothing. */
    FOLDER_IN_MEMORY("SK-LOD-002"),
    /** The server process did not print its ready line. */
    SERVER_NOT_READY("SK-LOD-003"),
    /** Far fewer forces than the durable answers need: something pretends to be durable. */
    FORCES_MISSING("SK-LOD-004"),
    /** The job log is not in Standard Workload Format. */
    TRACE_UNREADABLE("SK-LOD-005"),
    /** Neither a launcher nor a running server was named. */
    NO_SERVER("SK-LOD-006"),
    /** Options that contradict each other or lie outside their bounds. */
    BAD_OPTIONS("SK-LOD-007"),
    /** The disk has less room than the run is going to need. */
    DISK_TOO_SMALL("SK-LOD-008"),
    /** Jobs that were to be due later were due before all of them were sent. */
    FILLED_TOO_LATE("SK-LOD-009");

    private final String code;

    LoadError(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
