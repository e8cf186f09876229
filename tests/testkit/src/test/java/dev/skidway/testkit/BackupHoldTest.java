package dev.skidway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.SkidwayException;
import dev.skidway.journal.BackedUpLog;
import dev.skidway.journal.BackupHold;
import dev.skidway.journal.BackupPlan;
import dev.skidway.journal.HoldLimits;
import dev.skidway.journal.JournalConfig;
import dev.skidway.journal.JournalError;
import dev.skidway.journal.LogBorder;
import dev.skidway.journal.SnapshotInfo;
import dev.skidway.journal.SnapshotWriter;
import dev.skidway.journal.Space;
import dev.skidway.journal.SpillExtent;
import dev.skidway.journal.SpillResult;
import dev.skidway.journal.SpillSpace;
import dev.skidway.journal.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Held files stay as they are however the log rolls, recycles and snapshots, until a bound is reached; a copy of them is a folder. */
class BackupHoldTest {

    private static final JournalConfig CONFIG = JournalConfig.small();
    private static final HoldLimits LIMITS = new HoldLimits(1_000, 64L << 20);

    private static BackupPlan begin(Logbook log, BackupHold hold) {
        log.settle();
        return hold.plan().join();
    }

    private static void rollOn(Logbook log) {
        for (int round = 0; round < 10; round++) {
            log.blocks(20, 8000);
            assertThat(log.snapshot()).isEqualTo(SnapshotWriter.State.PUBLISHED);
        }
    }

    private static List<Long> frames(SimulatedDisk folder) throws IOException {
        try (Storage storage = Storage.open(folder, CONFIG, new ManualTime())) {
            List<Long> sequences = new ArrayList<>();
            storage.journal().readFrom(0, (position, header, records) -> sequences.add(header.sequence()));
            return sequences;
        }
    }

    @Test
    void heldFilesShowTheMomentHoweverTheLogGoesOn() throws IOException {
        Logbook log = new Logbook().blocks(20, 8000);
        log.snapshot(1);
        log.blocks(15, 8000);
        try (BackupHold hold = log.storage().hold(LIMITS)) {
            BackupPlan plan = begin(log, hold);
            SimulatedDisk before = BackupCopies.copy(log.disk(), plan);
            List<Long> framesBefore = log.frames();
            rollOn(log);

            SimulatedDisk copy = BackupCopies.copy(log.disk(), plan);

            assertThat(hold.lostBecause()).isNull();
            assertThat(log.storage().held()).isTrue();
            assertThat(log.storage().heldBytes()).isPositive();
            for (String name : before.list()) {
                assertThat(new FileCorrupter(copy).bytes(name))
                        .as(name)
                        .isEqualTo(new FileCorrupter(before).bytes(name));
            }
            BackedUpLog backedUp = BackedUpLog.open(copy);
            assertThat(backedUp.last().position()).isEqualTo(plan.endPosition());
            assertThat(frames(BackupCopies.restore(copy, plan, backedUp, backedUp.last())))
                    .isEqualTo(framesBefore);
        }
    }

    @Test
    void whatWasHeldIsGivenBackAtTheEnd() throws IOException {
        Logbook log = new Logbook().blocks(40, 8000);
        log.snapshot();
        BackupHold hold = log.storage().hold(LIMITS);
        BackupPlan plan = begin(log, hold);
        rollOn(log);
        long held = log.disk().usedBytes();

        hold.close();
        log.settle();

        assertThat(hold.lostBecause()).isNull();
        assertThat(log.storage().held()).isFalse();
        assertThat(log.storage().heldBytes()).isZero();
        assertThat(log.disk().usedBytes()).isLessThan(held - CONFIG.segmentBytes());
        for (BackupPlan.Part part : plan.files()) {
            assertThat(log.disk().list()).doesNotContain(part.name());
        }
        log.kill().open();
        assertThat(log.frames()).isNotEmpty();
    }

    @Test
    void onlyOneAtATime() {
        Logbook log = new Logbook().blocks(1, 100);
        BackupHold first = log.storage().hold(LIMITS);
        begin(log, first);

        assertThatThrownBy(() -> log.storage().hold(LIMITS))
                .isInstanceOfSatisfying(
                        SkidwayException.class, e -> assertThat(e.code()).isEqualTo(JournalError.BACKUP_UNDER_WAY));

        first.close();
        log.settle();
        begin(log, log.storage().hold(LIMITS));
    }

    @Test
    void isLetGoWhenNobodySaysThatItGoesOn() {
        Logbook log = new Logbook().blocks(5, 8000);
        BackupHold hold = log.storage().hold(LIMITS);
        begin(log, hold);
        for (int i = 0; i < 5; i++) {
            log.time().advanceMillis(900);
            log.settle();
            assertThat(hold.touch()).isTrue();
        }

        log.time().advanceMillis(1_001);
        log.settle();

        assertThat(hold.touch()).isFalse();
        assertThat(hold.lostBecause()).contains("1001 ms", "idle-millis-max");
        assertThat(log.storage().held()).isFalse();
    }

    @Test
    void isLetGoWhenItKeepsTooMuch() {
        Logbook log = new Logbook().blocks(40, 8000);
        BackupHold hold = log.storage().hold(new HoldLimits(1_000, 2L * CONFIG.segmentBytes()));
        begin(log, hold);

        rollOn(log);

        assertThat(hold.lostBecause()).contains("held-bytes-max is " + 2 * CONFIG.segmentBytes());
        assertThat(log.storage().heldBytes()).isZero();
    }

    @Test
    void isLetGoBeforeNewWorkIsRefusedForItsSake() {
        Logbook log = new Logbook(CONFIG.withBytesMax(8L * CONFIG.segmentBytes())).blocks(40, 8000);
        BackupHold hold = log.storage().hold(LIMITS);
        begin(log, hold);
        for (int round = 0; round < 12; round++) {
            log.blocks(5, 8000);
            assertThat(log.snapshot()).isEqualTo(SnapshotWriter.State.PUBLISHED);
            assertThat(log.journal().space()).isEqualTo(Space.OPEN);
        }

        assertThat(hold.lostBecause()).contains("needed the room");
    }

    @Test
    void endsWithTheServer() throws IOException {
        Logbook log = new Logbook().blocks(3, 100);
        BackupHold hold = log.storage().hold(LIMITS);
        begin(log, hold);
        BackupHold tooLate = hold;
        log.storage().close();

        assertThat(tooLate.touch()).isFalse();
        assertThat(tooLate.lostBecause()).contains("stopped");
    }

    @Test
    void aKillLeavesNothingHeld() throws IOException {
        Logbook log = new Logbook().blocks(40, 8000);
        BackupPlan plan = begin(log, log.storage().hold(LIMITS));
        rollOn(log);

        log.kill().open();

        assertThat(log.disk().list()).doesNotContain(plan.files().getFirst().name());
        assertThat(log.frames()).isNotEmpty();
    }

    @Test
    void keepsSpillFilesThatItsSnapshotNames() throws IOException {
        Logbook log = new Logbook();
        SpillSpace space = Objects.requireNonNull(log.storage().snapshots().spill(0));
        space.write("blob", ByteBuffer.allocate(5_000));
        log.settle();
        SpillResult.Written written = (SpillResult.Written) Objects.requireNonNull(space.poll());
        spillingSnapshot(
                log, List.of(new SpillExtent(written.ref().file(), written.ref().end())));
        BackupHold hold = log.storage().hold(LIMITS);
        BackupPlan plan = begin(log, hold);
        String spill = plan.files().getLast().name();
        assertThat(spill).endsWith(".spl");

        space.retire(written.ref().file());
        spillingSnapshot(log, List.of());
        log.settle();
        assertThat(log.disk().list()).contains(spill);
        hold.close();
        log.settle();

        assertThat(log.disk().list()).doesNotContain(spill);
    }

    private static void spillingSnapshot(Logbook log, List<SpillExtent> extents) {
        SnapshotWriter writer = log.storage()
                .snapshots()
                .begin(new SnapshotInfo(0, log.journal().durablePosition(), 0, 1, 1));
        writer.write(ByteBuffer.allocate(10));
        writer.finish(new long[0], extents);
        log.settle();
        assertThat(writer.state()).isEqualTo(SnapshotWriter.State.PUBLISHED);
    }

    @Test
    void canBeCutAtEveryBorder() throws IOException {
        Logbook log = new Logbook().blocks(12, 8000);
        long snapshotAt = log.frames().getLast();
        log.snapshot();
        // Many frames share a block, some blocks hold one, and a seal stands between.
        for (int round = 0; round < 6; round++) {
            for (int i = 0; i < 7; i++) {
                log.append(40 + i);
            }
            log.settle();
            log.time().advanceMillis(CONFIG.idleSealMillis() + 1);
            log.settle().blocks(3, 8000);
        }
        BackupPlan plan = begin(log, log.storage().hold(LIMITS));
        SimulatedDisk copy = BackupCopies.copy(log.disk(), plan);
        BackedUpLog backedUp = BackedUpLog.open(copy);
        List<Long> all = log.frames();
        List<Long> ends = ends(log);
        int cuts = 0;

        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) < snapshotAt) {
                continue;
            }
            LogBorder border = backedUp.find(ends.get(i) + 3, Long.MAX_VALUE);
            assertThat(border.position()).isEqualTo(ends.get(i));
            assertThat(backedUp.find(Long.MAX_VALUE, all.get(i))).isEqualTo(border);
            SimulatedDisk folder = BackupCopies.restore(copy, plan, backedUp, border);
            assertThat(frames(folder)).isEqualTo(all.subList(0, i + 1));
            cuts++;
        }

        assertThat(cuts).isGreaterThan(50);
        assertThat(backedUp.find(0, 0)).isEqualTo(backedUp.first());
        assertThat(backedUp.first().position()).isEqualTo(ends.get(all.indexOf(snapshotAt)));
    }

    private static List<Long> ends(Logbook log) {
        List<Long> ends = new ArrayList<>();
        log.journal().readFrom(0, (position, header, records) -> ends.add(position + 32 + records.remaining()));
        return ends;
    }

    @Test
    void aFolderMadeOfACopyGoesOnWithASecretOfItsOwn() throws IOException {
        Logbook log = new Logbook().blocks(12, 8000);
        log.append(10);
        log.append(10);
        log.settle();
        BackupPlan plan = begin(log, log.storage().hold(LIMITS));
        SimulatedDisk copy = BackupCopies.copy(log.disk(), plan);
        BackedUpLog backedUp = BackedUpLog.open(copy);
        LogBorder border = backedUp.find(plan.endPosition() - 1, Long.MAX_VALUE);
        SimulatedDisk folder = BackupCopies.restore(copy, plan, backedUp, border);

        try (Storage storage = Storage.open(folder, CONFIG, new ManualTime())) {
            assertThat(storage.recovery().endPosition()).isEqualTo(border.position());
            assertThat(storage.handleKey()).containsOnly((byte) 0x77);
            assertThat(new FileCorrupter(copy).bytes("identity"))
                    .isNotEqualTo(new FileCorrupter(folder).bytes("identity"));
        }
        assertThat(frames(folder.kill())).hasSize(13);
    }

    @Test
    void anEmptyLogIsACopyToo() throws IOException {
        Logbook log = new Logbook();
        BackupPlan plan = begin(log, log.storage().hold(LIMITS));
        SimulatedDisk copy = BackupCopies.copy(log.disk(), plan);
        BackedUpLog backedUp = BackedUpLog.open(copy);

        assertThat(backedUp.first()).isEqualTo(backedUp.last());
        assertThat(frames(BackupCopies.restore(copy, plan, backedUp, backedUp.first())))
                .isEmpty();
    }
}
