package dev.skidway.queues;

import dev.skidway.engine.Rejection;

/** Why the queue domain says no. */
public enum QueueRejection implements Rejection.Reason {
    QUEUE_NOT_FOUND("SK-QUE-001"),
    QUEUE_EXISTS("SK-QUE-002"),
    QUEUE_DELETED_RECENTLY("SK-QUE-003"),
    QUEUE_NAME_INVALID("SK-QUE-004"),
    SETTING_INVALID("SK-QUE-005"),
    QUEUE_LIMIT("SK-QUE-006"),
    PURGE_IN_PROGRESS("SK-QUE-007"),
    IN_FLIGHT_LIMIT("SK-QUE-008"),
    MESSAGE_TOO_LARGE("SK-QUE-009"),
    TAG_LIMIT("SK-QUE-010"),
    DEAD_LETTER_TARGET_MISSING("SK-QUE-011"),
    DEAD_LETTER_TARGET_DENIES("SK-QUE-012"),
    MOVE_SOURCE_NOT_DEAD_LETTERS("SK-QUE-013"),
    MOVE_DESTINATION_INVALID("SK-QUE-014"),
    MOVE_TASK_RUNNING("SK-QUE-015"),
    MOVE_TASK_NOT_FOUND("SK-QUE-016"),
    MOVE_TASK_NOT_RUNNING("SK-QUE-017"),
    QUEUE_KIND_FIXED("SK-QUE-018"),
    DEAD_LETTER_KIND_DIFFERS("SK-QUE-019"),
    DEDUPLICATION_ID_MISSING("SK-QUE-020"),
    DEDUPLICATION_LIMIT("SK-QUE-021"),
    GROUP_MISSING("SK-QUE-022"),
    QUEUE_DRAINING("SK-QUE-023");

    private final String code;

    QueueRejection(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
