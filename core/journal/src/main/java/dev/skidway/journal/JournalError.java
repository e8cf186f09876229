package dev.skidway.journal;

import dev.skidway.base.ErrorCode;

/** Everything that can go wrong with the data folder; each code has a page in {@code docs/errors/}. */
public enum JournalError implements ErrorCode {
    /** A write or force of the journal failed: nothing may be answered any more. */
    JOURNAL_FAILED("SK-JRN-001"),
    /** A block that must be whole is not. */
    BLOCK_DAMAGED("SK-JRN-002"),
    /** A segment that must exist does not. */
    SEGMENT_MISSING("SK-JRN-003"),
    /** A segment file does not have the size all segments have. */
    SEGMENT_SIZE_WRONG("SK-JRN-004"),
    /** The log ends before a position that is known to have been durable. */
    LOG_TOO_SHORT("SK-JRN-005"),
    /** The identity file is missing or damaged although data exists. */
    IDENTITY_DAMAGED("SK-JRN-006"),
    /** No valid manifest although data exists. */
    MANIFEST_DAMAGED("SK-JRN-007"),
    /** A published snapshot is missing or damaged. */
    SNAPSHOT_DAMAGED("SK-JRN-008"),
    /** The folder was written by a version with another format. */
    FORMAT_UNKNOWN("SK-JRN-009"),
    /** The configured segment size differs from the one the folder was created with. */
    SEGMENT_BYTES_CHANGED("SK-JRN-010"),
    /** Another process uses the folder. */
    FOLDER_IN_USE("SK-JRN-011"),
    /** The folder cannot be written. */
    FOLDER_NOT_WRITABLE("SK-JRN-012"),
    /** A position was asked for that is not, or no longer, in the journal. */
    POSITION_GONE("SK-JRN-013"),
    /** The disk failed to read bytes of the journal. */
    READ_FAILED("SK-JRN-014"),
    /** The disk failed while the folder was being opened. */
    OPEN_FAILED("SK-JRN-015"),
    /** Not enough free space to open the folder. */
    NO_SPACE_TO_OPEN("SK-JRN-016"),
    /** The configured number of partitions differs from the one the folder was created with. */
    PARTITIONS_CHANGED("SK-JRN-017"),
    /** A spill file that the state needs is missing or damaged. */
    SPILL_DAMAGED("SK-JRN-018"),
    /** A backup was asked for while another one is being taken. */
    BACKUP_UNDER_WAY("SK-JRN-019"),
    /** The files of a backup were let go before it was complete. */
    BACKUP_LOST("SK-JRN-020");

    private final String code;

    JournalError(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
