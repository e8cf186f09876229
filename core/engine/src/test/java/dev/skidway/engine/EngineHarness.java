package dev.skidway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.base.SkidwayException;
import dev.skidway.journal.SnapshotInfo;
import dev.skidway.journal.SnapshotStore;
import dev.skidway.journal.SnapshotWriter;
import dev.skidway.testkit.ManualTime;
import dev.skidway.testkit.Seed;
import dev.skidway.testkit.SimulatedDisk;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A domain on real partitions over a journal, on one thread and with hand-moved time.
 *
 * <p>Every command goes to all partitions alike, so that their frames mix in the journal; the one that tests look at is the last.
 *
 * @param <D> the domain under test
 */
public final class EngineHarness<D extends Domain> {

    private static final int STEPS_MAX = 1_000_000;

    private final Supplier<D> newDomain;
    private final int partitionCount;
    private final EngineLimits limits;
    private final ManualTime time = new ManualTime();
    private final List<Throwable> failures = new ArrayList<>();
    private final TestStorage storage = new TestStorage(time, Seed.ofThisRun());
    private ControlledJournal journal = new ControlledJournal(storage.journal());
    private ControlledSnapshots snapshots = new ControlledSnapshots(storage.snapshots());
    private List<Hosted<D>> hosted = List.of();
    private boolean failureExpected;

    private record Hosted<D extends Domain>(D domain, Partition partition) {}

    public EngineHarness(Supplier<D> newDomain, int partitionCount, EngineLimits limits) {
        this.newDomain = newDomain;
        this.partitionCount = partitionCount;
        this.limits = limits;
        open();
    }

    private void open() {
        journal = new ControlledJournal(storage.journal());
        snapshots = new ControlledSnapshots(storage.snapshots());
        List<Hosted<D>> opened = new ArrayList<>();
        for (int number = 0; number < partitionCount; number++) {
            D domain = newDomain.get();
            opened.add(new Hosted<>(domain, Partition.recover(setup(number, domain, snapshots))));
        }
        hosted = opened;
    }

    private PartitionSetup setup(int number, D domain, SnapshotStore store) {
        return new PartitionSetup(
                number,
                partitionCount,
                limits,
                ClockLimits.DEFAULT,
                true,
                time,
                journal,
                store,
                List.of(domain),
                failures::add);
    }

    private D rebuilt(int number, SnapshotStore store) {
        D domain = newDomain.get();
        Partition unused = new Partition(setup(number, domain, new OnlyReading(store)));
        return domain;
    }

    private Hosted<D> target() {
        return hosted.getLast();
    }

    /** The state under test. */
    public D domain() {
        return target().domain();
    }

    /** The partition under test. */
    public Partition partition() {
        return target().partition();
    }

    public ControlledJournal journal() {
        return journal;
    }

    public ManualTime time() {
        return time;
    }

    /** Submits a command to every partition, without stepping. */
    public <R> Ticket<R> submit(Command<R> command) {
        for (Hosted<D> other : hosted.subList(0, hosted.size() - 1)) {
            other.partition().submit(command);
        }
        return target().partition().submit(command);
    }

    /** Submits a command and steps until there is nothing to do; it must be answered then. */
    public <R> Outcome<R> send(Command<R> command) {
        return outcome(submit(command));
    }

    /** Steps until there is nothing to do, and gives the outcome that must be there. */
    public <R> Outcome<R> outcome(Ticket<R> ticket) {
        settle();
        assertThat(ticket.done()).as("%s is answered", ticket.command()).isTrue();
        try {
            return ticket.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** As {@link #send}, for a command that must be carried out; gives the reply. */
    public <R> R done(Command<R> command) {
        return done(submit(command));
    }

    /** As {@link #outcome}, for a command that must have been carried out; gives the reply. */
    public <R> R done(Ticket<R> ticket) {
        return switch (outcome(ticket)) {
            case Outcome.Done<R>(R reply) -> reply;
            case Outcome.Refused<R>(Rejection rejection) -> throw new AssertionError("refused: " + rejection);
        };
    }

    /** As {@link #send}, for a command that must be refused; gives the rejection. */
    public Rejection refused(Command<?> command) {
        return switch (send(command)) {
            case Outcome.Done<?>(Object reply) -> throw new AssertionError("carried out: " + reply);
            case Outcome.Refused<?>(Rejection rejection) -> rejection;
        };
    }

    /** As {@link #outcome}, for a command that must have failed; gives the failure. */
    public SkidwayException failed(Ticket<?> ticket) {
        settle();
        List<SkidwayException> failures = new ArrayList<>();
        ticket.whenDone((outcome, failure) -> {
            if (failure != null) {
                failures.add(failure);
            }
        });
        assertThat(failures).as("failure of %s", ticket.command()).hasSize(1);
        return failures.getFirst();
    }

    /** Steps everything until there is nothing to do. */
    public void settle() {
        for (int steps = 0; stepPartitions() | stepStorage(); steps++) {
            assertThat(steps).as("steps without coming to rest").isLessThan(STEPS_MAX);
        }
    }

    /** Lets every partition do one step, the journal none. */
    public boolean stepPartitions() {
        boolean did = false;
        for (Hosted<D> each : hosted) {
            did |= each.partition().step();
        }
        if (!failures.isEmpty() && !failureExpected) {
            throw new AssertionError("a partition failed", failures.getFirst());
        }
        return did;
    }

    /** Lets the journal's writer and its housekeeping do one step. */
    public boolean stepStorage() {
        return storage.step();
    }

    /** From now on a failing partition is what the test wants, not an error; such a partition is not compared afterwards. */
    public void expectFailure() {
        failureExpected = true;
    }

    /** What partitions told their failure hook. */
    public List<Throwable> failures() {
        return failures;
    }

    /** Lets time pass on all clocks, then steps until there is nothing to do. */
    public void advance(Duration passed) {
        time.advance(passed);
        settle();
    }

    public void advanceMillis(long millis) {
        advance(Duration.ofMillis(millis));
    }

    /** Bytes of the journal, such as the payload of a message. */
    public byte[] read(long position, int length) {
        byte[] bytes = new byte[length];
        journal.read(position, ByteBuffer.wrap(bytes));
        return bytes;
    }

    /** Writes and publishes a snapshot of every partition. */
    public void snapshot() {
        askForSnapshot();
        settle();
    }

    /** Has every partition begin a snapshot at its next step. */
    public void askForSnapshot() {
        hosted.forEach(each -> each.partition().askForSnapshot());
    }

    /** The disk under the journal, until the next restart or crash. */
    public SimulatedDisk disk() {
        return storage.disk();
    }

    /** Where the snapshots go. */
    public ControlledSnapshots snapshots() {
        return snapshots;
    }

    /** How many spill files there are. */
    public int spillFiles() {
        return storage.spillFiles();
    }

    /** Drains every partition, without stepping. */
    public void drain() {
        hosted.forEach(each -> each.partition().drain());
    }

    /** Says that the wall clock is right. */
    public void confirmClock() {
        hosted.forEach(each -> each.partition().confirmClock());
    }

    public int partitionCount() {
        return partitionCount;
    }

    /** Stops cleanly and starts again. */
    public void restart() {
        drain();
        settle();
        hosted.forEach(
                each -> assertThat(each.partition().drained()).as("drained").isTrue());
        hosted.forEach(each -> each.partition().close());
        storage.restart();
        open();
    }

    /** Stops as a power cut does, which loses any part of what is not durable, and starts again. */
    public void crash() {
        hosted.forEach(each -> each.partition().close());
        storage.powerCut();
        open();
    }

    /** Hash of the state under test. */
    public long hash() {
        return hash(domain());
    }

    private static long hash(Domain domain) {
        RunningHash hash = new RunningHash();
        domain.hash(hash);
        return hash.value();
    }

    /** Law 2: the live state, snapshot plus tail, and the whole journal give the same hash; and every state is consistent in itself. */
    public void checkReplayEqualsLive() {
        settle();
        for (int number = 0; number < partitionCount; number++) {
            Hosted<D> live = hosted.get(number);
            if (live.partition().failure() != null) {
                continue;
            }
            live.domain().checkConsistency();
            compare(live.domain(), rebuilt(number, snapshots), "snapshot and tail");
            if (journalIsWhole(number)) {
                compare(live.domain(), rebuilt(number, new NoSnapshots()), "the whole journal");
            }
        }
    }

    /** Whether the frames of a partition are there from the first on, none released below a snapshot. */
    private boolean journalIsWhole(int number) {
        List<Long> oldest = new ArrayList<>();
        journal.readFrom(0, (position, header, records) -> {
            if (header.partition() == number && oldest.isEmpty()) {
                oldest.add(header.sequence());
            }
        });
        return oldest.isEmpty() || oldest.getFirst() == 1;
    }

    private static void compare(Domain live, Domain replayed, String from) {
        replayed.checkConsistency();
        assertThat(hash(replayed))
                .as("hash of the state replayed from %s", from)
                .isEqualTo(hash(live));
        assertThat(replayed.nextTimerMillis())
                .as("earliest timer replayed from %s", from)
                .isEqualTo(live.nextTimerMillis());
    }

    /** Makes a partition replay the journal from its start. */
    private static final class NoSnapshots implements SnapshotStore {
        @Override
        public @Nullable SnapshotInfo latest(int partition) {
            return null;
        }

        @Override
        public void read(SnapshotInfo snapshot, Consumer<ByteBuffer> chunks) {
            throw new AssertionError("there is no snapshot");
        }

        @Override
        public SnapshotWriter begin(SnapshotInfo snapshot) {
            throw new AssertionError("nothing is written here");
        }
    }
}
