package dev.skidway.queues;

import dev.skidway.base.Invariant;
import dev.skidway.timetable.Timetable;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The schedules of a partition by name, and in the order in which they are due. */
final class Schedules implements SchedulesRead {

    private final TreeMap<ScheduleName, Schedule> byName = new TreeMap<>();
    private final ByDue byDue = new ByDue();
    private final SnapshotRun snapshot;
    private long bytes;

    Schedules(SnapshotRun snapshot) {
        this.snapshot = snapshot;
    }

    @Override
    public int size() {
        return byName.size();
    }

    @Override
    public long bytes() {
        return bytes;
    }

    @Override
    public @Nullable Schedule find(ScheduleName name) {
        return byName.get(name);
    }

    @Override
    public NavigableMap<ScheduleName, Schedule> from(ScheduleName name, boolean inclusive) {
        return Collections.unmodifiableNavigableMap(byName.tailMap(name, inclusive));
    }

    /** The next one in order of name, the first one for null. */
    @Nullable Schedule after(@Nullable ScheduleName name) {
        var next = name == null ? byName.firstEntry() : byName.higherEntry(name);
        return next == null ? null : next.getValue();
    }

    Iterable<Schedule> inOrder() {
        return byName.values();
    }

    @Override
    public @Nullable Schedule due(long nowMillis) {
        return nextDueMillis() <= nowMillis ? byDue.at(0) : null;
    }

    long nextDueMillis() {
        return byDue.isEmpty() ? Timetable.NEVER : byDue.at(0).dueMillis;
    }

    /** A schedule that is about to change; {@link #changed} follows. */
    Schedule change(ScheduleName name) {
        Schedule schedule = byName.get(name);
        Invariant.check(schedule != null, "a schedule that exists");
        Schedule found = Objects.requireNonNull(schedule);
        snapshot.beforeChange(found);
        return found;
    }

    void changed(Schedule schedule) {
        if (!schedule.looks()) {
            schedule.lookAtMillis = Timetable.NEVER;
        }
        long due = schedule.nextDueMillis();
        if (due == schedule.dueMillis) {
            return;
        }
        schedule.dueMillis = due;
        if (due == Timetable.NEVER) {
            byDue.remove(schedule);
        } else if (byDue.contains(schedule)) {
            byDue.changed(schedule);
        } else {
            byDue.add(schedule);
        }
    }

    /** Takes one that is new here: a created one, or one of a snapshot. */
    void add(Schedule schedule) {
        Invariant.check(byName.putIfAbsent(schedule.name(), schedule) == null, "a schedule's name is used once");
        schedule.snapshotEpoch = snapshot.epoch();
        bytes += ScheduleFields.bytesOf(schedule.spec);
        changed(schedule);
    }

    void respecify(Schedule schedule, ScheduleSpec spec) {
        bytes += ScheduleFields.bytesOf(spec) - ScheduleFields.bytesOf(schedule.spec);
        schedule.spec = spec;
    }

    void remove(ScheduleName name) {
        Schedule schedule = change(name);
        byName.remove(name);
        bytes -= ScheduleFields.bytesOf(schedule.spec);
        if (byDue.contains(schedule)) {
            byDue.remove(schedule);
        }
    }

    void checkConsistency() {
        byDue.checkConsistency();
        long counted = 0;
        for (Schedule schedule : byName.values()) {
            counted += ScheduleFields.bytesOf(schedule.spec);
            long due = schedule.nextDueMillis();
            Invariant.check(schedule.dueMillis == due, "timer of a schedule", due, schedule.dueMillis);
            Invariant.check(
                    byDue.contains(schedule) == (due != Timetable.NEVER), "a schedule with a timer is in the order");
            Invariant.check(
                    schedule.looks() == (schedule.lookAtMillis != Timetable.NEVER),
                    "a schedule looks again while something waits");
            Invariant.check(schedule.waiting.size() <= QueueLimits.FIRINGS_WAITING_MAX, "firings that wait");
        }
        Invariant.check(counted == bytes, "bytes of schedules", bytes, counted);
    }

    /** Schedules with a timer, earliest first, then by name. */
    private static final class ByDue extends IndexedHeap<Schedule> {

        @Override
        boolean before(Schedule a, Schedule b) {
            return a.dueMillis != b.dueMillis
                    ? a.dueMillis < b.dueMillis
                    : a.name().compareTo(b.name()) < 0;
        }

        @Override
        int indexOf(Schedule schedule) {
            return schedule.dueIndex;
        }

        @Override
        void place(Schedule schedule, int index) {
            schedule.dueIndex = index;
        }
    }
}
