package dev.skidway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.SkidwayException;
import dev.skidway.journal.JournalError;
import dev.skidway.journal.SnapshotInfo;
import dev.skidway.journal.SnapshotWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What opening could not see, or what happens after it. */
class LateDamageTest {

    @Test
    void damageBehindTheBackOfAnOpenJournalIsNamedWhenItIsRead() throws IOException {
        Logbook log = new Logbook().blocks(3, 100);
        log.corrupter().flipBit(Logbook.FIRST_SEGMENT, Logbook.BLOCK_BYTES + 70, 1);

        assertThatThrownBy(log::frames)
                .isInstanceOfSatisfying(
                        SkidwayException.class, e -> assertThat(e.code()).isEqualTo(JournalError.BLOCK_DAMAGED))
                .hasMessageContaining(Logbook.FIRST_SEGMENT)
                .hasMessageContaining("offset " + Logbook.BLOCK_BYTES);
    }

    @Test
    void refusesALogWithoutManifests() throws IOException {
        Logbook log = new Logbook().blocks(2, 100).kill();
        for (String name : log.disk().list()) {
            // With a second segment it would be plain at once that there was more.
            if (name.startsWith("manifest-") || (name.startsWith("journal-") && !name.equals(Logbook.FIRST_SEGMENT))) {
                log.corrupter().remove(name);
            }
        }

        SkidwayException refusal = log.refusal();

        assertThat(refusal.code()).isEqualTo(JournalError.MANIFEST_DAMAGED);
        assertThat(refusal).hasMessageContaining(Logbook.FIRST_SEGMENT + " holds blocks");
    }

    @Test
    void aWholeSnapshotOfAnotherHistoryIsNotTheOneThatWasPublished() throws IOException {
        Logbook ours = snapshotOf(1);
        Logbook theirs = snapshotOf(2);
        String name = snapshotFile(ours);
        assertThat(snapshotFile(theirs)).isEqualTo(name);
        ours.corrupter().replace(name, theirs.corrupter().bytes(name));
        ours.kill().open();
        SnapshotInfo info = Objects.requireNonNull(ours.storage().snapshots().latest(0));

        assertThatThrownBy(() -> ours.storage().snapshots().read(info, chunk -> {}))
                .isInstanceOfSatisfying(
                        SkidwayException.class, e -> assertThat(e.code()).isEqualTo(JournalError.SNAPSHOT_DAMAGED))
                .hasMessageContaining(name)
                .hasMessageContaining("not the file the manifest names");
    }

    @Test
    void aSnapshotThatDoesNotReadBackIsNotPublished() {
        Logbook log = new Logbook().blocks(2, 100);
        log.disk().faults().strikeNext(DiskFault.MISDIRECTED_WRITE, name -> name.startsWith("snapshot-"));

        assertThat(log.snapshot()).isEqualTo(SnapshotWriter.State.FAILED);

        assertThat(log.storage().snapshots().latest(0)).isNull();
        assertThat(log.snapshot()).isEqualTo(SnapshotWriter.State.PUBLISHED);
    }

    private static Logbook snapshotOf(int content) {
        Logbook log = new Logbook().blocks(2, 100);
        SnapshotWriter writer = log.storage()
                .snapshots()
                .begin(new SnapshotInfo(0, log.journal().appendedPosition(), 2, 1, 5));
        writer.write(ByteBuffer.wrap(new byte[] {(byte) content}));
        writer.finish(new long[0]);
        log.settle();
        assertThat(writer.state()).isEqualTo(SnapshotWriter.State.PUBLISHED);
        return log;
    }

    private static String snapshotFile(Logbook log) throws IOException {
        return log.disk().list().stream()
                .filter(name -> name.startsWith("snapshot-"))
                .findFirst()
                .orElseThrow();
    }
}
