package dev.skidway.app;

import dev.skidway.base.ErrorCode;

/** What can go wrong while the server is put together. */
enum AppError implements ErrorCode {
    CONFIG_REFUSED("SK-APP-001"),
    PORT_UNUSABLE("SK-APP-002"),
    FOLDER_UNUSABLE("SK-APP-003"),
    NOT_AT_REST("SK-APP-004");

    private final String code;

    AppError(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
