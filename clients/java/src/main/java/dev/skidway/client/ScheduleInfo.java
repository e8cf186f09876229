package dev.skidway.client;

import dev.skidway.v1.Schedule;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A schedule as it was when asked. */
public final class ScheduleInfo {

    private final Schedule proto;

    ScheduleInfo(Schedule proto) {
        this.proto = proto;
    }

    public String name() {
        return proto.getName();
    }

    /** The queue that it sends to. */
    public String queue() {
        return proto.getQueue();
    }

    public Timetable timetable() {
        return Timetable.of(proto.getTimetable());
    }

    public Overlap overlap() {
        return Overlap.of(proto.getOverlap());
    }

    /** How late a missed firing may be and still happen. */
    public Duration catchUp() {
        return Protos.duration(proto.getCatchUp());
    }

    public boolean paused() {
        return proto.getPaused();
    }

    /** What was said to people. */
    public String note() {
        return proto.getNote();
    }

    public Instant created() {
        return Protos.instant(proto.getCreated());
    }

    /** The time of its timetable for which it fired last; null if it never did. */
    public @Nullable Instant lastFiredFor() {
        return Protos.instantIf(proto.hasLastFiredFor(), proto.getLastFiredFor());
    }

    /** When it fires next; null if it never will. */
    public @Nullable Instant next() {
        return Protos.instantIf(proto.hasNext(), proto.getNext());
    }

    /** Firings that sent a job. */
    public long firedTotal() {
        return proto.getFiredTotal();
    }

    /** Firings that were left out. */
    public long skippedTotal() {
        return proto.getSkippedTotal();
    }

    /** Firings that wait, those of a backfill included. */
    public int buffered() {
        return proto.getBuffered();
    }

    /** The newest job it sent; empty if there is none. */
    public String lastJobId() {
        return proto.getLastJobId();
    }

    /** Why the newest firing was left out; empty if it was not. */
    public String lastSkip() {
        return proto.getLastSkip();
    }

    /** What it is made of, to be changed and given to {@link Schedules#update}. */
    public ScheduleDraft draft() {
        return ScheduleDraft.of(proto);
    }

    @Override
    public String toString() {
        return "ScheduleInfo " + Protos.text(proto);
    }
}
