package dev.skidway.sim;

import dev.skidway.base.SkidwayException;
import dev.skidway.engine.ClockLimits;
import dev.skidway.engine.Domain;
import dev.skidway.engine.Partition;
import dev.skidway.engine.PartitionSetup;
import dev.skidway.engine.RunningHash;
import dev.skidway.journal.FileJournal;
import dev.skidway.journal.Housekeeper;
import dev.skidway.journal.Journal;
import dev.skidway.journal.SnapshotStore;
import dev.skidway.journal.Storage;
import dev.skidway.queues.QueueDomain;
import dev.skidway.testkit.ManualTime;
import dev.skidway.testkit.Seed;
import dev.skidway.testkit.SimulatedDisk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One life of the server process: the code that ships, stepped by one thread. */
final class Node {

    private final Storage storage;
    private final List<QueueDomain> domains = new ArrayList<>();
    private final List<Partition> partitions = new ArrayList<>();
    private final Scenario scenario;
    private final ManualTime time;
    private @Nullable EveryFrame everyFrame;
    private @Nullable Throwable failure;

    private Node(Storage storage, Scenario scenario, ManualTime time) {
        this.storage = storage;
        this.scenario = scenario;
        this.time = time;
    }

    /** Starts a process on the disk: recovery happens here. */
    static Node start(SimulatedDisk disk, Scenario scenario, ManualTime time, Seed seed, boolean clockAccepted) {
        Node node = open(disk, scenario, time, seed);
        node.recover(node.journal(), clockAccepted);
        return node;
    }

    /** As {@link #start}; every frame is remembered, those of {@code former} processes too. */
    static Node startRemembering(
            SimulatedDisk disk,
            Scenario scenario,
            ManualTime time,
            Seed seed,
            boolean clockAccepted,
            @Nullable EveryFrame former) {
        Node node = open(disk, scenario, time, seed);
        EveryFrame frames = former == null ? EveryFrame.of(node.journal()) : former.then(node.journal());
        node.everyFrame = frames;
        node.recover(frames, clockAccepted);
        return node;
    }

    private static Node open(SimulatedDisk disk, Scenario scenario, ManualTime time, Seed seed) {
        SplittableRandom entropy = seed.stream("identity");
        Storage storage = Storage.open(disk, scenario.journal(), scenario.partitions(), time, entropy::nextBytes);
        return new Node(storage, scenario, time);
    }

    private void recover(Journal journal, boolean clockAccepted) {
        for (int number = 0; number < scenario.partitions(); number++) {
            QueueDomain domain = new QueueDomain(journal::segmentOf, Scenario.SPILL_SLOTS_MIN);
            domains.add(domain);
            partitions.add(partition(number, domain, journal, storage.snapshots(), clockAccepted));
        }
    }

    private Partition partition(
            int number, QueueDomain domain, Journal journal, SnapshotStore snapshots, boolean clockAccepted) {
        return Partition.recover(new PartitionSetup(
                number,
                scenario.partitions(),
                scenario.engine(),
                ClockLimits.DEFAULT,
                clockAccepted,
                time,
                journal,
                snapshots,
                List.<Domain>of(domain),
                cause -> failure = cause));
    }

    /** All frames of all processes, where they are remembered. */
    @Nullable EveryFrame everyFrame() {
        return everyFrame;
    }

    /** Of the state as every frame from the first on makes it, without any snapshot. */
    long hashFromTheFirstFrame(EveryFrame frames) {
        Journal journal = frames.fromTheFirst();
        RunningHash digest = new RunningHash();
        for (int number = 0; number < scenario.partitions(); number++) {
            QueueDomain domain = new QueueDomain(journal::segmentOf, Scenario.SPILL_SLOTS_MIN);
            partition(number, domain, journal, new NoSnapshots(), true);
            domain.hash(digest);
        }
        return digest.value();
    }

    FileJournal journal() {
        return storage.journal();
    }

    Housekeeper housekeeper() {
        return storage.housekeeper();
    }

    Partition partition(int number) {
        return partitions.get(number);
    }

    int partitionCount() {
        return partitions.size();
    }

    /** Why the process must end, or null. */
    @Nullable Throwable failure() {
        SkidwayException journalFailure = journal().failure();
        return journalFailure != null ? journalFailure : failure;
    }

    /** Engine time of a partition. */
    long nowMillis(int partition) {
        return partitions.get(partition).nowMillis();
    }

    /** Gives every loop a turn; true if any did something or waits for the disk. */
    boolean round() {
        boolean did = diskRound();
        for (Partition partition : partitions) {
            did |= partition.step();
        }
        return did || journal().durablePosition() < journal().appendedPosition();
    }

    /** Gives the loops that write to the disk a turn; true if any did something. */
    boolean diskRound() {
        return housekeeper().step() | journal().step();
    }

    /** Checks that the parts of every state agree. */
    void checkConsistency() {
        domains.forEach(QueueDomain::checkConsistency);
    }

    /** Of the logical state of all partitions. */
    long hash() {
        RunningHash digest = new RunningHash();
        domains.forEach(domain -> domain.hash(digest));
        return digest.value();
    }

    /** Takes no more commands and answers the rest. */
    void drain() {
        partitions.forEach(Partition::drain);
    }

    boolean drained() {
        for (Partition partition : partitions) {
            if (!partition.drained()) {
                return false;
            }
        }
        return true;
    }

    /** Ends the drained process in good order. */
    void close() throws IOException {
        partitions.forEach(Partition::close);
        storage.close();
    }
}
