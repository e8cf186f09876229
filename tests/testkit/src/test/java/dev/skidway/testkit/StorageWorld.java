package dev.skidway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.journal.FrameHeader;
import dev.skidway.journal.Journal;
import dev.skidway.journal.JournalConfig;
import dev.skidway.journal.SnapshotInfo;
import dev.skidway.journal.SnapshotWriter;
import dev.skidway.journal.Storage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A storage over a simulated disk with a model beside it: partitions that append frames, keep some of them alive and take
 * snapshots; after a crash everything that was durable must be there, in order, and readable.
 */
final class StorageWorld {

    static final int PARTITIONS = 3;

    private final SplittableRandom random;
    private final JournalConfig config;
    private final ManualTime time = new ManualTime();
    private final List<PartitionModel> partitions = new ArrayList<>();
    private SimulatedDisk disk;
    private Storage storage;
    private long durable;
    long restarts;
    long snapshotsPublished;

    /** What one partition knows: every frame that still matters, by sequence. */
    private static final class PartitionModel {
        final TreeMap<Long, Long> positionOf = new TreeMap<>();
        final TreeMap<Long, Long> alive = new TreeMap<>();
        long sequence;

        @Nullable SnapshotWriter writer;

        long snapshotSequence;
    }

    StorageWorld(Seed seed, JournalConfig config) {
        this.random = seed.stream("world");
        this.config = config;
        this.disk = new SimulatedDisk(seed);
        disk.forcePollsMax(2);
        for (int i = 0; i < PARTITIONS; i++) {
            partitions.add(new PartitionModel());
        }
        this.storage = Storage.open(disk, config, time, random::nextBytes);
    }

    SimulatedDisk disk() {
        return disk;
    }

    Storage storage() {
        return storage;
    }

    ManualTime time() {
        return time;
    }

    /** Does one random thing. */
    void act() {
        int dice = random.nextInt(100);
        if (dice < 40) {
            append();
        } else if (dice < 65) {
            storage.journal().step();
            durable = Math.max(durable, storage.journal().durablePosition());
        } else if (dice < 90) {
            storage.housekeeper().step();
        } else if (dice < 95) {
            time.advanceMillis(random.nextInt(60));
        } else {
            snapshot();
        }
    }

    private void append() {
        int number = random.nextInt(PARTITIONS);
        PartitionModel partition = partitions.get(number);
        long sequence = partition.sequence + 1;
        ByteBuffer records = body(number, sequence, random.nextInt(16) == 0 ? 7000 : random.nextInt(600));
        if (storage.journal().failure() != null) {
            return;
        }
        long position = storage.journal().append(new FrameHeader(number, 1, sequence, 1000 + sequence, 1), records);
        if (position == Journal.NO_ROOM) {
            return;
        }
        partition.sequence = sequence;
        partition.positionOf.put(sequence, position);
        partition.alive.put(sequence, position);
        while (partition.alive.size() > 3) {
            // Mostly the oldest goes; now and then one stays for long and pins its segment.
            boolean oldest = random.nextInt(8) > 0;
            partition.alive.remove(oldest ? partition.alive.firstKey() : partition.alive.lastKey());
        }
    }

    private void snapshot() {
        int number = random.nextInt(PARTITIONS);
        PartitionModel partition = partitions.get(number);
        SnapshotWriter writer = partition.writer;
        if (writer != null) {
            if (writer.state() == SnapshotWriter.State.PUBLISHED) {
                snapshotsPublished++;
                partition.positionOf.headMap(partition.snapshotSequence, true).clear();
                partition.writer = null;
            } else if (writer.state() == SnapshotWriter.State.FAILED) {
                partition.writer = null;
            } else if (random.nextInt(20) == 0) {
                writer.abandon();
                partition.writer = null;
            }
            return;
        }
        Journal journal = storage.journal();
        SnapshotInfo info = new SnapshotInfo(number, journal.appendedPosition(), partition.sequence, 1, 7);
        writer = storage.snapshots().begin(info);
        ByteBuffer state = ByteBuffer.allocate(partition.alive.size() * 16);
        partition.alive.forEach((sequence, position) -> state.putLong(sequence).putLong(position));
        assertThat(writer.write(state.flip())).isTrue();
        writer.finish(partition.alive.values().stream()
                .mapToLong(journal::segmentOf)
                .distinct()
                .sorted()
                .toArray());
        partition.writer = writer;
        partition.snapshotSequence = partition.sequence;
    }

    /** Opens what a crash left and checks it against the model. */
    void restart(SimulatedDisk found) {
        disk = found;
        disk.forcePollsMax(2);
        storage = Storage.open(disk, config, time, random::nextBytes);
        restarts++;
        verify();
    }

    /** Compares the journal, the snapshots and the payloads with the model. */
    void verify() {
        assertThat(storage.journal().durablePosition()).isGreaterThanOrEqualTo(durable);
        for (int number = 0; number < PARTITIONS; number++) {
            verify(number, partitions.get(number));
        }
    }

    private void verify(int number, PartitionModel partition) {
        Journal journal = storage.journal();
        SnapshotInfo snapshot = storage.snapshots().latest(number);
        TreeMap<Long, Long> alive = new TreeMap<>();
        if (snapshot != null) {
            storage.snapshots().read(snapshot, chunk -> {
                while (chunk.hasRemaining()) {
                    alive.put(Long.reverseBytes(chunk.getLong()), Long.reverseBytes(chunk.getLong()));
                }
            });
        }
        long[] last = {snapshot == null ? 0 : snapshot.sequence()};
        journal.readFrom(snapshot == null ? 0 : snapshot.replayPosition(), (position, header, records) -> {
            if (header.partition() == number) {
                assertThat(header.sequence()).isEqualTo(last[0] + 1);
                assertThat(position).isEqualTo(partition.positionOf.get(header.sequence()));
                assertThat(records).isEqualTo(body(number, header.sequence(), records.remaining()));
                last[0] = header.sequence();
                alive.put(header.sequence(), position);
            }
        });
        partition.positionOf.forEach((sequence, position) -> {
            if (position < durable) {
                assertThat(sequence).as("durable frame of partition %d", number).isLessThanOrEqualTo(last[0]);
            }
        });
        alive.forEach((sequence, position) -> {
            ByteBuffer first = ByteBuffer.allocate(8);
            journal.read(position + 16, first);
            assertThat(Long.reverseBytes(first.flip().getLong())).isEqualTo(sequence);
        });
        partition.positionOf.tailMap(last[0], false).clear();
        partition.alive.clear();
        alive.forEach((sequence, position) -> {
            if (alive.tailMap(sequence).size() <= 3) {
                partition.alive.put(sequence, position);
            }
        });
        partition.sequence = last[0];
        partition.writer = null;
    }

    private static ByteBuffer body(int partition, long sequence, int bytes) {
        ByteBuffer body = ByteBuffer.allocate(bytes);
        for (int i = 0; i < bytes; i++) {
            body.put(i, (byte) (partition * 31 + sequence * 7 + i));
        }
        return body;
    }
}
