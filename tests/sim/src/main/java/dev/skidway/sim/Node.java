package dev.skidway.sim;

import dev.skidway.base.SkidwayException;
import dev.skidway.engine.ClockLimits;
import dev.skidway.engine.Domain;
import dev.skidway.engine.Partition;
import dev.skidway.engine.PartitionSetup;
import dev.skidway.engine.RunningHash;
import dev.skidway.journal.FileJournal;
import dev.skidway.journal.Housekeeper;
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
    private @Nullable Throwable failure;

    private Node(Storage storage) {
        this.storage = storage;
    }

    /** Starts a process on the disk: recovery happens here. */
    static Node start(SimulatedDisk disk, Scenario scenario, ManualTime time, Seed seed, boolean clockAccepted) {
        SplittableRandom entropy = seed.stream("identity");
        Storage storage = Storage.open(disk, scenario.journal(), scenario.partitions(), time, entropy::nextBytes);
        Node node = new Node(storage);
        for (int number = 0; number < scenario.partitions(); number++) {
            QueueDomain domain = new QueueDomain(storage.journal()::segmentOf);
            node.domains.add(domain);
            node.partitions.add(Partition.recover(new PartitionSetup(
                    number,
                    scenario.partitions(),
                    scenario.engine(),
                    ClockLimits.DEFAULT,
                    clockAccepted,
                    time,
                    storage.journal(),
                    storage.snapshots(),
                    List.<Domain>of(domain),
                    cause -> node.failure = cause)));
        }
        return node;
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
        boolean did = housekeeper().step() | journal().step();
        for (Partition partition : partitions) {
            did |= partition.step();
        }
        return did || journal().durablePosition() < journal().appendedPosition();
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
        return partitions.stream().allMatch(Partition::drained);
    }

    /** Ends the drained process in good order. */
    void close() throws IOException {
        partitions.forEach(Partition::close);
        storage.close();
    }
}
