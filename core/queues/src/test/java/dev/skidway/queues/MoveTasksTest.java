package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Move tasks: dead letters go back to where they came from, or to one other queue, at a bounded rate. */
class MoveTasksTest {

    static final QueueName FAILED = new QueueName("000000000000", "failed");
    private static final QueueName BILLING = new QueueName("000000000000", "billing");
    private static final QueueName OTHER = new QueueName("000000000000", "other");

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    private static StartMoveTask move(@Nullable QueueName destination, int perSecondMax) {
        return new StartMoveTask(FAILED, destination, perSecondMax, Q.ORIGIN);
    }

    private static void source(EngineHarness<QueueDomain> engine, QueueName name) {
        engine.done(Q.create(name, Q.deadLetters(new DeadLetterPolicy("failed", 1))));
    }

    private static void queues(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(FAILED));
        source(engine, Q.ORDERS);
        engine.done(Q.create(OTHER));
    }

    /** Messages of {@code queue} that became dead letters, in order. */
    private static void fail(EngineHarness<QueueDomain> engine, QueueName queue, String... bodies) {
        for (String body : bodies) {
            engine.done(new SendMessages(queue, List.of(Q.message(body))));
        }
        engine.done(new ReceiveMessages(queue, bodies.length, 0, 0));
        engine.settle();
        engine.done(new ReceiveMessages(queue, bodies.length, 0, 0));
    }

    /** Messages that lie in the source but never were dead letters. */
    private static void put(EngineHarness<QueueDomain> engine, int from, int to) {
        for (int sent = from; sent < to; sent += 1_000) {
            List<NewMessage> messages = new ArrayList<>();
            for (int number = sent; number < Math.min(to, sent + 1_000); number++) {
                messages.add(Q.message("body " + number));
            }
            engine.done(new SendMessages(FAILED, messages));
        }
    }

    private static List<MoveTaskView> tasks(EngineHarness<QueueDomain> engine) {
        return engine.done(new ListMoveTasks(FAILED, 10)).tasks();
    }

    private static MoveTaskView task(EngineHarness<QueueDomain> engine) {
        return tasks(engine).getFirst();
    }

    private static void finish(EngineHarness<QueueDomain> engine) {
        for (int steps = 0; task(engine).status() == MoveTaskStatus.RUNNING; steps++) {
            assertThat(steps).as("steps of the task").isLessThan(1_000);
            engine.advanceMillis(QueueLimits.MOVE_PAUSE_MILLIS);
        }
    }

    private static List<String> bodies(EngineHarness<QueueDomain> engine, QueueName queue) {
        List<String> bodies = new ArrayList<>();
        List<LeasedMessage> messages = List.of();
        do {
            bodies.addAll(Q.bodies(engine, messages));
            messages =
                    engine.done(new ReceiveMessages(queue, 1_000, 3_600_000, 0)).messages();
        } while (!messages.isEmpty());
        return bodies;
    }

    private static long visible(EngineHarness<QueueDomain> engine, QueueName queue) {
        return engine.done(new GetQueue(queue)).visible();
    }

    @TestTemplate
    void movesEachMessageBackToItsOwnQueue(EngineHarness<QueueDomain> engine) {
        queues(engine);
        source(engine, BILLING);
        fail(engine, Q.ORDERS, "a", "b");
        fail(engine, BILLING, "c");
        fail(engine, Q.ORDERS, "d");

        long taskId = engine.done(move(null, 0)).taskId();
        finish(engine);

        assertThat(task(engine))
                .isEqualTo(new MoveTaskView(
                        taskId,
                        MoveTaskStatus.COMPLETED,
                        FAILED,
                        null,
                        0,
                        4,
                        4,
                        null,
                        task(engine).startedAtMillis()));
        assertThat(bodies(engine, Q.ORDERS)).containsExactly("a", "b", "d");
        assertThat(bodies(engine, BILLING)).containsExactly("c");
        assertThat(visible(engine, FAILED)).isZero();
    }

    @TestTemplate
    void letsTheMessageBeginAnewWithoutCopyingIt(EngineHarness<QueueDomain> engine) {
        queues(engine);
        engine.done(Q.send(Q.message("poison", "group", 3, -1)));
        LeasedMessage before = engine.done(Q.receive(1, 0, 0)).messages().getFirst();
        engine.settle();
        engine.done(Q.receive(1));
        engine.advanceMillis(5_000);

        engine.done(move(OTHER, 0));
        finish(engine);

        LeasedMessage moved =
                engine.done(new ReceiveMessages(OTHER, 1, -1, 0)).messages().getFirst();
        assertThat(moved.payloadPosition()).as("not copied").isEqualTo(before.payloadPosition());
        assertThat(moved.identity()).as("a new id").isEqualTo(moved.lease().message());
        assertThat(moved.receiveCount()).isEqualTo(1);
        assertThat(moved.deadLetterSource()).isNull();
        assertThat(moved.key()).isEqualTo("group");
        assertThat(moved.enqueuedAtMillis()).isEqualTo(before.enqueuedAtMillis() + 5_000);
        assertThat(moved.firstReceivedAtMillis()).isGreaterThanOrEqualTo(moved.enqueuedAtMillis());
    }

    @TestTemplate
    void keepsTheRate(EngineHarness<QueueDomain> engine) {
        queues(engine);
        put(engine, 0, 2_000);

        engine.done(move(OTHER, 500));
        long atFirst = visible(engine, OTHER);
        long second = 0;
        for (int tenth = 0; tenth < 10; tenth++) {
            engine.advanceMillis(100);
            second = visible(engine, OTHER) - atFirst;
        }

        assertThat(atFirst).isEqualTo(50);
        assertThat(second).isEqualTo(500);
        engine.advanceMillis(60_000);
        assertThat(visible(engine, OTHER))
                .as("what was missed is not made up for")
                .isEqualTo(600);
    }

    @Test
    void exceedsNoRate() {
        for (int rate = 1; rate <= QueueLimits.MOVE_PER_SECOND_MAX; rate++) {
            double reached = MovePlan.batchOf(rate) * 1_000.0 / MovePlan.pauseMillis(rate);

            assertThat(reached).as("rate %d", rate).isBetween(0.9 * rate, (double) rate);
        }
    }

    @TestTemplate
    void movesOneMessageInASecondIfThatIsTheRate(EngineHarness<QueueDomain> engine) {
        queues(engine);
        put(engine, 0, 3);

        engine.done(move(OTHER, 1));

        assertThat(visible(engine, OTHER)).isEqualTo(1);
        engine.advanceMillis(999);
        assertThat(visible(engine, OTHER)).isEqualTo(1);
        engine.advanceMillis(1);
        assertThat(visible(engine, OTHER)).isEqualTo(2);
        assertThat(task(engine).moved()).isEqualTo(2);
        assertThat(task(engine).approximateTotal()).isEqualTo(3);
    }

    @TestTemplate
    void goesOnAfterARestartAndACrashBetweenAnyTwoBatches(EngineHarness<QueueDomain> engine) {
        queues(engine);
        put(engine, 0, 1_200);
        engine.done(move(OTHER, 0));

        for (int batch = 0; task(engine).status() == MoveTaskStatus.RUNNING; batch++) {
            if (batch % 3 == 0) {
                engine.askForSnapshot();
            }
            engine.advanceMillis(QueueLimits.MOVE_PAUSE_MILLIS);
            assertThat(visible(engine, OTHER) + visible(engine, FAILED)).isEqualTo(1_200);
            if (batch % 2 == 0) {
                engine.restart();
            } else {
                engine.crash();
            }
            engine.settle();
        }

        assertThat(task(engine).moved()).isEqualTo(1_200);
        assertThat(bodies(engine, OTHER)).doesNotHaveDuplicates().hasSize(1_200);
        assertThat(visible(engine, FAILED)).isZero();
    }

    @TestTemplate
    void movesAHundredThousandInOrder(EngineHarness<QueueDomain> engine) {
        queues(engine);
        put(engine, 0, 100_000);

        engine.done(move(OTHER, 0));
        finish(engine);

        assertThat(task(engine).moved()).isEqualTo(100_000);
        List<LeasedMessage> first =
                engine.done(new ReceiveMessages(OTHER, 1_000, -1, 0)).messages();
        assertThat(Q.bodies(engine, first).getFirst()).isEqualTo("body 0");
        assertThat(Q.bodies(engine, first).getLast()).isEqualTo("body 999");
        assertThat(visible(engine, OTHER)).isEqualTo(99_000);
    }

    @TestTemplate
    void leavesWhatIsInFlightOrDelayed(EngineHarness<QueueDomain> engine) {
        queues(engine);
        put(engine, 0, 3);
        engine.done(new ReceiveMessages(FAILED, 1, 60_000, 0));
        engine.done(new SendMessages(FAILED, List.of(Q.message("delayed", null, 0, 60_000))));

        engine.done(move(OTHER, 0));
        finish(engine);

        assertThat(task(engine).approximateTotal()).isEqualTo(2);
        assertThat(bodies(engine, OTHER)).containsExactly("body 1", "body 2");
        engine.advanceMillis(60_000);
        assertThat(bodies(engine, FAILED)).containsExactly("body 0", "delayed");
    }

    @TestTemplate
    void movesNoMoreThanWasThereWhenItStarted(EngineHarness<QueueDomain> engine) {
        queues(engine);
        put(engine, 0, 3);

        engine.done(move(OTHER, 1));
        put(engine, 3, 6);
        engine.advanceMillis(1_000);
        engine.advanceMillis(1_000);
        engine.advanceMillis(1_000);

        assertThat(task(engine).status()).isEqualTo(MoveTaskStatus.COMPLETED);
        assertThat(bodies(engine, OTHER)).containsExactly("body 0", "body 1", "body 2");
    }

    @TestTemplate
    void completesWithNothingToMoveAndAfterAPurge(EngineHarness<QueueDomain> engine) {
        queues(engine);

        engine.done(move(OTHER, 0));

        assertThat(task(engine).status()).isEqualTo(MoveTaskStatus.COMPLETED);
        put(engine, 0, 10);
        engine.done(move(OTHER, 1));
        engine.done(new PurgeQueue(FAILED, Q.ORIGIN));
        engine.advanceMillis(1_000);
        assertThat(task(engine).status()).isEqualTo(MoveTaskStatus.COMPLETED);
        assertThat(task(engine).moved()).isEqualTo(1);
    }

    @TestTemplate
    void stopsWhenCancelledAndUndoesNothing(EngineHarness<QueueDomain> engine) {
        queues(engine);
        put(engine, 0, 10);
        long taskId = engine.done(move(OTHER, 1)).taskId();
        engine.advanceMillis(1_000);

        CancelMoveTask cancel = new CancelMoveTask("000000000000", taskId, Q.ORIGIN);
        var cancelled = engine.submit(cancel);
        var again = engine.submit(cancel);

        assertThat(engine.done(cancelled).moved()).isEqualTo(2);
        assertThat(engine.refused(cancel).reason()).isEqualTo(QueueRejection.MOVE_TASK_NOT_RUNNING);
        assertThat(again.done()).isTrue();
        assertThat(task(engine).status()).isEqualTo(MoveTaskStatus.CANCELLED);
        engine.advanceMillis(10_000);
        assertThat(visible(engine, OTHER)).isEqualTo(2);
        assertThat(visible(engine, FAILED)).isEqualTo(8);
        assertThat(engine.done(move(OTHER, 0)).taskId())
                .as("the source is free again")
                .isGreaterThan(taskId);
        finish(engine);
        assertThat(visible(engine, OTHER)).isEqualTo(10);
    }

    @TestTemplate
    void showsThatATaskIsBeingCancelled(EngineHarness<QueueDomain> engine) {
        queues(engine);
        put(engine, 0, 10);
        long taskId = engine.done(move(OTHER, 1)).taskId();

        engine.submit(new CancelMoveTask("000000000000", taskId, Q.ORIGIN));
        var seen = engine.submit(new ListMoveTasks(FAILED, 1));
        engine.settle();

        assertThat(engine.done(seen).tasks().getFirst().status()).isEqualTo(MoveTaskStatus.CANCELLING);
        assertThat(task(engine).status()).isEqualTo(MoveTaskStatus.CANCELLED);
    }

    @TestTemplate
    void failsWhenTheDestinationIsDeletedAndLosesNothing(EngineHarness<QueueDomain> engine) {
        queues(engine);
        put(engine, 0, 10);
        engine.done(move(OTHER, 1));

        engine.done(new DeleteQueue(OTHER, Q.ORIGIN));
        engine.advanceMillis(1_000);

        assertThat(task(engine).status()).isEqualTo(MoveTaskStatus.FAILED);
        assertThat(task(engine).failure()).isEqualTo(MoveFailure.DESTINATION_GONE);
        assertThat(task(engine).moved()).isEqualTo(1);
        assertThat(visible(engine, FAILED)).isEqualTo(9);
    }

    @TestTemplate
    void failsAtTheFirstMessageWhoseOwnQueueIsGone(EngineHarness<QueueDomain> engine) {
        queues(engine);
        source(engine, BILLING);
        fail(engine, Q.ORDERS, "a", "b");
        fail(engine, BILLING, "c");
        fail(engine, Q.ORDERS, "d");
        engine.done(new DeleteQueue(BILLING, Q.ORIGIN));

        engine.done(move(null, 0));

        assertThat(task(engine).failure()).isEqualTo(MoveFailure.DESTINATION_GONE);
        assertThat(task(engine).moved()).isEqualTo(2);
        assertThat(bodies(engine, Q.ORDERS)).containsExactly("a", "b");
        assertThat(bodies(engine, FAILED)).containsExactly("c", "d");
    }

    @TestTemplate
    void failsAtTheFirstMessageThatNeverWasADeadLetter(EngineHarness<QueueDomain> engine) {
        queues(engine);
        put(engine, 0, 1);
        engine.done(new ReceiveMessages(FAILED, 1, 0, 0));

        engine.done(move(null, 0));

        assertThat(task(engine).status()).isEqualTo(MoveTaskStatus.FAILED);
        assertThat(task(engine).failure()).isEqualTo(MoveFailure.ORIGIN_UNKNOWN);
        assertThat(visible(engine, FAILED)).isEqualTo(1);
    }

    @TestTemplate
    void forgetsTheTasksOfADeletedSource(EngineHarness<QueueDomain> engine) {
        queues(engine);
        put(engine, 0, 10);
        long taskId = engine.done(move(OTHER, 1)).taskId();

        engine.askForSnapshot();
        engine.done(new DeleteQueue(FAILED, Q.ORIGIN));
        engine.advanceMillis(61_000);

        assertThat(engine.refused(new CancelMoveTask("000000000000", taskId, Q.ORIGIN))
                        .reason())
                .isEqualTo(QueueRejection.MOVE_TASK_NOT_FOUND);
        assertThat(visible(engine, OTHER)).isEqualTo(1);
        engine.done(Q.create(FAILED));
        assertThat(tasks(engine)).isEmpty();
    }

    @TestTemplate
    void keepsTheNewestEndedTasksForAWhile(EngineHarness<QueueDomain> engine) {
        queues(engine);
        for (int count = 0; count < 12; count++) {
            engine.done(move(OTHER, 0));
        }
        long newest = task(engine).taskId();

        assertThat(tasks(engine))
                .extracting(MoveTaskView::taskId)
                .hasSize(10)
                .startsWith(newest)
                .isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(engine.done(new ListMoveTasks(FAILED, 1)).tasks()).hasSize(1);
        engine.snapshot();
        engine.restart();
        assertThat(tasks(engine)).hasSize(10);
        // The engine clock does not follow longer steps at once.
        for (int hours = 0; hours < 7 * 24; hours++) {
            engine.advanceMillis(3_600_000);
        }
        assertThat(tasks(engine)).isEmpty();
        assertThat(engine.refused(new CancelMoveTask("000000000000", newest, Q.ORIGIN))
                        .reason())
                .isEqualTo(QueueRejection.MOVE_TASK_NOT_FOUND);
        engine.done(move(OTHER, 0));
        assertThat(tasks(engine)).extracting(MoveTaskView::taskId).containsExactly(newest + 1);
    }

    @TestTemplate
    void wakesReceiversOfTheDestination(EngineHarness<QueueDomain> engine) {
        queues(engine);
        put(engine, 0, 1);
        var waiting = engine.submit(new ReceiveMessages(OTHER, 1, 1_000, 20_000));
        engine.settle();

        engine.done(move(OTHER, 0));

        assertThat(Q.bodies(engine, engine.done(waiting).messages())).containsExactly("body 0");
    }

    @TestTemplate
    void lowersNeitherTheAgeNorTheReceivesOfWhatStays(EngineHarness<QueueDomain> engine) {
        queues(engine);
        fail(engine, Q.ORDERS, "a", "b", "c");
        engine.done(move(null, 1));

        LeasedMessage left =
                engine.done(new ReceiveMessages(FAILED, 1, 1_000, 0)).messages().getFirst();

        assertThat(Q.bodies(engine, List.of(left))).containsExactly("b");
        assertThat(left.receiveCount()).isEqualTo(2);
        assertThat(left.deadLetterSource()).isEqualTo("orders");
    }

    @TestTemplate
    void firesTimersOfMessagesInTheSameStep(EngineHarness<QueueDomain> engine) {
        queues(engine);
        put(engine, 0, 2);
        engine.done(move(OTHER, 1));
        engine.done(new SetQueueSettings(FAILED, Q.retention(60_000), Q.ORIGIN));

        engine.time().advance(Duration.ofSeconds(60));
        engine.settle();

        assertThat(visible(engine, OTHER)).as("moved before it was too old").isEqualTo(2);
        assertThat(visible(engine, FAILED)).isZero();
    }

    @TestTemplate
    void refusesWhatCannotBeMoved(EngineHarness<QueueDomain> engine) {
        queues(engine);
        QueueName nowhere = new QueueName("000000000000", "nowhere");
        QueueName foreign = new QueueName("111111111111", "other");

        assertThat(engine.refused(new StartMoveTask(nowhere, OTHER, 0, Q.ORIGIN))
                        .reason())
                .isEqualTo(QueueRejection.QUEUE_NOT_FOUND);
        assertThat(engine.refused(move(nowhere, 0)).reason()).isEqualTo(QueueRejection.QUEUE_NOT_FOUND);
        assertThat(engine.refused(move(foreign, 0)).reason()).isEqualTo(QueueRejection.MOVE_DESTINATION_INVALID);
        assertThat(engine.refused(move(new QueueName("000000000000", "other.fifo"), 0))
                        .reason())
                .isEqualTo(QueueRejection.MOVE_DESTINATION_INVALID);
        assertThat(engine.refused(move(FAILED, 0)).reason()).isEqualTo(QueueRejection.MOVE_DESTINATION_INVALID);
        assertThat(engine.refused(move(OTHER, 501)).reason()).isEqualTo(QueueRejection.SETTING_INVALID);
        assertThat(engine.refused(move(OTHER, -1)).reason()).isEqualTo(QueueRejection.SETTING_INVALID);
        assertThat(engine.refused(new StartMoveTask(OTHER, Q.ORDERS, 0, Q.ORIGIN))
                        .reason())
                .isEqualTo(QueueRejection.MOVE_SOURCE_NOT_DEAD_LETTERS);
        assertThat(engine.refused(new StartMoveTask(FAILED, OTHER, 0, new Origin("x".repeat(300), "")))
                        .reason())
                .isEqualTo(QueueRejection.SETTING_INVALID);
        put(engine, 0, 10);
        long taskId = engine.done(move(OTHER, 1)).taskId();
        assertThat(engine.refused(move(OTHER, 1)).reason()).isEqualTo(QueueRejection.MOVE_TASK_RUNNING);
        assertThat(engine.refused(new CancelMoveTask("111111111111", taskId, Q.ORIGIN))
                        .reason())
                .isEqualTo(QueueRejection.MOVE_TASK_NOT_FOUND);
        assertThat(engine.refused(new CancelMoveTask("000000000000", taskId, new Origin("x".repeat(300), "")))
                        .reason())
                .isEqualTo(QueueRejection.SETTING_INVALID);
        assertThat(engine.refused(new ListMoveTasks(nowhere, 1)).reason()).isEqualTo(QueueRejection.QUEUE_NOT_FOUND);
        assertThat(engine.refused(new ListMoveTasks(FAILED, 0)).reason()).isEqualTo(QueueRejection.SETTING_INVALID);
    }
}
