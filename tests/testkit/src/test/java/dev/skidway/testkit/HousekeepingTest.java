package dev.skidway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.SkidwayException;
import dev.skidway.journal.FrameHeader;
import dev.skidway.journal.Journal;
import dev.skidway.journal.JournalConfig;
import dev.skidway.journal.JournalError;
import dev.skidway.journal.SnapshotInfo;
import dev.skidway.journal.SnapshotWriter;
import dev.skidway.journal.Space;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Segments come and go, snapshots are published or given up, a full disk passes by itself. */
class HousekeepingTest {

    private static final JournalConfig CONFIG = JournalConfig.small();
    private static final long SIX_SEGMENTS = 6L * CONFIG.segmentBytes();

    @Test
    void preparesSparesUpToTheReserve() throws IOException {
        Logbook log = new Logbook().settle();

        assertThat(log.disk().list().stream().filter(name -> name.endsWith(".seg")))
                .hasSize(1 + CONFIG.spareSegments());
        assertThat(log.journal().space()).isEqualTo(Space.OPEN);
    }

    @Test
    void releasesSegmentsBelowASnapshotAndUsesThemAgain() {
        Logbook log = new Logbook();
        for (int round = 0; round < 20; round++) {
            log.blocks(10, 8000);
            assertThat(log.snapshot()).isEqualTo(SnapshotWriter.State.PUBLISHED);
        }

        assertThat(log.disk().usedBytes()).isLessThan(10L * CONFIG.segmentBytes());
        log.kill().open();
        assertThat(log.storage().snapshots().latest(0)).isNotNull();
    }

    @Test
    void keepsASegmentThatASnapshotNeedsAndRefusesToStartWithoutIt() throws IOException {
        Logbook log = new Logbook();
        long old = log.append(5000);
        log.blocks(30, 8000);

        assertThat(log.snapshot(1)).isEqualTo(SnapshotWriter.State.PUBLISHED);
        log.kill().open();

        ByteBuffer payload = ByteBuffer.allocate(5000);
        log.journal().read(old + Journal.FRAME_HEADER_BYTES, payload);
        assertThat(payload.hasRemaining()).isFalse();
        assertThat(log.disk().list()).doesNotContain(Logbook.SECOND_SEGMENT);
        log.kill().corrupter().remove(Logbook.FIRST_SEGMENT);
        assertThat(log.refusal().code()).isEqualTo(JournalError.SEGMENT_MISSING);
    }

    @Test
    void refusesToReadFromAReleasedSegment() {
        Logbook log = new Logbook();
        long old = log.append(100);
        log.blocks(30, 8000);
        log.snapshot();

        assertThatThrownBy(() -> log.journal().read(old, ByteBuffer.allocate(100)))
                .isInstanceOfSatisfying(
                        SkidwayException.class, e -> assertThat(e.code()).isEqualTo(JournalError.POSITION_GONE));
    }

    @Test
    void reportsBytesThatTheDiskDoesNotGiveBack() {
        Logbook log = new Logbook();
        long old = log.append(100);
        log.blocks(30, 8000);
        log.disk().faults().strikeNext(DiskFault.READ_ERROR);
        assertThatThrownBy(() -> log.journal().read(old, ByteBuffer.allocate(100)))
                .isInstanceOfSatisfying(
                        SkidwayException.class, e -> assertThat(e.code()).isEqualTo(JournalError.READ_FAILED));
        log.disk().faults().strikeNext(DiskFault.READ_ERROR);
        assertThatThrownBy(log::frames)
                .isInstanceOfSatisfying(
                        SkidwayException.class, e -> assertThat(e.code()).isEqualTo(JournalError.READ_FAILED));

        log.journal().read(old, ByteBuffer.allocate(100));
        assertThat(log.frames()).hasSize(31);
    }

    @Test
    void partitionWithoutSnapshotHoldsSegmentsBack() throws IOException {
        Logbook log = new Logbook();
        log.journal().append(new FrameHeader(1, 1, 1, 1, 1), ByteBuffer.allocate(10));
        log.blocks(30, 8000);

        assertThat(log.snapshot()).isEqualTo(SnapshotWriter.State.PUBLISHED);

        assertThat(log.disk().list()).contains(Logbook.FIRST_SEGMENT);
    }

    @Test
    void idlePartitionWithAnOldSnapshotHoldsNothingBack() throws IOException {
        Logbook log = new Logbook();
        log.journal().append(new FrameHeader(1, 1, 1, 1, 1), ByteBuffer.allocate(10));
        log.settle();
        snapshotOfPartitionOne(log);
        log.blocks(30, 8000);

        assertThat(log.snapshot()).isEqualTo(SnapshotWriter.State.PUBLISHED);

        assertThat(log.disk().list()).doesNotContain(Logbook.FIRST_SEGMENT);
        log.kill().open();
        assertThat(log.storage().snapshots().latest(1)).isNotNull();
    }

    private static void snapshotOfPartitionOne(Logbook log) {
        SnapshotWriter writer = log.storage()
                .snapshots()
                .begin(new SnapshotInfo(1, log.journal().durablePosition(), 1, 1, 1));
        writer.finish(new long[0]);
        log.settle();
        assertThat(writer.state()).isEqualTo(SnapshotWriter.State.PUBLISHED);
    }

    @Test
    void refusesNewWorkAtTheLimitGoesOnInSparesAndRecoversThroughASnapshot() {
        Logbook log = new Logbook(CONFIG.withBytesMax(SIX_SEGMENTS));
        Space worst = fillUp(log);

        assertThat(worst).isEqualTo(Space.EXHAUSTED);
        assertThat(log.disk().usedBytes()).isLessThan(SIX_SEGMENTS + 64 * 1024);
        assertThat(log.snapshot()).isEqualTo(SnapshotWriter.State.PUBLISHED);
        assertThat(log.journal().space()).isEqualTo(Space.OPEN);
        assertThat(log.append(8000)).isNotEqualTo(Journal.NO_ROOM);
    }

    @Test
    void leavesSparesForAcksOnceNewWorkIsRefused() {
        Logbook log = new Logbook(CONFIG.withBytesMax(SIX_SEGMENTS));
        while (log.journal().space() == Space.OPEN) {
            log.blocks(1, 8000);
        }

        int frames = 0;
        while (log.append(8000) != Journal.NO_ROOM) {
            frames++;
            log.settle();
        }

        assertThat(frames * 8000L).isGreaterThan(CONFIG.segmentBytes());
    }

    @Test
    void recoversWithoutARestartWhenTheDiskWasFull() {
        Logbook log = new Logbook().settle();
        log.disk().capacityBytes(log.disk().usedBytes() + 10_000);
        assertThat(fillUp(log)).isEqualTo(Space.EXHAUSTED);
        boolean[] told = new boolean[1];
        log.journal().onProgress(() -> told[0] = true);

        log.disk().capacityBytes(Long.MAX_VALUE);
        log.time().advanceMillis(CONFIG.retryMillis());
        log.settle();

        assertThat(log.journal().space()).isEqualTo(Space.OPEN);
        assertThat(told[0]).isTrue();
        assertThat(log.append(8000)).isNotEqualTo(Journal.NO_ROOM);
    }

    @Test
    void keepsTheFloorOfFreeSpace() throws IOException {
        Logbook log = new Logbook(CONFIG.withFreeBytesMin(1 << 20)).settle();
        log.disk().capacityBytes(log.disk().usedBytes() + (1 << 20) + 70_000);

        fillUp(log);

        assertThat(log.disk().usableBytes()).isGreaterThanOrEqualTo(1 << 20);
        assertThat(log.journal().space()).isEqualTo(Space.EXHAUSTED);
    }

    @Test
    void diskThatFillsUpDuringPreparationOnlyCostsTheSpare() {
        Logbook log = new Logbook();
        log.disk().faults().strikeNext(DiskFault.DISK_FULL, name -> name.equals("filling"));
        log.disk().faults().strikeNext(DiskFault.WRITE_ERROR, name -> name.equals("filling"));
        log.disk().faults().strikeNext(DiskFault.FORCE_ERROR, name -> name.equals("filling"));
        for (int i = 0; i < 5; i++) {
            log.settle();
            log.time().advanceMillis(CONFIG.retryMillis());
        }

        assertThat(log.journal().failure()).isNull();
        assertThat(log.journal().space()).isEqualTo(Space.OPEN);
        assertThat(log.blocks(40, 8000).frames()).hasSize(40);
    }

    @Test
    void goesWithoutBallastWhileThereIsNoRoomForIt() throws IOException {
        Logbook log = new Logbook();
        log.disk().faults().strikeNext(DiskFault.DISK_FULL, name -> name.equals("ballast"));
        log.disk().faults().strikeNext(DiskFault.DISK_FULL, name -> name.equals("ballast"));
        log.settle();
        assertThat(log.disk().list()).doesNotContain("ballast");

        for (int i = 0; i < 2; i++) {
            log.time().advanceMillis(CONFIG.retryMillis());
            log.settle();
        }

        assertThat(log.disk().list()).contains("ballast");
    }

    @Test
    void givesUpTheBallastWhenASnapshotMeetsAFullDisk() throws IOException {
        Logbook log = new Logbook().settle().blocks(5, 100);
        assertThat(log.disk().list()).contains("ballast");
        log.disk().capacityBytes(log.disk().usedBytes());

        SnapshotWriter.State first = log.snapshot();
        SnapshotWriter.State second = log.snapshot();

        assertThat(List.of(first, second)).contains(SnapshotWriter.State.PUBLISHED);
        assertThat(log.disk().list()).doesNotContain("ballast");
        log.disk().capacityBytes(Long.MAX_VALUE);
        log.time().advanceMillis(CONFIG.retryMillis());
        log.settle();
        assertThat(log.disk().list()).contains("ballast");
    }

    @Test
    void snapshotGoesOnWithTheBallastsRoomAndFailsWithoutIt() {
        Logbook log = new Logbook().settle().blocks(5, 100);

        assertThat(snapshotThatMeetsAFullDisk(log)).isEqualTo(SnapshotWriter.State.PUBLISHED);
        assertThat(snapshotThatMeetsAFullDisk(log)).isEqualTo(SnapshotWriter.State.FAILED);
        assertThat(log.journal().failure()).isNull();
    }

    private static SnapshotWriter.State snapshotThatMeetsAFullDisk(Logbook log) {
        SnapshotWriter writer = log.storage()
                .snapshots()
                .begin(new SnapshotInfo(0, log.journal().durablePosition(), 5, 1, 1));
        log.storage().housekeeper().step();
        log.disk().faults().strikeNext(DiskFault.DISK_FULL, name -> name.startsWith("snapshot"));
        writer.write(ByteBuffer.allocate(2000));
        writer.finish(new long[0]);
        log.settle();
        return writer.state();
    }

    @Test
    void snapshotFailsOnAFullDiskAndSucceedsLater() {
        Logbook log = new Logbook().settle().blocks(5, 100);
        log.snapshot();
        SnapshotInfo earlier = log.storage().snapshots().latest(0);
        log.blocks(1, 100);
        log.disk().faults().rate(DiskFault.DISK_FULL, FaultPlan.RATE_BASE);
        assertThat(log.snapshot()).isEqualTo(SnapshotWriter.State.FAILED);
        assertThat(log.snapshot()).isEqualTo(SnapshotWriter.State.FAILED);
        assertThat(log.storage().snapshots().latest(0)).isEqualTo(earlier);

        log.disk().faults().clear();

        assertThat(log.snapshot()).isEqualTo(SnapshotWriter.State.PUBLISHED);
        assertThat(log.journal().failure()).isNull();
    }

    @Test
    void snapshotThatCannotBeWrittenForcedOrReadBackIsGivenUp() throws IOException {
        for (DiskFault fault : List.of(DiskFault.WRITE_ERROR, DiskFault.FORCE_ERROR, DiskFault.READ_ERROR)) {
            Logbook log = new Logbook().settle().blocks(5, 100);
            log.disk().faults().strikeNext(fault, name -> name.startsWith("snapshot"));

            assertThat(log.snapshot()).as("%s", fault).isEqualTo(SnapshotWriter.State.FAILED);

            assertThat(log.journal().failure()).isNull();
            assertThat(log.disk().list()).noneMatch(name -> name.startsWith("snapshot"));
            assertThat(log.snapshot()).isEqualTo(SnapshotWriter.State.PUBLISHED);
        }
    }

    @Test
    void manifestThatCannotBeWrittenEndsTheJournal() {
        for (DiskFault fault : List.of(DiskFault.WRITE_ERROR, DiskFault.FORCE_ERROR)) {
            Logbook log = new Logbook().settle().blocks(5, 100);
            log.disk().faults().strikeNext(fault, name -> name.startsWith("manifest"));

            log.snapshot();

            assertThat(log.journal().failure()).as("%s", fault).isNotNull();
            log.kill().open();
            assertThat(log.journal().durablePosition()).isPositive();
        }
    }

    @Test
    void manifestThatMeetsAFullDiskOnlyFailsTheSnapshot() {
        Logbook log = new Logbook().settle().blocks(5, 100);
        log.disk().faults().strikeNext(DiskFault.DISK_FULL, name -> name.startsWith("manifest"));

        SnapshotWriter.State first = log.snapshot();

        assertThat(log.disk().faults().count(DiskFault.DISK_FULL)).isEqualTo(1);
        assertThat(log.journal().failure()).isNull();
        assertThat(first == SnapshotWriter.State.PUBLISHED ? first : log.snapshot())
                .isEqualTo(SnapshotWriter.State.PUBLISHED);
    }

    @Test
    void directoryThatCannotBeForcedEndsTheJournal() {
        Logbook log = new Logbook().blocks(3, 100);
        log.disk().faults().strikeNext(DiskFault.DIRECTORY_FORCE_ERROR);

        log.snapshot();

        assertThat(log.journal().failure()).isNotNull();
    }

    @Test
    void abandonedSnapshotLeavesNothing() throws IOException {
        Logbook log = new Logbook().settle().blocks(3, 100);
        SnapshotWriter writer = log.storage().snapshots().begin(new SnapshotInfo(0, 0, 3, 1, 1));
        writer.write(ByteBuffer.allocate(100));
        log.settle();

        writer.abandon();
        log.settle();

        assertThat(writer.state()).isEqualTo(SnapshotWriter.State.FAILED);
        assertThat(writer.write(ByteBuffer.allocate(100_000))).isTrue();
        assertThat(log.disk().list()).noneMatch(name -> name.startsWith("snapshot"));
    }

    @Test
    void snapshotBufferIsBounded() {
        Logbook log = new Logbook().settle();
        SnapshotWriter writer = log.storage().snapshots().begin(new SnapshotInfo(0, 0, 1, 1, 1));
        int chunks = 0;
        while (writer.write(ByteBuffer.allocate(1000))) {
            chunks++;
        }

        assertThat(chunks * 1000).isLessThanOrEqualTo(CONFIG.snapshotBufferBytes());
        log.settle();
        assertThat(writer.write(ByteBuffer.allocate(1000))).isTrue();
    }

    @Test
    void snapshotIsPublishedOnlyWhenItsFramesAreDurable() {
        Logbook log = new Logbook().settle();
        log.append(100);
        SnapshotWriter writer = log.storage()
                .snapshots()
                .begin(new SnapshotInfo(0, log.journal().appendedPosition(), 1, 1, 1));
        writer.finish(new long[0]);
        for (int i = 0; i < 50; i++) {
            log.storage().housekeeper().step();
        }
        assertThat(writer.state()).isEqualTo(SnapshotWriter.State.FINISHING);

        log.settle();

        assertThat(writer.state()).isEqualTo(SnapshotWriter.State.PUBLISHED);
    }

    @Test
    void snapshotsReadBackChunkByChunk() {
        Logbook log = new Logbook().settle().blocks(2, 100);
        log.snapshot();
        log.snapshot();
        log.kill().open();
        List<Integer> sizes = new ArrayList<>();

        SnapshotInfo latest =
                java.util.Objects.requireNonNull(log.storage().snapshots().latest(0));
        log.storage().snapshots().read(latest, chunk -> sizes.add(chunk.remaining()));

        assertThat(sizes).containsExactly(3);
    }

    private static Space fillUp(Logbook log) {
        while (log.append(8000) != Journal.NO_ROOM) {
            log.settle();
        }
        log.settle();
        return log.journal().space();
    }
}
