package dev.skidway.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.journal.BackgroundRead;
import dev.skidway.journal.BackgroundRead.Found;
import dev.skidway.journal.BackgroundRead.Piece;
import dev.skidway.journal.JournalError;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Neighbours are read together, and one that cannot be read does not hide the others. */
class BackgroundReadTest {

    private static final int PIECE_BYTES = 132;

    @Test
    void onePieceThatCannotBeReadDoesNotHideItsNeighbours() {
        Logbook log = new Logbook();
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            pieces.add(new Piece(log.append(100), PIECE_BYTES));
            log.settle();
        }
        // What was written lately is still in memory; of an opened log nothing is.
        log.kill().open();
        List<ByteBuffer> whole = pieces.stream()
                .map(piece -> {
                    ByteBuffer bytes = ByteBuffer.allocate(PIECE_BYTES);
                    log.journal().read(piece.position(), bytes);
                    return bytes.flip();
                })
                .toList();
        // One for all three together, one for the first of them alone.
        log.disk().faults().strikeNext(DiskFault.READ_ERROR, Logbook.FIRST_SEGMENT::equals);
        log.disk().faults().strikeNext(DiskFault.READ_ERROR, Logbook.FIRST_SEGMENT::equals);
        BackgroundRead read = new BackgroundRead(pieces);

        log.journal().readInBackground(read);
        log.settle();

        assertThat(read.done()).isTrue();
        assertThat(read.found()).hasSize(3);
        Found first = read.found().getFirst();
        assertThat(Objects.requireNonNull(first.failure()).code()).isEqualTo(JournalError.READ_FAILED);
        assertThat(first.bytes().hasRemaining()).isFalse();
        assertThat(read.found().subList(1, 3)).extracting(Found::failure).containsOnlyNulls();
        assertThat(read.found().subList(1, 3))
                .extracting(found -> found.bytes().rewind())
                .isEqualTo(whole.subList(1, 3));
    }
}
