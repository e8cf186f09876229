package dev.skidway.app;

import dev.skidway.app.admin.ClockMover;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.Partition;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.ExplainQueue;
import dev.skidway.queues.Explanation;
import dev.skidway.queues.GetQueue;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueView;
import dev.skidway.queues.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Moves the clock of a server that was started for tests, and makes every timer fire at its own time.
 *
 * <p>It goes from timer to timer. At each stop it waits until the partitions are at rest: what was due has fired and is durable. Where the
 * caller names queues it waits too until nothing of them runs or could be handed out, so that workers keep up with the clock.
 */
final class ClockDrive implements ClockMover {

    private final TestClock clock;
    private final String namespace;
    private final RestWatch watch = new RestWatch();
    private final ReentrantLock oneAtATime = new ReentrantLock();
    private volatile @Nullable Core core;

    ClockDrive(TestClock clock, String namespace) {
        this.clock = clock;
        this.namespace = namespace;
    }

    RestWatch watch() {
        return watch;
    }

    void opened(Core opened) {
        core = opened;
    }

    @Override
    public long nowMillis() {
        return clock.wallMillis();
    }

    @Override
    public Outcome<Moved> move(Move move) throws InterruptedException {
        oneAtATime.lockInterruptibly();
        try {
            return drive(move);
        } finally {
            oneAtATime.unlock();
        }
    }

    private Outcome<Moved> drive(Move move) throws InterruptedException {
        Core serving = core;
        if (serving == null) {
            throw new SkidwayException(
                    AppError.NOT_AT_REST, Severity.RETRY, "the server is still starting; try again shortly");
        }
        long target = target(move);
        for (long stops = 0; ; stops++) {
            Stop stop = rest(serving, move);
            if (stop.refusal != null) {
                return new Outcome.Refused<>(stop.refusal);
            }
            if (clock.wallMillis() >= target) {
                return new Outcome.Done<>(new Moved(clock.wallMillis(), stops));
            }
            clock.moveTo(Math.min(target, stop.nextTimerMillis));
            serving.lookAtClock();
        }
    }

    private long target(Move move) {
        long now = clock.wallMillis();
        long target = move.byMillis() >= 0 ? now + move.byMillis() : move.toMillis();
        if (target < now || target > clock.endMillis()) {
            throw new IllegalArgumentException("expected a time from " + Instant.ofEpochMilli(now) + " to "
                    + Instant.ofEpochMilli(clock.endMillis()) + ", found "
                    + (move.byMillis() >= 0 ? move.byMillis() + " ms from now" : Instant.ofEpochMilli(target)));
        }
        return target;
    }

    /** When the next timer is due once all is at rest, or why that cannot be said. */
    private record Stop(long nextTimerMillis, @Nullable Rejection refusal) {}

    /** Waits until nothing is left to do at this time. */
    private Stop rest(Core serving, Move move) throws InterruptedException {
        List<Partition> partitions = serving.partitions();
        long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(move.patienceMillis());
        while (true) {
            List<Long> frames = RestWatch.frames(partitions);
            OptionalLong next = watch.awaitRest(partitions, frames, clock.wallMillis(), endNanos - System.nanoTime());
            if (next.isEmpty()) {
                throw notAtRest(move, List.of("timers that are due did not all fire, or are not durable yet"));
            }
            List<String> busy = new ArrayList<>();
            Rejection refusal = look(serving, move.idleQueues(), busy);
            if (refusal != null) {
                return new Stop(Long.MAX_VALUE, refusal);
            }
            boolean moment = RestWatch.frames(partitions).equals(frames);
            if (moment && busy.isEmpty()) {
                return new Stop(next.getAsLong(), null);
            }
            if (moment && !watch.awaitMore(partitions, frames, endNanos - System.nanoTime())) {
                throw notAtRest(move, busy);
            }
            if (System.nanoTime() > endNanos) {
                throw notAtRest(move, busy);
            }
        }
    }

    /** Says of each queue that is not idle why; returns a refusal if one does not exist. */
    private @Nullable Rejection look(Core serving, List<String> queues, List<String> busy) {
        for (String name : queues) {
            QueueName queue = new QueueName(namespace, name);
            switch (serving.node().getQueue(new GetQueue(queue))) {
                case Outcome.Refused<QueueView>(Rejection rejection) -> {
                    return rejection;
                }
                case Outcome.Done<QueueView>(QueueView view) -> {
                    if (view.leased() > 0) {
                        busy.add("of " + name + " " + view.leased() + " jobs run");
                    }
                }
            }
            if (serving.node().dispatch().explain(new ExplainQueue(queue))
                            instanceof Outcome.Done<Explanation>(Explanation explanation)
                    && explanation.runnableNow()) {
                busy.add("of " + name + " jobs could run: "
                        + explanation.reasons().stream().map(Reason::message).collect(Collectors.joining(" ")));
            }
        }
        return null;
    }

    private SkidwayException notAtRest(Move move, List<String> reasons) {
        return new SkidwayException(
                AppError.NOT_AT_REST,
                Severity.RETRY,
                "expected rest at " + Instant.ofEpochMilli(clock.wallMillis()) + " within " + move.patienceMillis()
                        + " ms, found: " + String.join("; ", reasons) + "; the clock stopped there");
    }
}
