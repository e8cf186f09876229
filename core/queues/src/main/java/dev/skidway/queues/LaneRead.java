package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/** What deciders may know of a lane: the messages of one priority and key, numbered by slot in order of arrival. */
interface LaneRead {

    long number();

    int priority();

    @Nullable String key();

    /** Slot that the next message will get. */
    long nextSlot();

    boolean isLive(long slot);

    /** First live slot at or after {@code fromSlot}, or -1. */
    long nextLive(long fromSlot);

    /** First slot at or after {@code fromSlot} whose message can be leased, or -1. */
    long nextReady(long fromSlot);

    /** Whether the message of a live slot can be leased, as far as it alone is concerned. */
    boolean isReady(long slot);

    /** Whether what the four below tell of this slot is in memory; if not, it is being fetched from now on. */
    boolean fetch(long slot);

    /** The four below are defined for live slots only. */
    long payloadPosition(long slot);

    int headerBytes(long slot);

    int bodyBytes(long slot);

    long enqueuedAtMillis(long slot);
}
