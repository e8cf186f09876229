package dev.skidway.sim;

import static dev.skidway.sim.Broken.broken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.queues.DeleteMessages;
import dev.skidway.queues.LeaseRef;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.SendResult;
import dev.skidway.queues.StartMoveTask;
import dev.skidway.sim.Violation.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a message may do on its way from its queue to its dead letters' and back, broken once. */
class WayRulesTest {

    private static final long RETENTION_MILLIS = 100_000;

    private final Coverage coverage = new Coverage();
    private final Checker checker = new Checker(coverage);
    private final QueueModel orders = existing("orders", 1);
    private final QueueModel dead = existing("dead-letters", 2);
    private final QueueModel rescued = existing("rescued", 3);

    @Test
    void acceptsThatADeadLetterIsMovedBackAnewAndDiesOnceMore() {
        SentMessage message = died();
        move(null);
        orders.mayMoveTo(dead, 1);

        deliver(orders, message, lease(orders, 7, 7, 1, null), 400);
        assertThat(message.origin).isSameAs(orders);
        deliver(dead, message, lease(dead, 7, 9, 2, "orders"), 500);

        assertThat(message.queue).isSameAs(dead);
        assertThat(coverage.count("move: delivered anew")).isOne();
    }

    @Test
    void acceptsThatItDiedInAQueueThatIsGoneByNow() {
        SentMessage message = died();
        move(null);
        orders.mayMoveTo(dead, 1);
        orders.receivesLost++;
        orders.deleted(9);

        deliver(dead, message, lease(dead, 7, 9, 2, "orders"), 500);

        assertThat(coverage.count("move: dead once more")).isOne();
    }

    @Test
    void tellsLivesOfAQueueApartInWhichAMessageDied() {
        SentMessage message = died();
        QueueModel formerLife = existing("orders", -1);
        dead.mayGiveTo(formerLife);
        move(null);
        orders.mayMoveTo(dead, 1);
        orders.receivesLost++;

        deliver(dead, message, lease(dead, 7, 9, 2, "orders"), 500);

        assertThat(message.origin).isSameAs(orders);
    }

    @Test
    void acceptsThatOneWithoutAnAnswerDiedTwiceBeforeAnybodySawIt() {
        SentMessage message = new SentMessage(8, orders, 0, 20, null, 0, 0);
        checker.attempted(message);
        checker.sendUnknown(message, 10);
        orders.mayMoveTo(dead, 1);
        orders.receivesLost++;
        move(null);
        orders.receivesLost++;

        deliver(dead, message, lease(dead, 7, 9, 2, "orders"), 500);

        assertThat(coverage.count("move: dead once more")).isOne();
    }

    @Test
    void findsAMessageMovedAlthoughNobodyAskedForIt() {
        SentMessage message = died();

        broken(Kind.PHANTOM, "delivered by", () -> deliver(orders, message, lease(orders, 7, 7, 1, null), 400));
    }

    @Test
    void findsAMessageMovedElsewhereThanItWasToGo() {
        SentMessage message = died();
        move(rescued);

        broken(Kind.PHANTOM, "delivered by", () -> deliver(orders, message, lease(orders, 7, 7, 1, null), 400));
    }

    @Test
    void findsAMessageThatWasMovedAndStayed() {
        SentMessage message = died();
        move(rescued);
        deliver(rescued, message, lease(rescued, 0, 0, 1, null), 400);

        broken(Kind.PHANTOM, "delivered by", () -> deliver(dead, message, lease(dead, 0, 0, 3, "orders"), 500));
    }

    @Test
    void findsAMessageThatCameBackToWhatItWas() {
        SentMessage message = died();
        move(null);
        orders.mayMoveTo(dead, 1);
        deliver(orders, message, lease(orders, 7, 7, 1, null), 400);

        broken(Kind.PHANTOM, "stored twice", () -> deliver(dead, message, lease(dead, 0, 0, 3, "orders"), 500));
    }

    @Test
    void findsAMessageMovedTwice() {
        SentMessage message = died();
        move(rescued);
        deliver(rescued, message, lease(rescued, 0, 0, 1, null), 400);

        broken(Kind.PHANTOM, "stored twice", () -> deliver(rescued, message, lease(rescued, 1, 1, 1, null), 500));
    }

    @Test
    void findsAMessageMovedByATaskThatWasOver() {
        MoveModel.Task task = move(rescued);
        moves().refused(task);
        SentMessage message = died();

        broken(Kind.PHANTOM, "stored twice", () -> deliver(rescued, message, lease(rescued, 0, 0, 1, null), 400));
    }

    @Test
    void findsACountThatGoesOnAfterAMove() {
        SentMessage message = died();
        move(rescued);

        broken(Kind.COUNT, "times at most", () -> deliver(rescued, message, lease(rescued, 0, 0, 3, null), 400));
    }

    @Test
    void findsAReceiptThatHoldsBeyondTheMoveOfItsMessage() {
        SentMessage message = died();
        LeaseRef former = lease(dead, 0, 0, 2, "orders").lease();
        move(rescued);
        deliver(rescued, message, lease(rescued, 0, 0, 1, null), 400);

        message.deletesInFlight++;
        checker.deleteAnswered(message, dead, former, DeleteMessages.Result.ALREADY_GONE, 410);
        message.deletesInFlight++;
        broken(
                Kind.PHANTOM,
                "which it had left",
                () -> checker.deleteAnswered(message, dead, former, DeleteMessages.Result.DELETED, 420));
    }

    @Test
    void knowsThatWhatMayHaveMovedGoesWithTheQueueItMovedTo() {
        SentMessage message = died();
        assertThat(message.certainlyThere(400)).isTrue();
        move(rescued);
        assertThat(message.certainlyThere(400)).isTrue();

        RemoveOperation removal = new RemoveOperation(rescued, () -> 9);
        assertThat(message.certainlyThere(400)).isFalse();
        removal.notDone();
        assertThat(message.certainlyThere(400)).isTrue();
        rescued.deleted(9);

        assertThat(message.certainlyThere(400)).isFalse();
        assertThat(died(2).certainlyThere(400)).isTrue();
    }

    @Test
    void findsTwoCopiesOfADeadLetterThatCountsShow() {
        SentMessage message = died();
        move(rescued);

        assertThat(rescued.ways.behind()).contains(dead, orders);
        broken(Kind.LOST, "never delivered again", () -> {
            message.drained = false;
            checker.allDrained(dead, 500);
        });
    }

    @Test
    void findsDeadLettersOfAGroupOutOfTurn() {
        orders.fifo = new FifoModel(false, false, false, coverage);
        SentMessage first = sent(1, "group");
        SentMessage second = sent(2, "group");
        orders.mayMoveTo(dead, 1);
        first.newestLease = 1;
        second.newestLease = 1;
        DeadLetterOrder order = checker.deadLetterOrder(dead);
        LeasedMessage ofFirst = lease(dead, 0, 0, 2, "orders");
        LeasedMessage ofSecond = lease(dead, 1, 1, 2, "orders");

        order.check(List.of(ofFirst, ofSecond), List.of(first, second), 300);
        broken(
                Kind.ORDER,
                "as a dead letter",
                () -> order.check(List.of(ofSecond, ofFirst), List.of(second, first), 300));
        broken(Kind.ORDER, "as a dead letter", () -> order.check(List.of(ofSecond), List.of(second), 300));
        first.deleted = true;
        order.check(List.of(ofSecond), List.of(second), 300);
    }

    @Test
    void findsADeadLetterOfAFifoQueueThatDiesTwice() {
        orders.fifo = new FifoModel(false, false, false, coverage);
        SentMessage message = sent(1, "group");
        orders.mayMoveTo(dead, 1);
        message.newestLease = 1;
        DeliveryTimes.check(message, letter(250, 200), 300, coverage);

        broken(Kind.TIME, "dead since", () -> DeliveryTimes.check(message, letter(260, 200), 300, coverage));
        broken(Kind.TIME, "dead since", () -> DeliveryTimes.check(message, letter(301, 200), 300, coverage));
    }

    private static LeasedMessage letter(long deadAtMillis, long firstReceivedAtMillis) {
        return new LeasedMessage(
                new LeaseRef(new MessageRef(2, 0, 0), 2),
                new MessageRef(1, 0, 0),
                "orders",
                0,
                0,
                20,
                "group",
                deadAtMillis,
                firstReceivedAtMillis,
                2,
                0,
                0,
                null);
    }

    private MoveModel moves() {
        MoveModel moves = dead.moves == null ? new MoveModel(dead, coverage) : dead.moves;
        dead.moves = moves;
        return moves;
    }

    /** Somebody starts a task, and is told so. */
    private MoveModel.Task move(@Nullable QueueModel destination) {
        dead.mayGiveTo(destination == null ? orders : destination);
        MoveModel.Task task = moves().ask(destination, 0, 300);
        moves().started(task, new StartMoveTask.Reply(1).taskId());
        return task;
    }

    /** A message that was received once in vain and is known as a dead letter. */
    private SentMessage died() {
        return died(1);
    }

    private SentMessage died(long attempt) {
        SentMessage message = sent(attempt, null);
        orders.mayMoveTo(dead, 1);
        deliver(orders, message, lease(orders, attempt - 1, attempt - 1, 1, null), 200);
        deliver(dead, message, lease(dead, attempt - 1, attempt - 1, 2, "orders"), 300);
        return message;
    }

    private SentMessage sent(long attempt, @Nullable String key) {
        SentMessage message = new SentMessage(attempt, orders, 0, 20, key, 0, 0);
        message.deduplicationId = "id " + attempt;
        checker.attempted(message);
        checker.sendAnswered(message, new SendResult.Stored(new MessageRef(1, 0, attempt - 1)), 10);
        return message;
    }

    private void deliver(QueueModel queue, SentMessage message, LeasedMessage lease, long atMillis) {
        checker.leased(new Receive(queue, 0, atMillis, 50), lease, Bodies.body(message.attempt, 20), atMillis);
    }

    /** A lease of the queue; the message was sent to its source, or to the queue itself if there is none. */
    private LeasedMessage lease(
            QueueModel queue, long slotOfSending, long slot, int receives, @Nullable String source) {
        MessageRef place = new MessageRef(queue.queueId, 0, slot);
        MessageRef identity = source == null ? place : new MessageRef(orders.queueId, 0, slotOfSending);
        long moved = identity.queueId() == 1 && slotOfSending < 5 ? 0 : 350;
        return new LeasedMessage(
                new LeaseRef(place, receives),
                identity,
                source,
                0,
                0,
                20,
                null,
                moved,
                moved == 0 ? 200 : 400,
                receives,
                0,
                0,
                null);
    }

    private static QueueModel existing(String name, long id) {
        QueueModel queue = new QueueModel(new QueueName("ns", name), 0, RETENTION_MILLIS, 50, 0);
        queue.existence = QueueModel.Existence.EXISTS;
        queue.queueId = id;
        return queue;
    }
}
