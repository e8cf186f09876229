package dev.skidway.engine;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongPredicate;

/**
 * A deterministic state machine that a partition hosts: its tables, deciders, events and appliers.
 *
 * <p>All methods are called by the partition's thread only. One instance belongs to one partition.
 */
public interface Domain {

    /** Number of the domain in snapshots, stable for ever; also the range of its event ids: {@code 256 * id() .. 256 * id() + 255}. */
    int id();

    /** Every kind of event with its applier. */
    List<EventBinding<?>> events();

    /** Every kind of command with its decider. */
    List<CommandBinding<?, ?>> commands();

    /** Engine time in milliseconds of the earliest live timer, {@link Long#MAX_VALUE} when there is none. */
    long nextTimerMillis();

    /** A command of the domain itself that fires at most {@code countMax} timers due at the time it is decided, in a fixed order. */
    Command<?> fireTimers(int countMax);

    /**
     * Whether what the earliest timer needs is in memory. If not, it is being fetched and timers wait; asked before timers that are due at
     * {@code nowMillis} fire, and only while the partition runs.
     */
    default boolean timersReady(long nowMillis) {
        return true;
    }

    /** Gives the domain its cold store, before anything else; never called if there is none. */
    default void useColdStore(ColdStore store) {}

    /** Puts parts of the state away while too many are in memory: a bounded piece of work, once a step; returns whether there was any. */
    default boolean spillSlice() {
        return false;
    }

    /** How much of the state could be put away, or was. */
    default ResidentState resident() {
        return ResidentState.NONE;
    }

    /** Journal segments (by {@code segmentOf}) that hold at least one live byte of this domain; they must not be released. */
    LiveSegments liveSegments();

    /** Begins a walk over the payloads in those segments that are named; not all may be found if they move meanwhile. */
    default PayloadWalk walkPayloads(LongPredicate segments) {
        return PayloadWalk.NONE;
    }

    /** A command of the domain itself that writes payloads once more, at the head of the journal, and forgets where they were. */
    default Command<PayloadCopies> copyPayloads(List<PayloadCopies.Read> reads) {
        throw new IllegalStateException("a domain whose walk finds nothing copies nothing");
    }

    /**
     * Begins a snapshot of the state as it is now (a frame border). Until {@link #snapshotSlice} returns true or {@link
     * #abandonSnapshot} is called, every unit that is about to change for the first time is written to the sink first.
     */
    void beginSnapshot(SnapshotSink sink);

    /** Writes about {@code bytesTarget} more bytes of units; returns true when all are written. Must stay far below a millisecond. */
    boolean snapshotSlice(int bytesTarget);

    /** Forgets the snapshot that was begun. */
    void abandonSnapshot();

    /** Takes one unit of a snapshot into the (empty) state; units come in the order in which they were written. */
    void restoreUnit(int unitType, ByteBuffer unit);

    /** Called after the last unit: builds what is derived and checks that the parts agree. */
    void restored();

    /** Feeds the logical content, never what merely happens to be in memory, in a canonical order. */
    void hash(StateHash hash);

    /** Throws {@link dev.skidway.base.InvariantViolation} if tables, indexes and counters disagree; may be slow, for tests. */
    void checkConsistency();

    /** An event type with its applier. */
    record EventBinding<E extends Event>(EventType<E> type, Applier<E> applier) {}

    /** A command class with its decider. */
    record CommandBinding<C extends Command<R>, R>(Class<C> commandClass, Decider<C, R> decider) {}
}
