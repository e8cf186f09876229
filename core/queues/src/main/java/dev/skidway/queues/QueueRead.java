package dev.skidway.queues;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What deciders may know of a queue. */
interface QueueRead {

    long id();

    QueueName name();

    QueueSettings settings();

    SortedMap<String, String> tags();

    /** Engine time of the last purge, or -1. */
    long purgedAtMillis();

    /** Number that the next new lane will get. */
    long nextLane();

    int laneCount();

    long messageCount();

    long readyCount();

    long leasedCount();

    @Nullable LaneRead lane(long number);

    /** Lanes from this number on, in order of number. */
    Iterable<? extends LaneRead> lanesFrom(long number);

    @Nullable LaneRead lane(int priority, @Nullable String key);

    /** Null for a message that was never leased. */
    @Nullable LeaseRead lease(long lane, long slot);

    /** Null for a message that has no more than slot and record. */
    @Nullable JobRead job(long lane, long slot);

    /** Priority of a message: that of its lane, or on a FIFO queue, whose lanes have none, its own. */
    int priorityOf(LaneRead lane, long slot);

    /** The job that has a unique key, or had it last; null if that is forgotten. */
    @Nullable UniqueRead unique(String key);

    /** What a send under this idempotency key came to, or null if that is too old. */
    @Nullable SendRead sentBefore(String idempotencyKey, long nowMillis);

    /** What is remembered of jobs that are over, from this number on. */
    Iterable<? extends HistoryRead> finishedFrom(long sequence);

    /** Worker that has the message under its lease, or empty. */
    String holder(long lane, long slot);

    /** The name for ever of a message that lives here. */
    MessageRef identity(long lane, long slot);

    /** What it remembers; on a FIFO queue only. */
    FifoRead memory();

    /** How many messages may be leased now as far as the queue as a whole is concerned: 0 or less while it is paused or at a limit. */
    long room(long nowMillis);

    /** How many messages of a key may be leased now as far as the key is concerned. */
    int keyRoom(@Nullable String key, long nowMillis);

    /** How many more messages of a key may be sent. */
    long backlogRoom(@Nullable String key);

    /** What a key has of its own; empty for the messages without one. */
    KeySettings keySettings(String key);

    int keysWithSettings();

    /** Keys after one, null for the first ones, in order of name. */
    List<KeyView> keysAfter(@Nullable String after, int countMax);

    /** Keys of which more is known than their messages. */
    int keysKnown();

    /**
     * The messages that the next receive of {@code countMax} gets, in order; none while one of them is being fetched into memory.
     *
     * @param deadMove whether those that were tried in vain too often are going to move elsewhere, and use up no limit
     */
    List<Pick> plan(int countMax, boolean deadMove, long nowMillis);

    /** Messages to be moved elsewhere: no limit concerns them, and what is not in memory is loaded while the partition waits. */
    List<Pick> planAtOnce(int countMax);

    /** Why it gives out nothing now; {@code deadMove} as in {@link #plan}. */
    Explanation explain(boolean deadMove, long nowMillis);

    /** Why the message of a live slot is not given out now. */
    Explanation explain(MessageRef place, boolean deadMove, long nowMillis);

    /** Whether the last plan is empty only because something is being fetched; whoever waits on the queue's id is told when it is there. */
    boolean fetching();

    QueueView view();
}
