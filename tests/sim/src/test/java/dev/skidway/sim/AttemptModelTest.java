package dev.skidway.sim;

import static dev.skidway.sim.Broken.broken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.queues.ChangeVisibility;
import dev.skidway.queues.DeleteMessages;
import dev.skidway.queues.LeaseRef;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.ReceiveMessages;
import dev.skidway.queues.SendResult;
import dev.skidway.sim.Violation.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every promise about receives that are repeated by their attempt id, broken once. */
class AttemptModelTest {

    private static final long FIVE_MINUTES = 300_000;
    private static final long LEASE_MILLIS = 1_000;

    private final Coverage coverage = new Coverage();
    private final Checker checker = new Checker(coverage);
    private final QueueModel queue = queue();
    private final AttemptModel attempt = new AttemptModel("try", coverage);
    private final SentMessage first = sent(1);
    private final SentMessage second = sent(2);

    @Test
    void acceptsTheSameLeasesAgainAndTheirFullTime() {
        answered(ask(100), 110, lease(first, 1));
        answered(ask(900), 910, lease(first, 1));

        assertThat(first.leasedUntilMillisMin).isEqualTo(900 + LEASE_MILLIS);
        assertThat(first.leasedUntilMillisMax).isEqualTo(910 + LEASE_MILLIS);
        assertThat(coverage.count("attempt: had to be repeated")).isOne();
        assertThat(coverage.count("attempt: the same leases again")).isOne();
    }

    @Test
    void findsOtherLeasesAlthoughNothingHappened() {
        answered(ask(100), 110, lease(first, 1));

        broken(Kind.DOUBLE_LEASE, "although nothing happened", () -> answered(ask(200), 210, lease(second, 1)));
    }

    @Test
    void findsNothingInsteadOfTheSameLeases() {
        answered(ask(100), 110, lease(first, 1));

        broken(Kind.DOUBLE_LEASE, "although nothing happened", () -> answered(ask(200), 210));
    }

    @Test
    void acceptsOtherLeasesOnceOneWasChanged() {
        answered(ask(100), 110, lease(first, 1));
        Held held = new Held(first, queue, lease(first, 1).lease());
        new ChangeOperation(checker, queue, List.of(held), 0, 150)
                .done(new ChangeVisibility.Reply(List.of(ChangeVisibility.Result.CHANGED)), 151);

        answered(ask(200), 210, lease(first, 2));
        answered(ask(300), 310, lease(first, 2));

        assertThat(coverage.count("attempt: the same leases again")).isOne();
    }

    @Test
    void findsARepetitionOfWhatWasDeleted() {
        answered(ask(100), 110, lease(first, 1));
        first.deletesInFlight++;
        checker.deleteAnswered(first, queue, lease(first, 1).lease(), DeleteMessages.Result.DELETED, 120);

        broken(Kind.PHANTOM, "what was deleted", () -> answered(ask(200), 210, lease(first, 1)));
    }

    @Test
    void findsARepetitionOfWhatWasLeasedAgain() {
        answered(ask(100), 110, lease(first, 1));
        answered(null, 2_000, 2_010, lease(first, 2));

        broken(Kind.DOUBLE_LEASE, "leased since", () -> answered(ask(2_020), 2_030, lease(first, 1)));
    }

    @Test
    void findsARepetitionOfLeasesThatWereOver() {
        answered(ask(100), 110, lease(first, 1));

        broken(Kind.TIME, "were over", () -> answered(ask(1_110), 1_120, lease(first, 1)));
    }

    @Test
    void findsARepetitionAfterFiveMinutesFromTheFirst() {
        for (long at = 100; at < FIVE_MINUTES; at += LEASE_MILLIS / 2) {
            answered(ask(at), at + 10, lease(first, 1));
        }

        broken(Kind.TIME, "five minutes", () -> answered(ask(FIVE_MINUTES + 110), FIVE_MINUTES + 120, lease(first, 1)));
    }

    @Test
    void acceptsThatAReceiveWithoutAnAnswerIsRepeated() {
        ask(100).unknown(150);
        answered(ask(200), 210, lease(first, 1), lease(second, 1));
        answered(ask(300), 310, lease(first, 1), lease(second, 1));

        assertThat(coverage.count("attempt: no answer")).isOne();
        assertThat(coverage.count("attempt: had to be repeated")).isOne();
    }

    @Test
    void knowsThatAnotherReceiveUnderWayMaySetTheEnd() {
        answered(ask(100), 110, lease(first, 1));
        ReceiveOperation again = ask(200);
        ReceiveOperation andAgain = ask(210);
        answered(again, 220, lease(first, 1));

        assertThat(first.leasedSurely(230)).isFalse();
        answered(andAgain, 240, lease(first, 1));
        assertThat(first.leasedSurely(230)).isTrue();
    }

    @Test
    void demandsNothingWhileAnotherReceiveMayHaveChangedTheLeases() {
        answered(ask(100), 110, lease(first, 1));
        ask(200).unknown(250);

        answered(ask(2_000), 2_010, lease(first, 2));

        assertThat(coverage.count("attempt: had to be repeated")).isZero();
    }

    private ReceiveOperation ask(long atMillis) {
        return operation(attempt, atMillis);
    }

    private ReceiveOperation operation(@Nullable AttemptModel model, long atMillis) {
        return new ReceiveOperation(
                checker,
                new Receive(queue, 0, atMillis, LEASE_MILLIS),
                new ReceiveMessages(queue.name, 10, LEASE_MILLIS, 0, model == null ? null : model.id),
                model,
                lease -> Bodies.body(lease.lease().message().slot(), 20),
                (message, lease) -> {});
    }

    private static void answered(ReceiveOperation receive, long atMillis, LeasedMessage... leases) {
        receive.done(new ReceiveMessages.Reply(List.of(leases)), atMillis);
    }

    private void answered(@Nullable AttemptModel model, long askedAtMillis, long atMillis, LeasedMessage... leases) {
        answered(operation(model, askedAtMillis), atMillis, leases);
    }

    private static LeasedMessage lease(SentMessage message, int number) {
        long at = message.firstReceivedAtMillis < 0 ? 100 : message.firstReceivedAtMillis;
        return new LeasedMessage(
                new LeaseRef(new MessageRef(1, 0, message.attempt), number), 0, 0, 20, "group", 0, at, number);
    }

    private SentMessage sent(long attempt) {
        SentMessage message = new SentMessage(attempt, queue, 0, 20, "group", 0, 0);
        message.deduplicationId = "id " + attempt;
        checker.attempted(message);
        checker.sendAnswered(message, new SendResult.Stored(new MessageRef(1, 0, attempt)), 10);
        return message;
    }

    private QueueModel queue() {
        QueueModel queue = new QueueModel(new QueueName("ns", "orders.fifo"), 0, 10 * FIVE_MINUTES, LEASE_MILLIS, 0);
        queue.existence = QueueModel.Existence.EXISTS;
        queue.fifo = new FifoModel(false, false, false, coverage);
        return queue;
    }
}
