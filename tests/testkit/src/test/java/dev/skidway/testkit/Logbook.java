package dev.skidway.testkit;

import dev.skidway.base.SkidwayException;
import dev.skidway.journal.FrameHeader;
import dev.skidway.journal.Journal;
import dev.skidway.journal.JournalConfig;
import dev.skidway.journal.SnapshotInfo;
import dev.skidway.journal.SnapshotWriter;
import dev.skidway.journal.Storage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A storage on a simulated disk for one test: appends numbered frames, crashes, is damaged, is opened again. */
final class Logbook {

    static final String FIRST_SEGMENT = "journal-0000000000000001.seg";
    static final String SECOND_SEGMENT = "journal-0000000000000002.seg";
    static final int BLOCK_BYTES = 4096;

    private final JournalConfig config;
    private final ManualTime time = new ManualTime();
    private SimulatedDisk disk;
    private Storage storage;
    private long sequence;

    Logbook() {
        this(JournalConfig.small());
    }

    Logbook(JournalConfig config) {
        this.config = config;
        this.disk = new SimulatedDisk(new Seed(7));
        this.storage = Storage.open(disk, config, time, bytes -> Arrays.fill(bytes, (byte) 0x5A));
    }

    SimulatedDisk disk() {
        return disk;
    }

    FileCorrupter corrupter() {
        return new FileCorrupter(disk);
    }

    Storage storage() {
        return storage;
    }

    Journal journal() {
        return storage.journal();
    }

    ManualTime time() {
        return time;
    }

    /** Appends one frame with {@code bytes} of records; its sequence tells it apart. */
    long append(int bytes) {
        long position = storage.journal()
                .append(new FrameHeader(0, 1, sequence + 1, sequence + 1, 1), ByteBuffer.allocate(bytes));
        if (position != Journal.NO_ROOM) {
            sequence++;
        }
        return position;
    }

    /** Appends {@code count} frames, each in a block of its own that is made durable. */
    Logbook blocks(int count, int bytes) {
        for (int i = 0; i < count; i++) {
            while (append(bytes) == Journal.NO_ROOM) {
                settle();
            }
            settle();
        }
        return this;
    }

    /** Lets writer and housekeeping do all they have to do. */
    Logbook settle() {
        for (int quiet = 0; quiet < 5; quiet++) {
            if (storage.journal().step() | storage.housekeeper().step()) {
                quiet = 0;
            }
        }
        return this;
    }

    /** Takes and publishes a snapshot of everything so far that needs the given segments. */
    SnapshotWriter.State snapshot(long... liveSegments) {
        SnapshotInfo info = new SnapshotInfo(0, journal().appendedPosition(), sequence, 1, 5);
        SnapshotWriter writer = storage.snapshots().begin(info);
        writer.write(ByteBuffer.wrap(new byte[] {1, 2, 3}));
        writer.finish(liveSegments);
        settle();
        return writer.state();
    }

    /** Ends the process without a word; what was written stays. */
    Logbook kill() {
        disk = disk.kill();
        return this;
    }

    Logbook powerCutLosingAll() {
        disk = disk.powerCutLosingAll();
        return this;
    }

    /** Opens what is there. */
    Logbook open() {
        storage = Storage.open(disk, config, time, bytes -> Arrays.fill(bytes, (byte) 0x11));
        sequence = frames().size();
        return this;
    }

    /** Opens a copy of what is there; returns the number of frames found. */
    int framesInACopy() {
        try (Storage copy = Storage.open(disk.fork(), config, time)) {
            return count(copy.journal()).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@link #framesInACopy}, as if this process were killed now; it goes on. */
    int framesInACopyAfterKill() {
        try (Storage copy = Storage.open(disk.fork().kill(), config, time)) {
            return count(copy.journal()).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why a copy of what is there is refused; fails if it is not. */
    SkidwayException refusal() {
        try (Storage copy = Storage.open(disk.fork(), config, time)) {
            throw new AssertionError("opened with frames " + count(copy.journal()));
        } catch (SkidwayException e) {
            return e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<Long> frames() {
        return count(storage.journal());
    }

    private static List<Long> count(Journal journal) {
        List<Long> sequences = new ArrayList<>();
        journal.readFrom(0, (position, header, records) -> sequences.add(header.sequence()));
        return sequences;
    }
}
