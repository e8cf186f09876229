package dev.skidway.sim;

import static dev.skidway.sim.Broken.broken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.Rejection;
import dev.skidway.queues.CancelMoveTask;
import dev.skidway.queues.DeadLetterPolicy;
import dev.skidway.queues.ListMoveTasks;
import dev.skidway.queues.MoveFailure;
import dev.skidway.queues.MoveTaskStatus;
import dev.skidway.queues.MoveTaskView;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.SetQueueSettings;
import dev.skidway.queues.SettingsChange;
import dev.skidway.queues.StartMoveTask;
import dev.skidway.sim.Violation.Kind;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every promise about move tasks that the simulator guards, broken once. */
class MoveModelTest {

    private static final int RATE = 100;

    private final Coverage coverage = new Coverage();
    private final QueueModel source = existing("dead-letters");
    private final QueueModel rescued = existing("rescued");
    private final MoveModel moves = new MoveModel(source, coverage);

    @Test
    void acceptsTheLifeOfATask() {
        start(null).done(new StartMoveTask.Reply(4), 10);
        listed(20, view(4, MoveTaskStatus.RUNNING, null, 3));
        listed(30, view(4, MoveTaskStatus.COMPLETED, null, 5));
        listed(40, view(4, MoveTaskStatus.COMPLETED, null, 5));

        assertThat(moves.mayRun()).isFalse();
        assertThat(moves.over()).isOne();
    }

    @Test
    void findsATaskThatNobodyStarted() {
        start(null).done(new StartMoveTask.Reply(4), 10);

        broken(Kind.PHANTOM, "nobody started", () -> listed(20, view(5, MoveTaskStatus.RUNNING, null, 0)));
    }

    @Test
    void findsATaskThatIsForgotten() {
        start(null).done(new StartMoveTask.Reply(4), 10);

        broken(Kind.LOST, "is not listed", () -> listed(20));
        broken(Kind.LOST, "does not exist", () -> cancel().rejected(rejection(QueueRejection.MOVE_TASK_NOT_FOUND)));
    }

    @Test
    void acceptsEitherOutcomeOfAStartWithoutAnAnswer() {
        start(rescued).unknown(10);
        assertThat(moves.mayRun()).isTrue();
        listed(20);
        assertThat(moves.mayRun()).isFalse();

        start(rescued).unknown(30);
        listed(40, view(9, MoveTaskStatus.RUNNING, rescued, 0));

        assertThat(coverage.count("move: a start without an answer was listed")).isOne();
    }

    @Test
    void findsATaskWithAnotherDestination() {
        start(null).done(new StartMoveTask.Reply(4), 10);

        broken(Kind.PHANTOM, "another move task", () -> listed(20, view(4, MoveTaskStatus.RUNNING, rescued, 0)));
    }

    @Test
    void findsACountThatGoesBack() {
        start(null).done(new StartMoveTask.Reply(4), 10);
        listed(20, view(4, MoveTaskStatus.RUNNING, null, 3));

        broken(Kind.COUNT, "counts wrongly", () -> listed(30, view(4, MoveTaskStatus.RUNNING, null, 2)));
        broken(Kind.COUNT, "counts wrongly", () -> listed(30, view(4, MoveTaskStatus.RUNNING, null, 101)));
    }

    @Test
    void findsATaskThatIsFasterThanItsRate() {
        start(null).done(new StartMoveTask.Reply(4), 10);
        listed(90, view(4, MoveTaskStatus.RUNNING, null, 18));

        broken(Kind.TIME, "faster than its rate", () -> listed(99, view(4, MoveTaskStatus.RUNNING, null, 20)));
    }

    @Test
    void findsThatACancelledTaskWentOn() {
        start(null).done(new StartMoveTask.Reply(4), 10);
        MoveModel.Task task = Objects.requireNonNull(moves.newest());
        cancel().done(new CancelMoveTask.Reply(3), 20);

        broken(Kind.COUNT, "cancelled after 3", () -> listed(30, view(4, MoveTaskStatus.CANCELLED, null, 4)));
        broken(Kind.PHANTOM, "cannot be", () -> listed(30, view(4, MoveTaskStatus.RUNNING, null, 3)));
        listed(30, view(4, MoveTaskStatus.CANCELLED, null, 3));
        broken(Kind.PHANTOM, "after its end", () -> listed(40, view(4, MoveTaskStatus.COMPLETED, null, 3)));
        broken(Kind.PHANTOM, "although it was over", () -> moves.cancelled(task, 3));
    }

    @Test
    void findsAnEndThatNothingExplains() {
        start(rescued).done(new StartMoveTask.Reply(4), 10);

        broken(Kind.PHANTOM, "cannot be", () -> listed(20, view(4, MoveTaskStatus.CANCELLED, rescued, 0)));
        broken(Kind.PHANTOM, "cannot be", () -> listed(20, failed(4, MoveFailure.DESTINATION_GONE)));
        broken(Kind.PHANTOM, "cannot be", () -> listed(20, failed(4, MoveFailure.ORIGIN_UNKNOWN)));
        broken(Kind.PHANTOM, "cannot be", () -> listed(20, failed(4, MoveFailure.DESTINATION_FULL)));
        new RemoveOperation(rescued, () -> 1);
        listed(20, failed(4, MoveFailure.DESTINATION_GONE));
    }

    @Test
    void findsTwoTasksAtOnce() {
        start(null).unknown(10);
        start(null).done(new StartMoveTask.Reply(4), 20);

        broken(
                Kind.COUNT,
                "at once",
                () -> listed(30, view(4, MoveTaskStatus.RUNNING, null, 0), view(3, MoveTaskStatus.RUNNING, null, 0)));
    }

    @Test
    void findsANumberGivenTwice() {
        start(null).done(new StartMoveTask.Reply(4), 10);

        broken(Kind.PHANTOM, "not the highest", () -> start(null).done(new StartMoveTask.Reply(4), 20));
    }

    @Test
    void findsARefusalWithoutAReason() {
        QueueModel orders = existing("orders");
        orders.mayMoveTo(source, 2);
        StartMoveOperation before = start(null);
        SettingsChange policy = new SettingsChange(
                null, null, null, null, null, null, new DeadLetterPolicy("dead-letters", 2), null, new TreeMap<>());
        new SettingsOperation(orders, policy).done(new SetQueueSettings.Reply(), 5);

        before.rejected(rejection(QueueRejection.MOVE_SOURCE_NOT_DEAD_LETTERS));
        broken(
                Kind.REFUSED,
                "was refused",
                () -> start(null).rejected(rejection(QueueRejection.MOVE_SOURCE_NOT_DEAD_LETTERS)));
    }

    @Test
    void findsThatATaskIsSaidToRunWhileNoneCan() {
        broken(Kind.REFUSED, "was refused", () -> start(null).rejected(rejection(QueueRejection.MOVE_TASK_RUNNING)));
        broken(Kind.REFUSED, "was refused", () -> start(rescued).rejected(rejection(QueueRejection.QUEUE_NOT_FOUND)));
    }

    private StartMoveOperation start(@Nullable QueueModel destination) {
        return new StartMoveOperation(source, moves, destination, RATE, 10);
    }

    private CancelMoveOperation cancel() {
        return new CancelMoveOperation(source, moves, Objects.requireNonNull(moves.newest()), () -> 20);
    }

    private void listed(long nowMillis, MoveTaskView... views) {
        new ListMovesOperation(source, moves).done(new ListMoveTasks.Reply(List.of(views)), nowMillis);
    }

    private MoveTaskView view(long id, MoveTaskStatus status, @Nullable QueueModel destination, long moved) {
        QueueName name = destination == null ? null : destination.name;
        return new MoveTaskView(id, status, source.name, name, RATE, moved, 100, null, 10);
    }

    private MoveTaskView failed(long id, MoveFailure failure) {
        return new MoveTaskView(id, MoveTaskStatus.FAILED, source.name, rescued.name, RATE, 0, 100, failure, 10);
    }

    private static Rejection rejection(QueueRejection reason) {
        return new Rejection(reason, "no");
    }

    private static QueueModel existing(String name) {
        QueueModel queue = new QueueModel(new QueueName("ns", name), 0, 1_000_000, 1_000, 0);
        queue.existence = QueueModel.Existence.EXISTS;
        return queue;
    }
}
