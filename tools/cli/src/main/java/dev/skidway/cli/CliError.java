package dev.skidway.cli;

import dev.skidway.base.ErrorCode;

/** What the tools themselves find wrong; each code has its page in {@code docs/errors}. */
public enum CliError implements ErrorCode {
    /** The folder that was named holds no data of ours. */
    NO_DATA("SK-CLI-001"),
    /** The stored payload of a live message does not agree with its checksum. */
    PAYLOAD_DAMAGED("SK-CLI-002"),
    /** A file could not be read or written, so nothing can be said. */
    FILE_UNUSABLE("SK-CLI-003");

    private final String code;

    CliError(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
