package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/** What deciders may know of a lane: the messages of one priority and key, numbered by slot in order of arrival. */
interface LaneRead {

    long number();

    int priority();

    @Nullable String key();

    /** Slot that the next message will get, unless it is a far one. */
    long nextSlot();

    /** Slot that the next far message of a span will get, or -1 if it begins a block. */
    long nextFarSlot(long span);

    /** Number of the next block of far messages. */
    long nextFarBlock();

    /** Whether a message ever had this slot. */
    boolean numbered(long slot);

    /** Messages in it. */
    long live();

    boolean isLive(long slot);

    /** First live slot at or after {@code fromSlot}, or -1. */
    long nextLive(long fromSlot);

    /** First slot at or after {@code fromSlot} whose message can be leased, or -1. */
    long nextReady(long fromSlot);

    /** Whether the message of a live slot can be leased, as far as it alone is concerned. */
    boolean isReady(long slot);

    /** Whether what the five below tell of this slot is in memory; if not, it is being fetched from now on. */
    boolean fetch(long slot);

    /** The five below are defined for live slots only. */
    long payloadPosition(long slot);

    int headerBytes(long slot);

    int bodyBytes(long slot);

    long enqueuedAtMillis(long slot);

    /** When a delayed message is due, -1 for another one. */
    long delayedUntilMillis(long slot);
}
