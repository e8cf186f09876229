package dev.skidway.compat.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.compat.chaos.Findings.Violation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Plants one broken promise after the other into a history, and what only looks like one. Times are in seconds. */
class CheckerTest {

    private static final long SECOND = 1_000_000_000;
    private static final int GROUP = 3;

    private final List<Entry> history = new ArrayList<>();

    @Test
    void aMessageThatIsSentReceivedAndDeletedIsRight() {
        sent(1);
        received(1, 1, 10, 11);
        deleted(1, 10, 12);

        assertClean();
    }

    @Test
    void anAcknowledgedMessageThatNeverComesIsLost() {
        sent(1);

        assertFound(Violation.LOST, 1);
    }

    @Test
    void aMessageThatCameOnceAndWasNotThereInTheEndIsLost() {
        history.add(new Entry.Opened(1, Entry.NO_GROUP, 0, 0));
        received(1, 1, 10, 11);

        assertFound(Violation.LOST, 1);
    }

    @Test
    void aSendWithoutAnAnswerAndATriedDeleteExcuseAMissingMessage() {
        history.add(new Entry.Opened(1, Entry.NO_GROUP, 0, 0));
        sent(2);
        history.add(new Entry.DeleteTried(id(2)));

        assertClean();
    }

    @Test
    void aReceiveThatBeganAfterADeletesAnswerUndoesIt() {
        sent(1);
        received(1, 1, 10, 11);
        deleted(1, 10, 12);
        received(1, 2, 30, 31);

        assertFound(Violation.UNDONE_DELETES, 1);
    }

    @Test
    void aReceiveThatBeganBeforeADeletesAnswerUndoesNothing() {
        sent(1);
        received(1, 1, 10, 20);
        deleted(1, 10, 12);

        assertClean();
    }

    @Test
    void aSecondDeliveryIsADuplicateOnlyWhileTheLeaseHolds() {
        sent(1);
        received(1, 1, 10, 10);
        received(1, 2, 14, 14);
        received(1, 3, 16, 16);
        deleted(1, 16, 17);

        assertFound(Violation.DUPLICATES_BEYOND_LEASE, 1);
    }

    @Test
    void anAnswerThatWasLongOnItsWayIsNoDuplicateOfALaterOne() {
        sent(1);
        // The first was given out at 10 and arrived at 15; in between its lease ended and the second was given out.
        received(1, 2, 14, 14);
        received(1, 1, 10, 15);
        deleted(1, 14, 16);

        assertClean();
    }

    @Test
    void aServersClockMayRunAheadOfOursByAFewPercent() {
        sent(1);
        received(1, 1, 10, 10);
        history.add(new Entry.Received(9, 1, id(1), 2, 10 * SECOND, 10 * SECOND + 3_800_000_000L));
        deleted(1, 10, 14);

        assertClean();
    }

    @Test
    void aBodyNobodySentIsAPhantom() {
        received(1, 1, 10, 11);
        received(-1, 1, 10, 11);

        assertFound(Violation.PHANTOMS, 2);
    }

    @Test
    void aMessageWithTheIdOfAnotherIsAPhantom() {
        sent(1);
        sent(2);
        history.add(new Entry.Received(1, 2, id(1), 1, 10 * SECOND, 11 * SECOND));
        history.add(new Entry.DeleteTried(id(1)));
        history.add(new Entry.DeleteTried(id(2)));

        assertFound(Violation.PHANTOMS, 1);
    }

    @Test
    void nothingOfAGroupComesBeforeWhatStands() {
        sentTo(GROUP, 1);
        sentTo(GROUP, 2);
        received(2, 1, 10, 11);
        deleted(2, 10, 12);
        received(1, 1, 13, 14);
        deleted(1, 13, 15);

        assertFound(Violation.ORDER_VIOLATIONS, 1);
    }

    @Test
    void nothingOfAGroupComesBehindWhatIsInFlight() {
        sentTo(GROUP, 1);
        sentTo(GROUP, 2);
        received(1, 1, 10, 11);
        received(2, 1, 11, 12);
        deleted(1, 10, 12);
        deleted(2, 11, 13);

        assertFound(Violation.ORDER_VIOLATIONS, 1);
    }

    @Test
    void oneAnswerMayBringSeveralOfAGroupInTheirOrder() {
        sentTo(GROUP, 1);
        sentTo(GROUP, 2);
        inOneAnswer(7, 1, 2);
        deleted(1, 10, 12);
        deleted(2, 10, 12);

        assertClean();
    }

    @Test
    void oneAnswerMustNotBringThemInAnotherOrder() {
        sentTo(GROUP, 1);
        sentTo(GROUP, 2);
        inOneAnswer(7, 2, 1);
        deleted(1, 10, 12);
        deleted(2, 10, 12);

        assertFound(Violation.ORDER_VIOLATIONS, 1);
    }

    @Test
    void groupsDoNotWaitForEachOther() {
        sentTo(GROUP, 1);
        sentTo(GROUP + 1, 2);
        received(2, 1, 10, 11);
        deleted(2, 10, 12);
        received(1, 1, 13, 14);
        deleted(1, 13, 15);

        assertClean();
    }

    @Test
    void aRepeatedSendThatIsAnsweredAfterItsMessageWasDeletedHoldsNobodyBack() {
        history.add(new Entry.Opened(1, GROUP, 0, 0));
        received(1, 1, 10, 11);
        deleted(1, 10, 12);
        history.add(new Entry.Acknowledged(1, id(1)));
        sentTo(GROUP, 2);
        received(2, 1, 13, 14);
        deleted(2, 13, 15);

        assertClean();
    }

    @Test
    void oneDeduplicationIdIsOneMessage() {
        sentTo(GROUP, 1);
        history.add(new Entry.Received(1, 1, 4711, 1, 10 * SECOND, 11 * SECOND));
        history.add(new Entry.DeleteTried(4711));
        history.add(new Entry.DeleteTried(id(1)));

        assertFound(Violation.STORED_TWICE, 1);
    }

    @Test
    void aReceiveCountGrowsWithEveryReceive() {
        sent(1);
        received(1, 2, 10, 11);
        received(1, 1, 20, 21);
        received(1, 2, 30, 31);
        deleted(1, 30, 32);

        assertFound(Violation.RECEIVE_COUNTS_BACK, 2);
    }

    @Test
    void aDelayedMessageIsNotSeenBeforeItsTime() {
        history.add(new Entry.Opened(1, Entry.NO_GROUP, 10 * SECOND, 5));
        history.add(new Entry.Acknowledged(1, id(1)));
        received(1, 1, 11, 12);
        deleted(1, 11, 13);

        assertFound(Violation.EARLY_DELIVERIES, 1);
    }

    @Test
    void aClockCarriedAheadEndsLeasesDelaysAndDeduplicationButExcusesNothingElse() {
        history.add(new Entry.Opened(1, Entry.NO_GROUP, 10 * SECOND, 5));
        history.add(new Entry.Acknowledged(1, id(1)));
        history.add(new Entry.Opened(2, GROUP, 10 * SECOND, 0));
        received(2, 1, 10, 11);
        history.add(new Entry.TimePassed(12 * SECOND));
        history.add(new Entry.Acknowledged(2, 4711));
        received(1, 1, 12, 13);
        history.add(new Entry.Received(2, 2, id(2), 2, 12 * SECOND, 13 * SECOND));
        history.add(new Entry.Received(3, 2, 4711, 1, 13 * SECOND, 14 * SECOND));
        deleted(1, 12, 14);
        deleted(2, 12, 14);
        history.add(new Entry.DeleteTried(4711));
        assertClean();

        sent(5);
        received(5, 1, 20, 20);
        received(5, 2, 22, 22);
        deleted(5, 20, 23);
        assertFound(Violation.DUPLICATES_BEYOND_LEASE, 1);
    }

    private void sent(long number) {
        sentTo(Entry.NO_GROUP, number);
    }

    private void sentTo(int group, long number) {
        history.add(new Entry.Opened(number, group, 0, 0));
        history.add(new Entry.Acknowledged(number, id(number)));
    }

    private void received(long number, int count, long from, long to) {
        history.add(new Entry.Received(history.size(), number, id(number), count, from * SECOND, to * SECOND));
    }

    private void inOneAnswer(long answer, long... numbers) {
        for (long number : numbers) {
            history.add(new Entry.Received(answer, number, id(number), 1, 10 * SECOND, 11 * SECOND));
        }
    }

    private void deleted(long number, long leased, long at) {
        history.add(new Entry.DeleteTried(id(number)));
        history.add(new Entry.DeleteAcknowledged(id(number), leased * SECOND, at * SECOND));
    }

    private void assertClean() {
        assertThat(check())
                .satisfies(found -> assertThat(found.clean()).as("%s", found).isTrue());
    }

    /** Exactly this was found, and nothing else. */
    private void assertFound(Violation violation, long cases) {
        Findings found = check();
        for (Violation each : Violation.values()) {
            assertThat(found.count(each)).as("%s in %s", each, found).isEqualTo(each == violation ? cases : 0);
        }
    }

    private Findings check() {
        return Checker.check(history, Duration.ofSeconds(4));
    }

    private static long id(long number) {
        return 1_000 + number;
    }
}
