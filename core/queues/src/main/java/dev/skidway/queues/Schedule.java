package dev.skidway.queues;

import dev.skidway.timetable.Timetable;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A schedule; only appliers change it. */
final class Schedule implements ScheduleRead {

    private final ScheduleName name;
    final long createdAtMillis;

    ScheduleSpec spec;
    long nextMillis;
    long fireAtMillis;

    long lastFiredForMillis = -1;
    long firedTotal;
    long skippedTotal;

    @Nullable MessageRef lastJob;

    String lastSkip = "";

    /** Nominal times of the firings that wait, in order. */
    final ArrayDeque<Long> waiting = new ArrayDeque<>();

    @Nullable Backfill backfill;

    /** When to look whether a firing that waits, or the next one of the backfill, can go on. */
    long lookAtMillis = Timetable.NEVER;

    int dueIndex = IndexedHeap.ABSENT;
    /** When it is due as the heap knows it. */
    long dueMillis = Timetable.NEVER;

    int snapshotEpoch;

    Schedule(ScheduleName name, ScheduleSpec spec, long nextMillis, long fireAtMillis, long createdAtMillis) {
        this.name = name;
        this.spec = spec;
        this.nextMillis = nextMillis;
        this.fireAtMillis = fireAtMillis;
        this.createdAtMillis = createdAtMillis;
    }

    long nextDueMillis() {
        return spec.paused() ? Timetable.NEVER : Math.min(fireAtMillis, lookAtMillis);
    }

    boolean looks() {
        return !waiting.isEmpty() || backfill != null;
    }

    @Override
    public ScheduleName name() {
        return name;
    }

    @Override
    public ScheduleSpec spec() {
        return spec;
    }

    @Override
    public long nextMillis() {
        return nextMillis;
    }

    @Override
    public long fireAtMillis() {
        return fireAtMillis;
    }

    @Override
    public int waitingCount() {
        return waiting.size();
    }

    @Override
    public long firstWaitingMillis() {
        return waiting.getFirst();
    }

    @Override
    public @Nullable Backfill backfill() {
        return backfill;
    }

    @Override
    public @Nullable MessageRef lastJob() {
        return lastJob;
    }

    @Override
    public ScheduleView view() {
        return new ScheduleView(
                name,
                spec,
                createdAtMillis,
                lastFiredForMillis,
                nextMillis,
                firedTotal,
                skippedTotal,
                waiting.size() + (backfill == null ? 0 : backfill.left()),
                lastJob,
                lastSkip);
    }
}
