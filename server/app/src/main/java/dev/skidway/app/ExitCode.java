package dev.skidway.app;

import dev.skidway.app.config.ConfigRefused;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.EngineError;
import dev.skidway.journal.FolderInUseException;
import dev.skidway.journal.JournalError;
import java.io.IOException;

/** What the process tells its caller when it ends. */
public enum ExitCode {
    /** Stopped as asked, everything accepted is durable. */
    DONE(0),
    /** A bug of ours. */
    BROKEN(1),
    /** Bad configuration or arguments. */
    BAD_CONFIGURATION(2),
    /** Refused to start on damaged data. */
    DAMAGED_DATA(3),
    /** Fatal I/O while running. */
    FATAL_IO(4),
    /** Another process uses the data folder. */
    FOLDER_IN_USE(5);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    /** The number the operating system sees. */
    public int status() {
        return status;
    }

    /** The code for a failure, whether at start or while running. */
    static ExitCode of(Throwable failure) {
        return switch (failure) {
            case ConfigRefused refused -> BAD_CONFIGURATION;
            case FolderInUseException inUse -> FOLDER_IN_USE;
            case SkidwayException known -> of(known);
            case IOException io -> FATAL_IO;
            default -> BROKEN;
        };
    }

    private static ExitCode of(SkidwayException failure) {
        return switch (failure.code()) {
            case JournalError journal -> of(journal, failure.severity());
            case EngineError engine -> of(engine, failure.severity());
            // Whatever is neither data nor state is about ports, folders and settings.
            default -> failure.severity() == Severity.REFUSE_START ? BAD_CONFIGURATION : of(failure.severity());
        };
    }

    private static ExitCode of(JournalError error, Severity severity) {
        return switch (error) {
            case FOLDER_IN_USE -> FOLDER_IN_USE;
            case FOLDER_NOT_WRITABLE, SEGMENT_BYTES_CHANGED, PARTITIONS_CHANGED -> BAD_CONFIGURATION;
            case OPEN_FAILED, NO_SPACE_TO_OPEN -> FATAL_IO;
            default -> of(severity);
        };
    }

    private static ExitCode of(EngineError error, Severity severity) {
        return switch (error) {
            case CLOCK_BEHIND_LOG, CLOCK_AHEAD_OF_LOG, PARTITION_UNKNOWN -> BAD_CONFIGURATION;
            default -> of(severity);
        };
    }

    private static ExitCode of(Severity severity) {
        return switch (severity) {
            case REFUSE_START -> DAMAGED_DATA;
            case STOP -> FATAL_IO;
            case RETRY, FAIL_REQUEST -> BROKEN;
        };
    }
}
