package dev.skidway.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LedgerTest {

    private final Ledger ledger = new Ledger();

    @Test
    void aMessageAcknowledgedButNeverReceivedIsOutstanding() {
        ledger.take(2);

        ledger.acknowledged(0);
        ledger.acknowledged(1);
        ledger.received(1);

        assertThat(ledger.outstanding()).isOne();
        assertThat(ledger.acknowledgedCount()).isEqualTo(2);
    }

    @Test
    void aReceiveMayOvertakeTheAnswerToItsSend() {
        ledger.take(1);

        ledger.received(0);
        ledger.acknowledged(0);

        assertThat(ledger.outstanding()).isZero();
        assertThat(ledger.receivedCount()).isOne();
    }

    @Test
    void everyReceiveAfterTheFirstIsADuplicate() {
        ledger.take(200_000);

        ledger.acknowledged(199_999);
        ledger.received(199_999);
        ledger.received(199_999);
        ledger.received(199_999);

        assertThat(ledger.duplicateCount()).isEqualTo(2);
        assertThat(ledger.outstanding()).isZero();
    }

    @Test
    void aNumberNobodySentCountsAsAltered() {
        ledger.take(1);

        ledger.received(-1);
        ledger.received(1);

        assertThat(ledger.alteredCount()).isEqualTo(2);
    }
}
