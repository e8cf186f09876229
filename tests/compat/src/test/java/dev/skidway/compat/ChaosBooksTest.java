package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChaosBooksTest {

    private static final long SECOND = 1_000_000_000;

    private final ChaosBooks books = new ChaosBooks(4 * SECOND);
    private long number;

    @BeforeEach
    void oneAcknowledgedMessage() {
        number = books.open();
        books.sendAcknowledged(number);
    }

    @Test
    void anAcknowledgedMessageThatNeverComesIsMissing() {
        assertThat(books.missing()).isOne();

        books.seenAfterTheEnd(number);

        assertThat(books.missing()).isZero();
    }

    @Test
    void aTriedDeleteExcusesAMissingMessage() {
        books.deleteTried(number);

        assertThat(books.missing()).isZero();
    }

    @Test
    void aReceiveThatStartedAfterTheDeletesAnswerUndoesIt() {
        books.deleteAcknowledged(number, 5 * SECOND);

        books.received(ChaosBooks.body(number), 4 * SECOND, 6 * SECOND);
        assertThat(books.undoneDeleteCount()).isZero();

        books.received(ChaosBooks.body(number), 20 * SECOND, 21 * SECOND);
        assertThat(books.undoneDeleteCount()).isOne();
    }

    @Test
    void aSecondDeliveryIsADuplicateOnlyWhileTheLeaseHolds() {
        books.received(ChaosBooks.body(number), 0, 1);
        books.received(ChaosBooks.body(number), 5 * SECOND, 5 * SECOND + 1);
        assertThat(books.duplicateBeyondLeaseCount()).isZero();

        books.received(ChaosBooks.body(number), 6 * SECOND, 6 * SECOND + 1);
        assertThat(books.duplicateBeyondLeaseCount()).isOne();
    }

    @Test
    void aBodyNobodySentIsAltered() {
        assertThat(books.received("0:other", 0, 1)).isEqualTo(-1);
        assertThat(books.received("no number", 0, 1)).isEqualTo(-1);
        assertThat(books.received(ChaosBooks.body(7), 0, 1)).isEqualTo(-1);

        assertThat(books.alteredCount()).isEqualTo(3);
    }
}
