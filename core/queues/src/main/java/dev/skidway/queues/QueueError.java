package dev.skidway.queues;

import dev.skidway.base.ErrorCode;

/** Operating failures of the queue domain. */
enum QueueError implements ErrorCode {
    EVENT_DAMAGED("SK-QUE-101"),
    SNAPSHOT_DAMAGED("SK-QUE-102");

    private final String code;

    QueueError(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
