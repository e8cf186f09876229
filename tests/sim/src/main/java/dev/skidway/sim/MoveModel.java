package dev.skidway.sim;

import dev.skidway.queues.MoveFailure;
import dev.skidway.queues.MoveTaskStatus;
import dev.skidway.queues.MoveTaskView;
import dev.skidway.queues.QueueLimits;
import dev.skidway.sim.Violation.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What clients know about the move tasks of one source.
 *
 * <p>A list tells of every task that was acknowledged before, unless ten newer ones have ended or it ended a week ago; a start that got no
 * answer is found in the next list, or never happened.
 */
final class MoveModel {

    private static final int BATCHES_PER_SECOND = 10;
    private static final long MILLIS_PER_SECOND = 1_000;

    private final QueueModel source;
    private final Coverage coverage;

    /** Those that may have been started, in the order in which they were asked for. */
    private final List<Task> tasks = new ArrayList<>();

    private int asked;

    /** One task. */
    static final class Task {

        /** Null: each message goes back to where it came from. */
        final @Nullable QueueModel destination;

        final int perSecondMax;
        final int number;
        final long askedAtMillis;

        /** Negative until an answer tells. */
        long id = -1;

        private boolean lost;
        private boolean over;
        private boolean cancelAsked;
        private long movedWhenCancelled = -1;
        private long movedSoFar;
        private @Nullable MoveTaskView last;

        Task(@Nullable QueueModel destination, int perSecondMax, int number, long askedAtMillis) {
            this.destination = destination;
            this.perSecondMax = perSecondMax;
            this.number = number;
            this.askedAtMillis = askedAtMillis;
        }

        @Override
        public String toString() {
            return "move task " + id + " to " + (destination == null ? "where each came from" : destination) + ", "
                    + perSecondMax + " a second, last seen as " + last;
        }
    }

    MoveModel(QueueModel source, Coverage coverage) {
        this.source = source;
        this.coverage = coverage;
    }

    /** A start is about to be submitted. */
    Task ask(@Nullable QueueModel destination, int perSecondMax, long nowMillis) {
        Task task = new Task(destination, perSecondMax, ++asked, nowMillis);
        tasks.add(task);
        return task;
    }

    void started(Task task, long id) {
        Violation.unless(
                tasks.stream().noneMatch(other -> other.id >= id),
                Kind.PHANTOM,
                () -> "number " + id + " of a new move task is not the highest: " + tasks);
        for (Task other : tasks) {
            // Only one is under way at a time: those before have ended, or never began.
            other.over |= other.number < task.number;
        }
        task.id = id;
        coverage.hit("move: started");
    }

    /** It never began. */
    void refused(Task task) {
        tasks.remove(task);
        task.over = true;
    }

    /** Nobody was told whether it began. */
    void lost(Task task) {
        task.lost = true;
    }

    /** Whether one other than {@code task} may be under way. */
    boolean othersMayRun(Task task) {
        return tasks.stream().anyMatch(other -> other != task && !other.over);
    }

    /** Whether one may be under way. */
    boolean mayRun() {
        return tasks.stream().anyMatch(task -> !task.over);
    }

    /** Whether one may be under way that gives messages back to where they came from. */
    boolean mayGiveBack() {
        return tasks.stream().anyMatch(task -> !task.over && task.destination == null);
    }

    /** The newest that may be under way and has a number, or null. */
    @Nullable Task newest() {
        Task newest = null;
        for (Task task : tasks) {
            newest = task.id >= 0 && !task.over ? task : newest;
        }
        return newest;
    }

    /** How many were ever asked for. */
    int asked() {
        return asked;
    }

    /** How many were asked for and cannot move what is found in the source now. */
    int over() {
        return asked - (int) tasks.stream().filter(task -> !task.over).count();
    }

    static void cancelAsked(Task task) {
        task.cancelAsked = true;
    }

    /** A cancel was answered: nothing is moved by it any more. */
    void cancelled(Task task, long moved) {
        Violation.unless(
                !task.over && task.movedWhenCancelled < 0,
                Kind.PHANTOM,
                () -> "cancelled although it was over: " + task);
        Violation.unless(
                moved >= task.movedSoFar,
                Kind.COUNT,
                () -> "cancelled after " + moved + " messages, fewer than: " + task);
        task.movedSoFar = moved;
        task.movedWhenCancelled = moved;
        coverage.hit("move: cancelled");
    }

    /** A cancel was refused, because it is unknown. */
    void unknown(Task task, long nowMillis) {
        Violation.unless(
                mayBeForgotten(task, nowMillis), Kind.LOST, () -> "an acknowledged move task does not exist: " + task);
    }

    private boolean mayBeForgotten(Task task, long nowMillis) {
        return asked - task.number >= QueueLimits.MOVE_TASKS_ENDED_MAX
                || nowMillis >= task.askedAtMillis + QueueLimits.MOVE_TASK_ENDED_MILLIS;
    }

    /** All tasks of the source were listed, the newest first. */
    void listed(List<MoveTaskView> views, long nowMillis) {
        Set<Task> found = new HashSet<>();
        int active = 0;
        for (MoveTaskView view : views.reversed()) {
            Task task = taskOf(view);
            found.add(task);
            check(task, view, nowMillis);
            active += task.over ? 0 : 1;
        }
        int running = active;
        Violation.unless(running <= 1, Kind.COUNT, () -> running + " move tasks at once: " + views);
        for (Iterator<Task> each = tasks.iterator(); each.hasNext(); ) {
            Task task = each.next();
            if (found.contains(task) || (task.id < 0 && !task.lost)) {
                continue;
            }
            Violation.unless(
                    task.id < 0 || mayBeForgotten(task, nowMillis),
                    Kind.LOST,
                    () -> "an acknowledged move task is not listed: " + task);
            // Whatever became of it, it is not under way.
            task.over = true;
            if (!mayBeForgotten(task, nowMillis)) {
                each.remove();
            }
        }
        coverage.hit("move: listed");
    }

    private Task taskOf(MoveTaskView view) {
        for (Task task : tasks) {
            if (task.id == view.taskId()) {
                return task;
            }
        }
        for (Task task : tasks) {
            if (task.lost && task.id < 0 && isAsAsked(task, view)) {
                task.id = view.taskId();
                coverage.hit("move: a start without an answer was listed");
                return task;
            }
        }
        throw new Violation(Kind.PHANTOM, "a move task that nobody started: " + view);
    }

    private boolean isAsAsked(Task task, MoveTaskView view) {
        return view.perSecondMax() == task.perSecondMax
                && view.source().equals(source.name)
                && (task.destination == null
                        ? view.destination() == null
                        : task.destination.name.equals(view.destination()));
    }

    private void check(Task task, MoveTaskView view, long nowMillis) {
        MoveTaskView before = task.last;
        Violation.unless(isAsAsked(task, view), Kind.PHANTOM, () -> "another move task than was asked for: " + view);
        Violation.unless(
                !(before != null && ended(before)) || view.equals(before),
                Kind.PHANTOM,
                () -> "a move task went on after its end, as " + view + ": " + task);
        Violation.unless(
                view.moved() >= task.movedSoFar
                        && view.moved() <= view.approximateTotal()
                        && (before == null || view.approximateTotal() == before.approximateTotal())
                        && (task.movedWhenCancelled < 0 || view.moved() == task.movedWhenCancelled),
                Kind.COUNT,
                () -> "a move task counts wrongly, as " + view + " after " + task.movedSoFar + ", cancelled after "
                        + task.movedWhenCancelled + ": " + task);
        Violation.unless(
                view.moved() <= mostBy(task, nowMillis),
                Kind.TIME,
                () -> "a move task is faster than its rate at " + nowMillis + ": " + view);
        checkStatus(task, view);
        task.last = view;
        task.movedSoFar = view.moved();
        task.over = ended(view);
        coverage.hit("move: seen " + view.status() + (view.failure() == null ? "" : " " + view.failure()));
    }

    private void checkStatus(Task task, MoveTaskView view) {
        boolean possible = switch (view.status()) {
            case RUNNING -> task.movedWhenCancelled < 0;
            case CANCELLING, CANCELLED -> task.cancelAsked;
            case COMPLETED -> true;
            case FAILED -> mayHaveFailed(task, view.failure());
        };
        Violation.unless(
                possible && (view.failure() != null) == (view.status() == MoveTaskStatus.FAILED),
                Kind.PHANTOM,
                () -> "a move task is what it cannot be, " + view + ": " + task);
    }

    /** Destinations here never have too many keys. */
    private static boolean mayHaveFailed(Task task, @Nullable MoveFailure failure) {
        QueueModel destination = task.destination;
        return switch (failure) {
            case DESTINATION_GONE -> destination == null || !destination.exists();
            case ORIGIN_UNKNOWN -> destination == null;
            case DESTINATION_FULL -> false;
            case null -> false;
        };
    }

    private static boolean ended(MoveTaskView view) {
        return view.status() != MoveTaskStatus.RUNNING && view.status() != MoveTaskStatus.CANCELLING;
    }

    /** Most messages that a task with a rate may have moved. */
    private static long mostBy(Task task, long nowMillis) {
        if (task.perSecondMax == 0) {
            return Long.MAX_VALUE;
        }
        long batch = Math.max(1, task.perSecondMax / BATCHES_PER_SECOND);
        return batch + (nowMillis - task.askedAtMillis) * task.perSecondMax / MILLIS_PER_SECOND;
    }
}
