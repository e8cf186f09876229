package dev.skidway.queues;

/** What deciders may know of a finished job in the history of its queue. */
interface HistoryRead {

    /** Its number there. */
    long sequence();

    FinishedJob job();
}
