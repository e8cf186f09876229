package dev.skidway.engine;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.journal.Journal;
import dev.skidway.journal.Space;
import dev.skidway.journal.SpillSpace;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One writer's deterministic state machine over the journal: decide, append, apply, and answer once that is durable.
 *
 * <p>{@link #submit}, {@link #drain}, {@link #stats} and the like may be called by any thread; {@link #step} and {@link #idleNanosMax} by one
 * thread at a time, the partition's. A step does, in this order: answer what became durable, drop what was cancelled, move parts
 * of the state to and from the disk, answer waits that ran out, fire a bounded number of timers, decide a bounded number of
 * commands (those that were woken before new ones), write a slice of a snapshot, and copy a few payloads forward. So timers and
 * clients each have their share whatever the other asks for.
 *
 * <p>Anything thrown by a decider or an applier, and a failed journal, stop the partition: nothing is answered any more but the failure.
 */
public final class Partition {

    private static final long IDLE_MILLIS_MAX = 1_000L;
    private static final long HELD_IDLE_NANOS_MAX = 100_000L;
    private static final long SNAPSHOT_IDLE_NANOS_MAX = 1_000_000L;

    private final EngineLimits limits;
    private final Journal journal;
    private final List<Domain> domains;
    private final Consumer<Throwable> onFailure;
    private final EngineClock clock;
    private final Inbox inbox;
    private final CommandRegistry commands;
    private final Waiters waiters;
    private final PendingReplies replies = new PendingReplies();
    private final LogHead head;
    private final CommandRunner runner;
    private final Snapshotter snapshotter;
    private final Compactor compactor;
    private final PartitionCounters counters;
    private final @Nullable SpilledParts cold;

    /** The new command that is being decided, or that found no room: in no other place, so that it cannot be lost. */
    private @Nullable Ticket<?> held;

    private long nowMillis;
    private long timersAgainMillis = Long.MIN_VALUE;
    private volatile boolean snapshotAsked;
    private volatile boolean drained;
    private volatile @Nullable SkidwayException failure;

    /** Rebuilds the state; {@link #recover} also listens to the journal. */
    Partition(PartitionSetup setup) {
        limits = setup.limits();
        journal = setup.journal();
        domains = setup.domains();
        onFailure = setup.onFailure();
        inbox = new Inbox(limits);
        commands = new CommandRegistry(domains);
        waiters = new Waiters();
        head = new LogHead();
        counters = new PartitionCounters();
        cold = coldParts(setup);
        RecordCodec codec = new RecordCodec(new EventRegistry(domains));
        DecodedFrame decoded = new DecodedFrame(waiters::wake);
        Replay replay = new Replay(setup.partition(), setup.partitionCount(), codec, decoded, head);
        replay.run(journal, setup.snapshots(), domains);
        clock = new EngineClock(setup.time(), setup.clockLimits(), head.timestampMillis(), setup.clockAccepted());
        nowMillis = clock.nowMillis();
        FrameWriter frames = new FrameWriter(setup.partition(), journal, codec, head, decoded, counters);
        runner = new CommandRunner(limits, journal, domains, commands, frames, waiters, replies, head);
        snapshotter = new Snapshotter(setup.partition(), limits, journal, setup.snapshots(), domains, head);
        snapshotter.started(nowMillis, replay.oldestPosition());
        compactor = new Compactor(setup, runner, snapshotter);
    }

    private @Nullable SpilledParts coldParts(PartitionSetup setup) {
        SpillSpace space = setup.snapshots().spill(setup.partition());
        if (space == null) {
            return null;
        }
        SpilledParts parts = new SpilledParts(space, limits, waiters::wake, counters);
        domains.forEach(domain -> domain.useColdStore(parts));
        return parts;
    }

    /**
     * Rebuilds a partition from its newest snapshot and the journal.
     *
     * @throws SkidwayException with severity REFUSE_START if that is not possible without guessing
     */
    public static Partition recover(PartitionSetup setup) {
        Partition partition = new Partition(setup);
        partition.journal.onProgress(partition.inbox::signal);
        if (partition.cold != null) {
            partition.cold.goLive(partition.inbox::signal);
        }
        return partition;
    }

    /** Has {@code action} called, from any thread, whenever there may be something for {@link #step} to do. */
    public void onWork(Runnable action) {
        inbox.onWork(action);
    }

    /**
     * Hands a command over.
     *
     * @throws SkidwayException RETRY when the inbox is full or the partition is draining, STOP when it has failed
     */
    public <R> Ticket<R> submit(Command<R> command) {
        commands.checkKnown(command);
        return inbox.submit(command);
    }

    /** Does a bounded piece of work; returns whether there was any. */
    public boolean step() {
        if (failure != null) {
            return false;
        }
        try {
            return work();
        } catch (RuntimeException | Error e) {
            // Thread root of the loop: whatever it is, the partition answers nothing more.
            fail(e);
            return false;
        }
    }

    private boolean work() {
        boolean did = replies.release(journal.durablePosition());
        SkidwayException journalFailure = journal.failure();
        if (journalFailure != null) {
            throw journalFailure;
        }
        nowMillis = Math.max(head.timestampMillis(), clock.nowMillis());
        long overdueMillis = Math.max(0, nowMillis - nextTimerMillis());
        did |= dropCancelled();
        did |= moveColdParts();
        did |= answerExpired();
        did |= runTurn();
        if (snapshotAsked) {
            snapshotAsked = false;
            snapshotter.ask();
        }
        did |= snapshotter.step(nowMillis);
        did |= held == null && compactor.step(nowMillis);
        drained = inbox.closed() && inbox.count() == 0 && held == null && waiters.count() == 0 && replies.count() == 0;
        counters.stepped(overdueMillis, nowMillis - snapshotter.newestBeganMillis(), waiters.count(), replies.count());
        return did;
    }

    private boolean moveColdParts() {
        SpilledParts parts = cold;
        if (parts == null) {
            return false;
        }
        boolean did = parts.step(nowMillis);
        long bytes = 0;
        long away = 0;
        for (Domain domain : domains) {
            did |= domain.spillSlice();
            ResidentState resident = domain.resident();
            bytes += resident.bytes();
            away += resident.partsAway();
        }
        counters.resident(new ResidentState(bytes, away));
        return did;
    }

    private boolean dropCancelled() {
        boolean any = false;
        Ticket<?> ticket = inbox.pollCancelled();
        while (ticket != null) {
            if (ticket.waiterNumber != 0) {
                waiters.remove(ticket);
                ticket.failCancelled();
                any = true;
            }
            ticket = inbox.pollCancelled();
        }
        return any;
    }

    private boolean answerExpired() {
        boolean draining = inbox.closed();
        if (draining) {
            runner.refuseToWait();
        }
        long until = draining ? Long.MAX_VALUE : nowMillis;
        boolean any = false;
        Waiters.Waiter<?> waiter = waiters.firstExpired(until);
        while (waiter != null) {
            runner.timeOut(waiter);
            any = true;
            waiter = waiters.firstExpired(until);
        }
        return any;
    }

    /** The command that found no room comes first, then due timers, then clients; on a full disk clients are told so, or read. */
    private boolean runTurn() {
        boolean did = false;
        Ticket<?> first = held;
        if (first != null) {
            if (!runner.run(first, nowMillis)) {
                return false;
            }
            held = null;
            did = true;
        }
        for (Domain domain : domains) {
            if (domain.nextTimerMillis() <= nowMillis
                    && maybeRoomForTimers()
                    && (cold == null || domain.timersReady(nowMillis))) {
                if (runner.fireTimers(domain, nowMillis)) {
                    counters.timerFrame();
                    did = true;
                } else if (journal.space() != Space.EXHAUSTED) {
                    return did;
                } else {
                    timersAgainMillis = nowMillis + limits.snapshotRetryMillis();
                }
            }
        }
        return runCommands() | did;
    }

    /** False on a full disk for a while after timers found no room: what they need would be fetched, and put away again, for nothing. */
    private boolean maybeRoomForTimers() {
        return nowMillis >= timersAgainMillis || journal.space() != Space.EXHAUSTED;
    }

    private boolean runCommands() {
        for (int count = 0; count < limits.commandsPerStepMax(); count++) {
            if (replies.count() >= limits.repliesMax() || snapshotter.overloaded()) {
                return count > 0;
            }
            Ticket<?> woken = waiters.firstWoken();
            Ticket<?> next = woken == null ? inbox.poll() : woken;
            if (next == null) {
                return count > 0;
            }
            held = woken == null ? next : null;
            if (!runner.run(next, nowMillis)) {
                return count > 0;
            }
            held = null;
        }
        return true;
    }

    /** Engine time of the next timer, {@link Long#MAX_VALUE} for none; asked by the partition's thread only. */
    public long nextTimerMillis() {
        long next = Long.MAX_VALUE;
        for (Domain domain : domains) {
            next = Math.min(next, domain.nextTimerMillis());
        }
        return next;
    }

    /** How long, in nanoseconds, nothing needs to be done after a step that had nothing to do, unless {@link #onWork} is called. */
    public long idleNanosMax() {
        if (held != null) {
            // The journal tells of a finished force a moment before it has room again.
            return HELD_IDLE_NANOS_MAX;
        }
        if (snapshotter.running() || compactor.running()) {
            return SNAPSHOT_IDLE_NANOS_MAX;
        }
        long nextMillis = Math.min(waiters.nextDeadlineMillis(), nextTimerMillis());
        return Math.clamp(nextMillis - nowMillis, 1, IDLE_MILLIS_MAX) * 1_000_000L;
    }

    /** Takes no more commands, answers those that wait as if their time were up, and finishes the rest; goes on stepping. */
    public void drain() {
        inbox.close(new SkidwayException(
                EngineError.DRAINING, Severity.RETRY, "the server is being stopped; try again when it is back"));
        inbox.signal();
    }

    /** True once everything that was submitted before {@link #drain} has been answered. */
    public boolean drained() {
        return drained;
    }

    /** Engine time in milliseconds since 1970 when the last step began; asked by the partition's thread only. */
    public long nowMillis() {
        return nowMillis;
    }

    /** True if all that was written is durable, and all that was decided is answered; asked by the partition's thread only. */
    public boolean settled() {
        return held == null && replies.count() == 0 && journal.durablePosition() >= head.endPosition();
    }

    /** Begins a snapshot soon. */
    public void askForSnapshot() {
        snapshotAsked = true;
        inbox.signal();
    }

    /** True while a snapshot is being written; asked by the partition's thread only. */
    boolean snapshotRunning() {
        return snapshotter.running();
    }

    /** Says that the wall clock is right although it jumped. */
    public void confirmClock() {
        clock.confirm();
        inbox.signal();
    }

    /** Why the partition stopped, or null while it works. */
    public @Nullable SkidwayException failure() {
        return failure;
    }

    /** What it has done, and how it stands. */
    public PartitionStats stats() {
        return new PartitionStats(
                commands.counts(),
                counters.frames(),
                counters.frameBytes(),
                counters.events(),
                counters.timerFrames(),
                inbox.count(),
                counters.waiting(),
                counters.pendingReplies(),
                counters.oldestOverdueMillis(),
                counters.snapshotAgeMillis(),
                compactor.stats(),
                counters.resident(),
                counters.partsLoaded(),
                counters.partsReadInLine(),
                clock.disputed());
    }

    /** Ends the partition, on its own thread or when that has ended: whatever has no answer fails. Call {@link #drain} before. */
    public void close() {
        if (failure == null) {
            snapshotter.close();
            stop(new SkidwayException(EngineError.PARTITION_FAILED, Severity.STOP, "the partition has been closed"));
        }
    }

    private void fail(Throwable cause) {
        stop(new SkidwayException(
                EngineError.PARTITION_FAILED,
                Severity.STOP,
                "the partition stopped, and whether the command took effect is unknown: " + cause,
                cause));
        onFailure.accept(cause);
    }

    private void stop(SkidwayException reason) {
        failure = reason;
        inbox.close(reason);
        replies.failAll(reason);
        waiters.failAll(reason);
        if (held != null) {
            held.fail(reason);
            held = null;
        }
        Ticket<?> ticket = inbox.poll();
        while (ticket != null) {
            ticket.fail(reason);
            ticket = inbox.poll();
        }
    }
}
