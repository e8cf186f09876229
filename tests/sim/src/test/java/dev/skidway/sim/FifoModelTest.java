package dev.skidway.sim;

import static dev.skidway.sim.Broken.broken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.queues.DeleteMessages;
import dev.skidway.queues.LeaseRef;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.PurgeQueue;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.SendResult;
import dev.skidway.sim.Violation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every promise of a FIFO queue that the simulator guards, broken once. */
class FifoModelTest {

    private static final long FIVE_MINUTES = 300_000;

    private final Coverage coverage = new Coverage();
    private final Checker checker = new Checker(coverage);
    private final FifoModel fifo = new FifoModel(false, false, false, coverage);
    private final QueueModel queue = queue();
    private long attempts;

    @Test
    void acceptsMessagesOfAGroupInTurn() {
        sent("a", 0, 0, 10);
        sent("b", 1, 20, 30);

        fifo.delivered(List.of(lease(0), lease(1)), 40);

        assertThat(coverage.count("fifo: further one in turn")).isEqualTo(1);
    }

    @Test
    void findsAMessageThatOvertakesOneInFlight() {
        SentMessage first = sent("a", 0, 0, 10);
        sent("b", 1, 20, 30);
        fifo.delivered(List.of(lease(0)), 40);

        broken(Kind.ORDER, "overtaken in its group", () -> fifo.delivered(List.of(lease(1)), 50));

        first.deleted = true;
        fifo.delivered(List.of(lease(1)), 60);
    }

    @Test
    void acceptsThatAMessageWhichBecameTooOldIsOvertakenAlthoughRetentionGrew() {
        SentMessage first = sent("a", 0, 0, 10);
        sent("b", 1, 20, 30);
        first.restAt(10 + queue.retentionMillisMaxAnywhere(), 1);

        fifo.delivered(List.of(lease(1)), 50);

        assertThat(coverage.count("fifo: first of an answer in turn")).isEqualTo(1);
    }

    @Test
    void findsMessagesOfOneAnswerInTheWrongOrder() {
        sent("a", 0, 0, 10);
        sent("b", 1, 20, 30);

        broken(Kind.ORDER, "overtaken in its group", () -> fifo.delivered(List.of(lease(1), lease(0)), 40));
    }

    @Test
    void findsASendStoredBeforeOneThatWasAnsweredFirst() {
        sent("a", 5, 0, 10);

        broken(Kind.ORDER, "which was answered first", () -> sent("b", 4, 20, 30));
    }

    @Test
    void findsAnIdStoredTwiceWithinFiveMinutes() {
        sent("a", 0, 0, 10);
        broken(Kind.PHANTOM, "stored although sent before", () -> sent("a", 1, 20, FIVE_MINUTES - 1));
    }

    @Test
    void acceptsAnIdStoredAgainAfterFiveMinutes() {
        sent("a", 0, 0, 10);
        sent("a", 1, 20, FIVE_MINUTES);

        assertThat(coverage.count("fifo: id stored again when it may be")).isEqualTo(1);
    }

    @Test
    void findsARepetitionAfterFiveMinutes() {
        sent("a", 0, 0, 10);
        SentMessage again = attempted("a", FIVE_MINUTES + 10);

        broken(Kind.LOST, "too long before", () -> repeated(again, 0, FIVE_MINUTES + 20));
    }

    @Test
    void findsARepetitionOfWhatNobodySentOrSomethingElse() {
        sent("a", 0, 0, 10);
        SentMessage other = attempted("b", 20);
        SentMessage unknown = attempted("c", 20);

        broken(Kind.LOST, "taken for another message", () -> repeated(other, 0, 30));
        broken(Kind.PHANTOM, "which nobody sent", () -> repeated(unknown, 7, 30));
    }

    @Test
    void findsARepetitionOfWhatAPurgeRemoved() {
        sent("a", 0, 0, 10);
        new PurgeOperation(queue, () -> 1, coverage).done(new PurgeQueue.Reply(1), 20);
        SentMessage again = attempted("a", 30);

        broken(Kind.LOST, "a purge had removed", () -> repeated(again, 0, 40));
    }

    @Test
    void findsALeaseCalledExpiredBeforeItsEnd() {
        SentMessage message = sent("a", 0, 0, 10);
        message.newestLease = 1;
        message.leasedUntil(100, 150);
        Held held = new Held(message, queue, lease(0).lease());

        broken(Kind.TIME, "called expired", () -> FifoModel.checkInTime(held, DeleteMessages.Result.EXPIRED, 90, 99));

        FifoModel.checkInTime(held, DeleteMessages.Result.EXPIRED, 90, 100);
    }

    @Test
    void findsADeleteByALeaseThatIsOver() {
        SentMessage message = sent("a", 0, 0, 10);
        message.newestLease = 1;
        message.leasedUntil(100, 150);
        Held held = new Held(message, queue, lease(0).lease());

        broken(Kind.TIME, "was over", () -> FifoModel.checkInTime(held, DeleteMessages.Result.DELETED, 150, 160));

        FifoModel.checkInTime(held, DeleteMessages.Result.DELETED, 149, 160);
    }

    @Test
    void tellsSendsOfTheSameContentApart() {
        SentMessage first = ofContent(1, 0);
        SentMessage again = ofContent(1, FIVE_MINUTES + 20);
        checker.sendAnswered(first, new SendResult.Stored(ref(0)), 10);
        checker.sendAnswered(again, new SendResult.Stored(ref(1)), FIVE_MINUTES + 30);

        assertThat(deliver(0, first)).isSameAs(first);
        assertThat(deliver(1, again)).isSameAs(again);
        broken(Kind.PHANTOM, "stored twice", () -> deliver(2, again));
    }

    @Test
    void findsAContentStoredTwiceWithinFiveMinutes() {
        SentMessage first = ofContent(1, 0);
        SentMessage again = ofContent(1, 20);
        checker.sendAnswered(first, new SendResult.Stored(ref(0)), 10);

        broken(
                Kind.PHANTOM,
                "stored although sent before",
                () -> checker.sendAnswered(again, new SendResult.Stored(ref(1)), 30));
    }

    private SentMessage ofContent(long content, long atMillis) {
        SentMessage message = new SentMessage(++attempts, queue, Bodies.HEADER_BYTES, 20, "group", atMillis, 0);
        message.deduplicationId = "content " + content;
        message.content = content;
        checker.attempted(message);
        return message;
    }

    private SentMessage deliver(long slot, SentMessage message) {
        long at = message.submittedAtMillis;
        byte[] payload = new byte[Bodies.HEADER_BYTES + 20];
        System.arraycopy(Bodies.headers(message.attempt, Bodies.HEADER_BYTES), 0, payload, 0, Bodies.HEADER_BYTES);
        System.arraycopy(Bodies.body(message.content, 20), 0, payload, Bodies.HEADER_BYTES, 20);
        LeasedMessage lease =
                new LeasedMessage(new LeaseRef(ref(slot), 1), 0, Bodies.HEADER_BYTES, 20, "group", at, at, 1);
        return checker.leased(new Receive(queue, 0, FIVE_MINUTES + 40, 10), lease, payload, FIVE_MINUTES + 40);
    }

    private SentMessage attempted(String id, long atMillis) {
        SentMessage message = new SentMessage(++attempts, queue, 0, 20, "group", atMillis, 0);
        message.deduplicationId = id;
        checker.attempted(message);
        return message;
    }

    private SentMessage sent(String id, long slot, long atMillis, long answeredAtMillis) {
        SentMessage message = attempted(id, atMillis);
        checker.sendAnswered(message, new SendResult.Stored(ref(slot)), answeredAtMillis);
        return message;
    }

    private void repeated(SentMessage message, long slot, long nowMillis) {
        checker.sendAnswered(message, new SendResult.Stored(ref(slot), true), nowMillis);
    }

    private QueueModel queue() {
        QueueModel queue = new QueueModel(new QueueName("ns", "orders.fifo"), 0, 10 * FIVE_MINUTES, 1_000, 0);
        queue.existence = QueueModel.Existence.EXISTS;
        queue.fifo = fifo;
        return queue;
    }

    private static MessageRef ref(long slot) {
        return new MessageRef(1, 0, slot);
    }

    private static LeasedMessage lease(long slot) {
        return new LeasedMessage(new LeaseRef(ref(slot), 1), 0, 0, 20, "group", 0, 0, 1);
    }
}
