package dev.skidway.node;

/** What callers ask of the node, for counting. */
public enum Verb {
    CREATE_QUEUE,
    DELETE_QUEUE,
    PURGE_QUEUE,
    SET_QUEUE_SETTINGS,
    CHANGE_QUEUE_TAGS,
    GET_QUEUE,
    LIST_QUEUES,
    LIST_DEAD_LETTER_SOURCES,
    START_MOVE_TASK,
    CANCEL_MOVE_TASK,
    LIST_MOVE_TASKS,
    PEEK,
    SEND,
    RECEIVE,
    DELETE,
    CHANGE_VISIBILITY,
    FINISH_JOBS,
    EXTEND_LEASES,
    CHANGE_JOBS,
    GET_JOB,
    SEARCH_JOBS,
    DISPATCH,
    EXPLAIN,
    SCHEDULE,
    AWAIT;

    /** Whether it waits for messages: such calls are counted, and bounded, apart. */
    boolean waits() {
        return this == RECEIVE || this == AWAIT;
    }
}
