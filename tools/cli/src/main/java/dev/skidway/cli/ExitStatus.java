package dev.skidway.cli;

import dev.skidway.base.ErrorCode;
import dev.skidway.base.SkidwayException;
import dev.skidway.journal.JournalError;
import java.io.IOException;

/** What a tool tells its caller when it ends: the server's numbers, each with the server's meaning. */
public enum ExitStatus {
    /** Done, and nothing is wrong. */
    DONE(0),
    /** A bug of ours. */
    BROKEN(1),
    /** Arguments that cannot be used. */
    BAD_ARGUMENTS(2),
    /** Damaged data. */
    DAMAGED_DATA(3),
    /** The disk failed, or refused. */
    FATAL_IO(4),
    /** A process uses the data folder. */
    FOLDER_IN_USE(5);

    private final int status;

    ExitStatus(int status) {
        this.status = status;
    }

    /** The number the operating system sees. */
    public int status() {
        return status;
    }

    static ExitStatus of(Throwable failure) {
        return switch (failure) {
            case SkidwayException known -> of(known.code());
            case IOException io -> FATAL_IO;
            default -> BROKEN;
        };
    }

    private static ExitStatus of(ErrorCode code) {
        return switch (code) {
            case CliError.NO_DATA,
                    CliError.SERVER_UNUSABLE,
                    CliError.FOLDER_NOT_EMPTY,
                    CliError.OUT_OF_RANGE,
                    CliError.QUEUE_UNKNOWN -> BAD_ARGUMENTS;
            case CliError.FILE_UNUSABLE,
                    CliError.IMPORT_INCOMPLETE,
                    JournalError.FOLDER_NOT_WRITABLE,
                    JournalError.READ_FAILED,
                    JournalError.OPEN_FAILED,
                    JournalError.BACKUP_LOST,
                    JournalError.NO_SPACE_TO_OPEN -> FATAL_IO;
            case JournalError.FOLDER_IN_USE -> FOLDER_IN_USE;
            default -> DAMAGED_DATA;
        };
    }
}
