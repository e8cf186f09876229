package dev.skidway.node;

import dev.skidway.base.SystemTime;
import dev.skidway.base.TimeSource;
import dev.skidway.engine.ClockLimits;
import dev.skidway.engine.EngineLimits;
import dev.skidway.engine.LoopThread;
import dev.skidway.engine.Partition;
import dev.skidway.engine.PartitionSetup;
import dev.skidway.journal.Journal;
import dev.skidway.journal.JournalConfig;
import dev.skidway.journal.RealDisk;
import dev.skidway.journal.Storage;
import dev.skidway.queues.QueueDomain;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/** A whole node over a real disk with all its threads, as the server runs it. */
public final class RunningNode implements AutoCloseable {

    private static final long IDLE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final Storage storage;
    private final List<Partition> partitions = new ArrayList<>();
    private final List<LoopThread> loops = new ArrayList<>();
    private final List<Throwable> failures = new ArrayList<>();
    private final Node node;

    private RunningNode(
            Path folder,
            int partitionCount,
            JournalConfig config,
            NodeLimits limits,
            QueuePolicy policy,
            UnaryOperator<Journal> payloadJournal,
            TimeSource time)
            throws IOException {
        storage = Storage.open(RealDisk.open(folder), config, partitionCount, new SystemTime());
        Journal journal = storage.journal();
        for (int number = 0; number < partitionCount; number++) {
            partitions.add(Partition.recover(new PartitionSetup(
                    number,
                    partitionCount,
                    EngineLimits.DEFAULT,
                    ClockLimits.DEFAULT,
                    true,
                    time,
                    journal,
                    storage.snapshots(),
                    List.of(new QueueDomain(journal::segmentOf)),
                    failures::add)));
        }
        LoopThread writer = LoopThread.start("journal", storage.journal()::step, () -> IDLE_NANOS, failures::add);
        storage.journal().onWork(writer::signal);
        LoopThread housekeeper =
                LoopThread.start("housekeeper", storage.housekeeper()::step, () -> IDLE_NANOS, failures::add);
        storage.housekeeper().onWork(housekeeper::signal);
        for (Partition partition : partitions) {
            LoopThread loop = LoopThread.start("partition", partition::step, partition::idleNanosMax, failures::add);
            partition.onWork(loop::signal);
            loops.add(loop);
        }
        loops.add(writer);
        loops.add(housekeeper);
        node = new Node(partitions, payloadJournal.apply(journal), storage.handleKey(), limits, policy);
    }

    /** Small segments and buffers, three partitions, ready to serve. */
    public static RunningNode small(Path folder) throws IOException {
        RunningNode running = starting(folder, NodeLimits.DEFAULT, journal -> journal);
        running.node.ready();
        return running;
    }

    /** The same with another policy for queues. */
    static RunningNode small(Path folder, QueuePolicy policy) throws IOException {
        RunningNode running = new RunningNode(
                folder, 3, JournalConfig.small(), NodeLimits.DEFAULT, policy, journal -> journal, new SystemTime());
        running.node.ready();
        return running;
    }

    /** Room for the largest messages, one partition, ready to serve. */
    public static RunningNode roomy(Path folder) throws IOException {
        return at(folder, new SystemTime());
    }

    /** The same by a clock of the test's own; {@link #wake} must follow when it moves. */
    public static RunningNode at(Path folder, TimeSource time) throws IOException {
        JournalConfig config = new JournalConfig(
                8 << 20, 5 << 19, (2 << 20) + (256 << 10), 2, 1L << 30, 0, 5 << 19, 1 << 20, 0, 200, 1000, 1000);
        RunningNode running =
                new RunningNode(folder, 1, config, NodeLimits.DEFAULT, QueuePolicy.DEFAULT, journal -> journal, time);
        running.node.ready();
        return running;
    }

    /** Lets the partitions look at the clock. */
    public void wake() {
        loops.forEach(LoopThread::signal);
    }

    static RunningNode starting(Path folder, NodeLimits limits, UnaryOperator<Journal> payloadJournal)
            throws IOException {
        return new RunningNode(
                folder, 3, JournalConfig.small(), limits, QueuePolicy.DEFAULT, payloadJournal, new SystemTime());
    }

    public Node node() {
        return node;
    }

    /** Stops all threads and seals the log; fails if any of them had failed. */
    @Override
    public void close() throws IOException {
        node.drain();
        loops.forEach(LoopThread::close);
        partitions.forEach(Partition::close);
        node.close();
        storage.close();
        if (!failures.isEmpty()) {
            throw new AssertionError("the node failed", failures.getFirst());
        }
    }
}
