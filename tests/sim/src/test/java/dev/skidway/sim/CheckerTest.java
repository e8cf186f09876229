package dev.skidway.sim;

import static dev.skidway.sim.Broken.broken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.queues.ChangeVisibility;
import dev.skidway.queues.DeadLetterPolicy;
import dev.skidway.queues.DeleteMessages;
import dev.skidway.queues.DispatchChange;
import dev.skidway.queues.DispatchSettings;
import dev.skidway.queues.KeyChange;
import dev.skidway.queues.KeyLimits;
import dev.skidway.queues.LeaseRef;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueSettings;
import dev.skidway.queues.QueueView;
import dev.skidway.queues.RateLimit;
import dev.skidway.queues.SendResult;
import dev.skidway.queues.SetKeySettings;
import dev.skidway.queues.SetQueueSettings;
import dev.skidway.queues.SettingsChange;
import dev.skidway.sim.Violation.Kind;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Every promise the checker guards, broken once. */
class CheckerTest {

    private static final long RETENTION_MILLIS = 100_000;

    private final Coverage coverage = new Coverage();
    private final Checker checker = new Checker(coverage);
    private final QueueModel queue = existing("orders");

    @Test
    void acceptsALifeWithoutFault() {
        SentMessage message = stored(1, 0, 1_000);

        checker.leased(receive(2_000, 500), lease(message, 0, 1, 1_000, 2_000), payload(message), 2_001);
        checker.leased(receive(2_600, 500), lease(message, 0, 2, 1_000, 2_000), payload(message), 2_601);
        message.deletesInFlight++;
        checker.deleteAnswered(message, message.queue, ref(0, 2), DeleteMessages.Result.DELETED, 2_700);

        checker.counts(queue, view(0), 2_800);
        checker.allDrained(queue, 2_800);
        checker.orderWithinLanes();
    }

    @Test
    void findsAMessageNobodySent() {
        SentMessage never = new SentMessage(7, queue, 0, 20, null, 0, 0);

        broken(Kind.PHANTOM, () -> checker.leased(receive(1, 1), lease(never, 0, 1, 0, 1), payload(never), 1));
    }

    @Test
    void findsOtherBytes() {
        SentMessage message = stored(1, 0, 0);
        byte[] payload = payload(message);
        payload[15] ^= 1;

        broken(Kind.PHANTOM, () -> checker.leased(receive(1, 1), lease(message, 0, 1, 0, 1), payload, 1));
    }

    @Test
    void findsAMessageInAnotherQueue() {
        SentMessage message = stored(1, 0, 0);
        Receive elsewhere = new Receive(existing("others"), 0, 1, 1);

        broken(Kind.PHANTOM, () -> checker.leased(elsewhere, lease(message, 0, 1, 0, 1), payload(message), 1));
    }

    @Test
    void findsAMessageStoredTwice() {
        SentMessage message = stored(1, 0, 0);

        broken(Kind.PHANTOM, () -> checker.leased(receive(1, 1), lease(message, 9, 1, 0, 1), payload(message), 1));
    }

    @Test
    void findsADeliveryAfterAnAcknowledgedDelete() {
        SentMessage message = stored(1, 0, 0);
        checker.leased(receive(1, 1), lease(message, 0, 1, 0, 1), payload(message), 1);
        message.deletesInFlight++;
        checker.deleteAnswered(message, message.queue, ref(0, 1), DeleteMessages.Result.DELETED, 2);

        broken(Kind.PHANTOM, () -> checker.leased(receive(9, 1), lease(message, 0, 2, 0, 1), payload(message), 9));
    }

    @Test
    void findsTwoAcknowledgedDeletes() {
        SentMessage message = stored(1, 0, 0);
        message.deletesInFlight += 2;
        checker.deleteAnswered(message, message.queue, ref(0, 1), DeleteMessages.Result.DELETED, 2);

        broken(
                Kind.PHANTOM,
                () -> checker.deleteAnswered(message, message.queue, ref(0, 1), DeleteMessages.Result.DELETED, 2));
    }

    @Test
    void findsOverlappingLeases() {
        SentMessage message = stored(1, 0, 0);
        checker.leased(receive(1_000, 500), lease(message, 0, 1, 0, 1_000), payload(message), 1_000);

        broken(
                Kind.DOUBLE_LEASE,
                () -> checker.leased(receive(1_400, 500), lease(message, 0, 2, 0, 1_000), payload(message), 1_499));
    }

    @Test
    void findsOneLeaseGivenTwice() {
        SentMessage message = stored(1, 0, 0);
        checker.leased(receive(1_000, 0), lease(message, 0, 1, 0, 1_000), payload(message), 1_000);

        broken(
                Kind.DOUBLE_LEASE,
                () -> checker.leased(receive(2_000, 0), lease(message, 0, 1, 0, 1_000), payload(message), 2_000));
    }

    @Test
    void knowsThatAChangeOfVisibilityMovesTheEndOfALease() {
        SentMessage message = stored(1, 0, 0);
        checker.leased(receive(1_000, 500), lease(message, 0, 1, 0, 1_000), payload(message), 1_000);
        Held held = new Held(message, message.queue, ref(0, 1));

        new ChangeOperation(checker, queue, List.of(held), 5_000, 1_100)
                .done(new ChangeVisibility.Reply(List.of(ChangeVisibility.Result.CHANGED)), 1_101);

        broken(
                Kind.DOUBLE_LEASE,
                () -> checker.leased(receive(6_000, 1), lease(message, 0, 2, 0, 1_000), payload(message), 6_099));
    }

    @Test
    void allowsThatAChangeWithoutAnAnswerEndedTheLeaseSooner() {
        SentMessage message = stored(1, 0, 0);
        checker.leased(receive(1_000, 500), lease(message, 0, 1, 0, 1_000), payload(message), 1_000);
        java.util.List<Held> held = java.util.List.of(new Held(message, queue, ref(0, 1)));
        ChangeOperation longer = new ChangeOperation(checker, queue, held, 5_000, 1_100);
        new ChangeOperation(checker, queue, held, 200, 1_110).unknown(1_110);

        longer.done(new ChangeVisibility.Reply(List.of(ChangeVisibility.Result.CHANGED)), 1_111);

        broken(
                Kind.DOUBLE_LEASE,
                () -> checker.leased(receive(1_200, 1), lease(message, 0, 2, 0, 1_000), payload(message), 1_309));
        checker.leased(receive(1_310, 1), lease(message, 0, 2, 0, 1_000), payload(message), 1_310);
    }

    @Test
    void findsADeliveryBeforeTheDelayHasPassed() {
        SentMessage message = stored(1, 500, 1_000);

        broken(
                Kind.TIME,
                () -> checker.leased(receive(1_400, 1), lease(message, 0, 1, 1_000, 1_499), payload(message), 1_499));
    }

    @Test
    void findsAReceiveCountBelowTheLeasesGiven() {
        SentMessage message = stored(1, 0, 0);
        LeasedMessage wrong = new LeasedMessage(ref(0, 1), 0, 0, 20, null, 0, 1, 3);

        broken(Kind.COUNT, () -> checker.leased(receive(1, 1), wrong, payload(message), 1));
    }

    @Test
    void findsAMessageThatCountsShowIsLost() {
        stored(1, 0, 0);
        stored(2, 0, 0);

        broken(Kind.LOST, () -> checker.counts(queue, view(1), 10));
    }

    @Test
    void findsAMessageTooMany() {
        stored(1, 0, 0);

        broken(Kind.PHANTOM, () -> checker.counts(queue, view(2), 10));
    }

    @Test
    void findsAMessageThatADeleteCallsGone() {
        SentMessage message = stored(1, 0, 0);
        message.deletesInFlight++;

        broken(
                Kind.LOST,
                () -> checker.deleteAnswered(message, message.queue, ref(0, 1), DeleteMessages.Result.ALREADY_GONE, 5));
    }

    @Test
    void findsAMessageNeverDeliveredAgain() {
        stored(1, 0, 0);

        broken(Kind.LOST, () -> checker.allDrained(queue, 5));
        checker.allDrained(queue, RETENTION_MILLIS);
    }

    @Test
    void allowsEitherOutcomeOfWhatWasNotAnswered() {
        SentMessage unanswered = new SentMessage(1, queue, 0, 20, null, 0, 0);
        checker.attempted(unanswered);
        SentMessage doubted = stored(2, 0, 0);
        DeleteOperation delete =
                new DeleteOperation(checker, queue, java.util.List.of(new Held(doubted, doubted.queue, ref(0, 1))), 0);
        delete.unknown(1);

        checker.counts(queue, view(0), 1);
        checker.counts(queue, view(2), 1);
        assertThat(coverage.count("counts: compared as a range")).isEqualTo(2);
    }

    @Test
    void findsAnOvertakingWithinALane() {
        SentMessage first = stored(1, 0, 0);
        SentMessage second = stored(2, 0, 0);
        checker.leased(receive(5, 1), lease(second, 1, 1, 0, 5), payload(second), 5);
        checker.leased(receive(6, 1), lease(first, 0, 1, 0, 6), payload(first), 6);

        broken(Kind.ORDER, checker::orderWithinLanes);
    }

    @Test
    void findsADeliveryFromAPurgedQueue() {
        SentMessage message = stored(1, 0, 0);
        new PurgeOperation(queue, () -> 10, coverage).done(new dev.skidway.queues.PurgeQueue.Reply(1), 5);
        Receive later = new Receive(queue, 11, 6, 1);

        broken(Kind.PHANTOM, () -> checker.leased(later, lease(message, 0, 1, 0, 6), payload(message), 6));
    }

    @Test
    void findsMoreReceivesThanThereWere() {
        SentMessage message = stored(1, 0, 0);
        queue.receivesOut++;
        checker.leased(receive(1, 1), lease(message, 0, 2, 0, 1), payload(message), 1);
        queue.receivesOut--;

        broken(Kind.COUNT, () -> checker.leased(receive(5, 1), lease(message, 0, 4, 0, 1), payload(message), 5));
    }

    @Test
    void findsADeliveryOfWhatWasTooOldWhenAllWasAtRest() {
        SentMessage message = stored(1, 0, 0);
        checker.rests(queue, RETENTION_MILLIS - 1, 3);
        checker.counts(queue, view(1), RETENTION_MILLIS);

        checker.rests(queue, RETENTION_MILLIS, 4);

        Receive later = new Receive(queue, 5, 6, 1);
        broken(Kind.PHANTOM, () -> checker.leased(later, lease(message, 0, 1, 0, 6), payload(message), 6));
        broken(Kind.PHANTOM, () -> checker.counts(queue, view(1), RETENTION_MILLIS));
    }

    @Test
    void knowsThatALongerRetentionSavesOnlyWhatWasNotTooOldYet() {
        SentMessage message = stored(1, 0, 0);
        change(RETENTION_MILLIS / 2, 10);
        change(2 * RETENTION_MILLIS, RETENTION_MILLIS / 2 - 1);

        assertThat(message.certainlyThere(2 * RETENTION_MILLIS - 1)).isTrue();
        assertThat(message.certainlyThere(2 * RETENTION_MILLIS)).isFalse();

        change(3 * RETENTION_MILLIS, 2 * RETENTION_MILLIS);

        assertThat(message.certainlyThere(2 * RETENTION_MILLIS)).isFalse();
    }

    private void change(long retentionMillis, long nowMillis) {
        SettingsChange change = new SettingsChange(null, null, retentionMillis, null, null, null, new TreeMap<>());
        new SettingsOperation(queue, change).done(new SetQueueSettings.Reply(), nowMillis);
    }

    @Test
    void findsALateTimerWhenAllIsAtRest() {
        stored(1, 0, 0);

        broken(Kind.TIME, () -> checker.countsAtRest(queue, view(0, 1), 5));
        checker.countsAtRest(queue, view(1, 0), 5);
    }

    @Test
    void findsAMessageReceivedTooOftenToStay() {
        queue.mayMoveTo(existing("dead-letters"), 2);
        DeadLetterPolicy policy = new DeadLetterPolicy("dead-letters", 2);
        SettingsChange change = new SettingsChange(null, null, null, null, null, null, policy, null, new TreeMap<>());
        SettingsOperation asked = new SettingsOperation(queue, change);
        SentMessage message = stored(1, 0, 0);
        checker.receivesLeft(receive(1, 1), lease(message, 0, 9, 0, 1));

        asked.done(new SetQueueSettings.Reply(), 1);

        checker.receivesLeft(receive(1, 1), lease(message, 0, 2, 0, 1));
        broken(Kind.COUNT, () -> checker.receivesLeft(receive(1, 1), lease(message, 0, 3, 0, 1)));
    }

    @Test
    void findsALeaseOfAPausedQueue() {
        asked(queue, DispatchChange.pause(true, "")).done(new SetQueueSettings.Reply(), 1);
        ReceiveRules rules = checker.rules(queue);

        broken(Kind.PHANTOM, () -> rules.checkPauses(List.of(lease(stored(1, 0, 0), 0, 1, 0, 1))));
        SettingsOperation goesOn = asked(queue, DispatchChange.pause(false, ""));
        rules.checkPauses(List.of(lease(stored(2, 0, 0), 1, 1, 0, 1)));
        goesOn.done(new SetQueueSettings.Reply(), 2);
    }

    @Test
    void findsALeaseOfAPausedKey() {
        new KeySettingsOperation(queue, "mine", KeyChange.pause(true, "")).done(new SetKeySettings.Reply(), 1);
        ReceiveRules rules = checker.rules(queue);
        SentMessage paused = new SentMessage(1, queue, 0, 20, "mine", 0, 0);
        SentMessage other = new SentMessage(2, queue, 0, 20, "other", 0, 0);

        rules.checkPauses(List.of(lease(other, 0, 1, 0, 1)));
        broken(Kind.PHANTOM, () -> rules.checkPauses(List.of(lease(paused, 1, 1, 0, 1))));
    }

    @Test
    void findsMoreLeasesAtOnceThanAQueueMayHave() {
        asked(queue, limits(2)).done(new SetQueueSettings.Reply(), 1);
        ReceiveRules rules = checker.rules(queue);
        leasedAlone(1, 400);
        leasedAlone(2, 9_000);

        rules.checkLimits(List.of(leasedAlone(3, 9_000)), 1_500);
        assertThat(coverage.count("limit: as many leased as a queue may have at once"))
                .isOne();
        broken(Kind.COUNT, () -> rules.checkLimits(List.of(leasedAlone(4, 9_000)), 1_500));
    }

    @Test
    void findsMoreLeasesAtOnceThanAKeyMayHave() {
        asked(queue, DispatchChange.keys(new KeyLimits(1, RateLimit.NONE, DispatchSettings.UNLIMITED)))
                .done(new SetQueueSettings.Reply(), 1);
        ReceiveRules rules = checker.rules(queue);

        rules.checkLimits(List.of(leasedAlone(1, 9_000)), 1_500);
        broken(Kind.COUNT, () -> rules.checkLimits(List.of(leasedAlone(2, 9_000)), 1_500));
    }

    /** A message in a lease from 1,000 on. */
    private LeasedMessage leasedAlone(long attempt, long visibilityMillis) {
        SentMessage message = stored(attempt, 0, 0);
        LeasedMessage lease = lease(message, attempt - 1, 1, 0, 1_000);
        checker.leased(receive(1_000, visibilityMillis), lease, payload(message), 1_000);
        return lease;
    }

    private static SettingsOperation asked(QueueModel queue, DispatchChange change) {
        return new SettingsOperation(queue, new SettingsChange(change));
    }

    private static DispatchChange limits(int concurrencyMax) {
        return new DispatchChange(null, concurrencyMax, null, null, null, null);
    }

    private static QueueModel existing(String name) {
        QueueModel queue = new QueueModel(new QueueName("ns", name), 0, RETENTION_MILLIS, 1_000, 0);
        queue.existence = QueueModel.Existence.EXISTS;
        return queue;
    }

    private SentMessage stored(long attempt, long delayMillis, long sentAtMillis) {
        SentMessage message = new SentMessage(attempt, queue, 0, 20, null, sentAtMillis, delayMillis);
        checker.attempted(message);
        checker.sendAnswered(message, new SendResult.Stored(ref(attempt - 1, 1).message()), sentAtMillis);
        return message;
    }

    private static LeaseRef ref(long slot, long lease) {
        return new LeaseRef(new MessageRef(1, 0, slot), lease);
    }

    private Receive receive(long atMillis, long visibilityMillis) {
        return new Receive(queue, 0, atMillis, visibilityMillis);
    }

    private static LeasedMessage lease(SentMessage message, long slot, int number, long enqueued, long received) {
        return new LeasedMessage(
                ref(slot, number), 0, message.headerBytes, message.bodyBytes, message.key, enqueued, received, number);
    }

    private static byte[] payload(SentMessage message) {
        return Bodies.body(message.attempt, message.bodyBytes);
    }

    private QueueView view(long messages) {
        return view(messages, 0);
    }

    private QueueView view(long messages, long leased) {
        QueueSettings settings = new QueueSettings(0, 1_024, RETENTION_MILLIS, 0, 1_000, 10, new TreeMap<>());
        return new QueueView(queue.name, 1, settings, new TreeMap<>(), messages, leased, 0, 0, 0, -1, 0, 0);
    }
}
