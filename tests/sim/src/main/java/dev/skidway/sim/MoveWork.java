package dev.skidway.sim;

import dev.skidway.sim.QueueModel.Existence;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What an administrator does about dead letters: has them moved back or elsewhere, looks how far that is, changes their mind. */
final class MoveWork {

    private static final int RATE_MIN = 20;
    private static final int RATES = 480;

    private final World world;
    private final SplittableRandom random;
    private final Coverage coverage;
    private final Supplier<List<QueueModel>> queues;

    MoveWork(World world, SplittableRandom random, Coverage coverage, Supplier<List<QueueModel>> queues) {
        this.world = world;
        this.random = random;
        this.coverage = coverage;
        this.queues = queues;
    }

    /** Starts, lists or cancels; {@code rescued} is a queue for nothing else, which may be deleted meanwhile. */
    void act(QueueModel source, QueueModel rescued) {
        MoveModel moves = source.moves;
        switch (random.nextInt(6)) {
            case 0, 1 -> start(source, rescued);
            case 2 -> {
                start(source, rescued);
                if (rescued.exists() && random.nextBoolean()) {
                    world.submit(new RemoveOperation(rescued, world::stepNumber));
                }
            }
            case 3 -> cancel(source);
            default -> {
                if (moves != null) {
                    world.submit(new ListMovesOperation(source, moves));
                }
            }
        }
    }

    private void start(QueueModel source, QueueModel rescued) {
        QueueModel destination = destination(source, rescued);
        if (destination != null && !destination.exists()) {
            return;
        }
        MoveModel moves = source.moves == null ? new MoveModel(source, coverage) : source.moves;
        source.moves = moves;
        if (destination == null) {
            sourcesOf(source).forEach(source::mayGiveTo);
        } else {
            source.mayGiveTo(destination);
        }
        int rate = random.nextBoolean() ? 0 : RATE_MIN + random.nextInt(RATES);
        world.submit(new StartMoveOperation(source, moves, destination, rate, world.nowMillis(source.partition)));
    }

    private @Nullable QueueModel destination(QueueModel source, QueueModel rescued) {
        List<QueueModel> others = sourcesOf(source);
        return switch (random.nextInt(4)) {
            case 0, 1 -> null;
            case 2 -> rescued;
            default -> others.isEmpty() ? rescued : others.get(random.nextInt(others.size()));
        };
    }

    /** Queues that may exist and whose dead letters may come to {@code source}; their names are what counts, not their lives. */
    private List<QueueModel> sourcesOf(QueueModel source) {
        List<QueueModel> found = new ArrayList<>();
        for (QueueModel queue : queues.get()) {
            if (queue.existence != Existence.DELETED && mayGiveBackTo(source, queue)) {
                found.add(queue);
            }
        }
        return found;
    }

    private static boolean mayGiveBackTo(QueueModel source, QueueModel queue) {
        return queue.partition == source.partition
                && queue != source
                && source.ways.behind().stream().anyMatch(each -> each.name.equals(queue.name));
    }

    /** A queue is about to be created: tasks may give messages back to it that came from another life of it. */
    void created(QueueModel queue) {
        for (QueueModel source : queues.get()) {
            if (source.moves != null && source.moves.mayGiveBack() && mayGiveBackTo(source, queue)) {
                source.mayGiveTo(queue);
            }
        }
    }

    private void cancel(QueueModel source) {
        MoveModel moves = source.moves;
        MoveModel.Task task = moves == null ? null : moves.newest();
        if (moves != null && task != null) {
            world.submit(new CancelMoveOperation(source, moves, task, () -> world.nowMillis(source.partition)));
        }
    }

    /** Asks how all tasks stand that may be under way; false if none can be. */
    boolean listOpen() {
        boolean open = false;
        for (QueueModel source : queues.get()) {
            if (source.moves != null && source.moves.mayRun()) {
                world.submit(new ListMovesOperation(source, source.moves));
                open = true;
            }
        }
        return open;
    }
}
