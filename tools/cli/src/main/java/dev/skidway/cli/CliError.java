package dev.skidway.cli;

import dev.skidway.base.ErrorCode;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.journal.DiskFullException;
import java.io.IOException;

/** What the tools themselves find wrong; each code has its page in {@code docs/errors}. */
public enum CliError implements ErrorCode {
    /** The folder that was named holds no data of ours. */
    NO_DATA("SK-CLI-001"),
    /** The stored payload of a live message does not agree with its checksum. */
    PAYLOAD_DAMAGED("SK-CLI-002"),
    /** A file could not be read or written, so nothing can be said. */
    FILE_UNUSABLE("SK-CLI-003"),
    /** A server could not be asked, or refused. */
    SERVER_UNUSABLE("SK-CLI-004"),
    /** A backup is not complete, or not what was written. */
    BACKUP_DAMAGED("SK-CLI-005"),
    /** A folder that must be empty is not. */
    FOLDER_NOT_EMPTY("SK-CLI-006"),
    /** A backup does not reach to the moment that was asked for. */
    OUT_OF_RANGE("SK-CLI-007"),
    /** A queue that was named does not exist. */
    QUEUE_UNKNOWN("SK-CLI-008"),
    /** A file to import is not what an export writes. */
    EXPORT_DAMAGED("SK-CLI-009"),
    /** Not all messages of a file were imported. */
    IMPORT_INCOMPLETE("SK-CLI-010");

    private final String code;

    CliError(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }

    /** A file that could not be read or written. */
    static SkidwayException unusable(String what, IOException cause) {
        String why = cause instanceof DiskFullException ? "the disk is full" : cause.toString();
        return new SkidwayException(FILE_UNUSABLE, Severity.STOP, what + ": " + why, cause);
    }
}
