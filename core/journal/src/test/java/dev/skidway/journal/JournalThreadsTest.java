package dev.skidway.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The journal with the threads it has in the product. */
@Timeout(60)
class JournalThreadsTest {

    private static final int PARTITIONS = 3;
    private static final int FRAMES = 1500;

    @TempDir
    private Path folder;

    @Test
    void keepsTheOrderOfEachPartitionWhileAllAppendAndReadAtOnce() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong wrongReads = new AtomicLong();
        try (Storage storage = Storage.open(RealDisk.open(folder), JournalConfig.small(), new FixedTime())) {
            List<Thread> loops = List.of(loop(storage.journal()::step, done), loop(storage.housekeeper()::step, done));
            List<Thread> writers = new ArrayList<>();
            for (int partition = 0; partition < PARTITIONS; partition++) {
                int number = partition;
                writers.add(Thread.ofPlatform().start(() -> wrongReads.addAndGet(appendAndRead(storage, number))));
            }

            for (Thread writer : writers) {
                writer.join();
            }
            done.set(true);
            for (Thread each : loops) {
                each.join();
            }
        }

        assertThat(wrongReads).hasValue(0);
        try (Storage storage = Storage.open(RealDisk.open(folder), JournalConfig.small(), new FixedTime())) {
            long[] last = new long[PARTITIONS];
            storage.journal().readFrom(0, (position, header, records) -> {
                assertThat(header.sequence()).isEqualTo(last[header.partition()] + 1);
                last[header.partition()] = header.sequence();
            });
            assertThat(last).containsOnly(FRAMES);
        }
    }

    private static long appendAndRead(Storage storage, int partition) {
        FileJournal journal = storage.journal();
        ByteBuffer records = ByteBuffer.allocateDirect(300);
        ByteBuffer read = ByteBuffer.allocate(300);
        long wrong = 0;
        long sequence = 0;
        while (sequence < FRAMES) {
            records.clear();
            for (int i = 0; i < records.capacity(); i++) {
                records.put(i, (byte) (partition * 7 + sequence + i));
            }
            long position = journal.append(new FrameHeader(partition, 1, sequence + 1, 1, 1), records);
            if (position == Journal.NO_ROOM) {
                Thread.onSpinWait();
                continue;
            }
            sequence++;
            journal.read(position + Journal.FRAME_HEADER_BYTES, read.clear());
            wrong += read.flip().equals(records) ? 0 : 1;
        }
        return wrong;
    }

    @Test
    void readerOfAReleasedSegmentGetsItsBytesOrARefusal() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        AtomicLong wrongReads = new AtomicLong();
        AtomicLong refusals = new AtomicLong();
        AtomicLongArray positions = new AtomicLongArray(FRAMES);
        try (Storage storage = Storage.open(RealDisk.open(folder), JournalConfig.small(), new FixedTime())) {
            List<Thread> loops = List.of(
                    loop(storage.journal()::step, done),
                    loop(storage.housekeeper()::step, done),
                    loop(() -> readAny(storage.journal(), positions, wrongReads, refusals), done));

            SnapshotWriter snapshot = null;
            for (int i = 0; i < FRAMES; i++) {
                appendPatiently(storage.journal(), positions, i);
                if (snapshot == null || snapshot.state() == SnapshotWriter.State.PUBLISHED) {
                    snapshot = storage.snapshots()
                            .begin(new SnapshotInfo(0, storage.journal().appendedPosition(), i + 1, 1, 1));
                    snapshot.finish(new long[0]);
                }
            }
            while (refusals.get() == 0) {
                Thread.onSpinWait();
            }
            done.set(true);
            for (Thread each : loops) {
                each.join();
            }
            assertThat(storage.journal().failure()).isNull();
        }

        assertThat(wrongReads).hasValue(0);
    }

    private static void appendPatiently(FileJournal journal, AtomicLongArray positions, int i) {
        ByteBuffer records = ByteBuffer.allocate(1000);
        for (int at = 0; at < records.capacity(); at++) {
            records.put(at, (byte) (i + at));
        }
        long position = Journal.NO_ROOM;
        while (position == Journal.NO_ROOM) {
            position = journal.append(new FrameHeader(0, 1, i + 1, 1, 1), records);
        }
        positions.set(i, position);
    }

    private static boolean readAny(
            FileJournal journal, AtomicLongArray positions, AtomicLong wrongReads, AtomicLong refusals) {
        ByteBuffer read = ByteBuffer.allocate(1000);
        for (int i = 0; i < positions.length() && positions.get(i) != 0; i += 7) {
            try {
                journal.read(positions.get(i) + Journal.FRAME_HEADER_BYTES, read.clear());
                for (int at = 0; at < read.capacity(); at++) {
                    if (read.get(at) != (byte) (i + at)) {
                        wrongReads.incrementAndGet();
                    }
                }
            } catch (SkidwayException e) {
                if (e.code() == JournalError.POSITION_GONE) {
                    refusals.incrementAndGet();
                } else {
                    wrongReads.incrementAndGet();
                }
            }
        }
        return true;
    }

    private static Thread loop(BooleanSupplier step, AtomicBoolean done) {
        return Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                if (!step.getAsBoolean()) {
                    Thread.onSpinWait();
                }
            }
        });
    }

    @Test
    void interruptedWriterEndsTheJournalInsteadOfGuessing() throws IOException {
        try (Storage storage = Storage.open(RealDisk.open(folder), JournalConfig.small(), new FixedTime())) {
            storage.journal().append(new FrameHeader(0, 1, 1, 1, 1), ByteBuffer.allocate(10));
            long durable = storage.journal().durablePosition();

            Thread.currentThread().interrupt();
            storage.journal().step();
            assertThat(Thread.interrupted()).isTrue();

            assertThat(Objects.requireNonNull(storage.journal().failure()).severity())
                    .isEqualTo(Severity.STOP);
            assertThat(storage.journal().durablePosition()).isEqualTo(durable);
        }
    }

    @Test
    void wakesTheWriterWhenABlockBeginsToGatherAndTheHousekeepingWhenASegmentIsTaken() throws IOException {
        int[] wakes = new int[2];
        try (Storage storage = Storage.open(RealDisk.open(folder), JournalConfig.small(), new FixedTime())) {
            storage.journal().onWork(() -> wakes[0]++);
            storage.housekeeper().onWork(() -> wakes[1]++);
            long[] forced = new long[1];
            storage.journal().onForce((nanos, bytes) -> forced[0] += bytes);

            storage.journal().append(new FrameHeader(0, 1, 1, 1, 1), ByteBuffer.allocate(10));
            storage.journal().append(new FrameHeader(0, 1, 2, 1, 1), ByteBuffer.allocate(10));
            assertThat(wakes).containsExactly(1, 0);

            for (int i = 3; i < 30; i++) {
                storage.journal().append(new FrameHeader(0, 1, i, 1, 1), ByteBuffer.allocate(8000));
                storage.journal().step();
                storage.journal().step();
            }
            assertThat(wakes[1]).isPositive();
            assertThat(forced[0]).isEqualTo(storage.stats().bytesWritten()).isPositive();
            assertThat(storage.stats().forces()).isPositive();
            assertThat(storage.stats().forcesInBucket(0))
                    .isEqualTo(storage.stats().forces());
            assertThat(storage.stats().framesAppended()).isGreaterThan(2);
        }
    }
}
