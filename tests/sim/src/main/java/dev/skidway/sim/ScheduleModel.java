package dev.skidway.sim;

import dev.skidway.engine.Rejection;
import dev.skidway.queues.Overlap;
import dev.skidway.queues.QueueLimits;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.ScheduleName;
import dev.skidway.queues.ScheduleView;
import dev.skidway.sim.Violation.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator knows about one schedule through all its lives: whether it exists, is paused, and which intervals it had when.
 *
 * <p>One change or question is under way at a time. After one that got no answer, the next thing is to ask how the schedule stands.
 */
final class ScheduleModel {

    /** Whether something is so, as far as answers tell. */
    enum Known {
        NO,
        YES,
        MAYBE
    }

    final ScheduleName name;
    final int partition;
    final Overlap overlap;
    final long catchUpMillis;
    final Firings firings;

    Known exists = Known.NO;
    Known paused = Known.NO;

    /** Whether an answer is being waited for. */
    boolean asked;

    /** Whether a change got no answer and nobody has looked since. */
    boolean doubtful;

    private final long lateMillisMax;
    private final Coverage coverage;
    private final List<Era> eras = new ArrayList<>();

    /** Spans in which it surely did not exist or was paused, by their beginnings. */
    private final TreeMap<Long, Span> silences = new TreeMap<>();

    /** The interval it has, unless a change has no answer; null while it does not exist. */
    private @Nullable Era current;

    /** The interval it has if a change without an answer was made. */
    private @Nullable Era wanted;

    /** Engine time since when it surely is silent, or -1. */
    private long silentSinceMillis;

    private long bornAtMillis = -1;
    private long deletionAskedAtMillis;
    private long triggersSureWhenAsked;
    private @Nullable Seen seen;

    /** A time in which it may have fired at one interval. */
    private static final class Era {

        final long everyMillis;

        /** Nominal times are later. */
        final long fromMillis;

        /** Nothing fires by it after that. */
        long untilMillis = Long.MAX_VALUE;

        /** The first nominal time that an answer named, or the greatest number. */
        long namedFirstMillis = Long.MAX_VALUE;

        /** The next one that an answer named last. */
        long namedNextMillis;

        /** Whatever is not later was acted on. */
        long passedMillis;

        /** The last nominal time that had to be fired. */
        long demandedMillis;

        Era(long everyMillis, long fromMillis) {
            this.everyMillis = everyMillis;
            this.fromMillis = fromMillis;
        }
    }

    /** Counts that were shown, and how many of them triggers can have caused. */
    private record Seen(Era era, long nextMillis, long firings, long triggersMin, long triggersMax) {}

    ScheduleModel(ScheduleName name, int partition, Overlap overlap, long catchUpMillis, Coverage coverage) {
        this.name = name;
        this.partition = partition;
        this.overlap = overlap;
        this.catchUpMillis = catchUpMillis;
        this.lateMillisMax = Math.max(catchUpMillis, QueueLimits.CATCH_UP_MILLIS_MIN);
        this.coverage = coverage;
        this.firings = new Firings(this, coverage);
    }

    private void ask() {
        asked = true;
        triggersSureWhenAsked = firings.triggersSure();
    }

    /** It is about to be created or changed; that ends a pause. */
    void askSave(long everyMillis, long nowMillis) {
        ask();
        bornAtMillis = bornAtMillis < 0 ? nowMillis : bornAtMillis;
        mayFireFrom(nowMillis);
        Era before = current;
        if (before != null && before.everyMillis == everyMillis) {
            wanted = before;
        } else {
            wanted = new Era(everyMillis, nowMillis);
            eras.add(wanted);
        }
    }

    void saved(ScheduleView view, long nowMillis) {
        begin(wanted, nowMillis);
        exists = Known.YES;
        paused = Known.NO;
        answered();
        see(view, nowMillis);
        coverage.hit("schedule: saved");
    }

    private void begin(@Nullable Era era, long nowMillis) {
        Era before = current;
        if (before != null && before != era) {
            before.untilMillis = nowMillis;
        }
        current = era;
    }

    void saveLost() {
        doubt();
        exists = exists == Known.NO ? Known.MAYBE : exists;
        paused = paused == Known.YES ? Known.MAYBE : paused;
    }

    /** It is about to be paused, or to go on. */
    void askPause(boolean pause, long nowMillis) {
        ask();
        if (!pause) {
            mayFireFrom(nowMillis);
        }
    }

    void paused(boolean pause, ScheduleView view, long nowMillis) {
        answered();
        paused = pause ? Known.YES : Known.NO;
        if (pause) {
            silentFrom(nowMillis);
        }
        see(view, nowMillis);
        coverage.hit(pause ? "schedule: paused" : "schedule: resumed");
    }

    void pauseLost() {
        doubt();
        paused = Known.MAYBE;
    }

    void askDelete(long nowMillis) {
        ask();
        deletionAskedAtMillis = nowMillis;
    }

    void deleted(long nowMillis) {
        firings.mayBeAnotherLife(new Span(deletionAskedAtMillis, nowMillis));
        gone(nowMillis);
        coverage.hit("schedule: deleted");
    }

    void deletionLost(long nowMillis) {
        firings.mayBeAnotherLife(new Span(deletionAskedAtMillis, nowMillis));
        doubt();
        exists = Known.MAYBE;
    }

    void askShow() {
        ask();
    }

    void shown(ScheduleView view, long nowMillis) {
        long every = view.spec().timetable().spec().everyMillis();
        Era as = hasInterval(current, every) ? current : hasInterval(wanted, every) ? wanted : null;
        Violation.unless(
                exists != Known.NO && as != null,
                Kind.PHANTOM,
                () -> "a schedule that nobody made so is shown, as " + view + ": " + this);
        boolean isPaused = view.spec().paused();
        Violation.unless(
                paused != (isPaused ? Known.NO : Known.YES),
                Kind.LOST,
                () -> "an acknowledged pause or its end is not shown, as " + view + ": " + this);
        if (as != wanted) {
            forget(wanted);
        }
        begin(as, nowMillis);
        exists = Known.YES;
        paused = isPaused ? Known.YES : Known.NO;
        answered();
        if (isPaused) {
            silentFrom(nowMillis);
        }
        see(view, nowMillis);
    }

    private static boolean hasInterval(@Nullable Era era, long everyMillis) {
        return era != null && era.everyMillis == everyMillis;
    }

    /** A question about it was refused. */
    void notShown(@Nullable Rejection rejection, long nowMillis) {
        if (rejection == null) {
            asked = false;
            return;
        }
        Violation.unless(
                rejection.reason() == QueueRejection.SCHEDULE_NOT_FOUND && exists != Known.YES,
                Kind.LOST,
                () -> "an acknowledged schedule is not shown, " + rejection + ": " + this);
        forget(wanted);
        gone(nowMillis);
    }

    /** A change was refused: nothing happened. What is known to be there and allowed is never refused by the domain. */
    void refused(@Nullable Rejection rejection) {
        Violation.unless(
                rejection == null, Kind.LOST, () -> "a change of a schedule was refused, " + rejection + ": " + this);
        forget(wanted);
        asked = false;
        wanted = null;
    }

    /** A question got no answer. */
    void showLost() {
        asked = false;
    }

    private void forget(@Nullable Era era) {
        if (era != null && era != current) {
            eras.remove(era);
        }
    }

    private void gone(long nowMillis) {
        begin(null, nowMillis);
        exists = Known.NO;
        paused = Known.NO;
        seen = null;
        silentFrom(nowMillis);
        answered();
    }

    private void answered() {
        if (doubtful) {
            coverage.hit("schedule: looked after a change without an answer");
        }
        asked = false;
        doubtful = false;
        wanted = null;
    }

    private void doubt() {
        asked = false;
        doubtful = true;
    }

    private void silentFrom(long nowMillis) {
        silentSinceMillis = silentSinceMillis < 0 ? nowMillis : silentSinceMillis;
    }

    private void mayFireFrom(long nowMillis) {
        if (silentSinceMillis >= 0) {
            silences.put(silentSinceMillis, new Span(silentSinceMillis, nowMillis));
        }
        silentSinceMillis = -1;
        // A clock may have gone back when a process ended, to the newest frame: from now on anything fires at or after
        // now.
        silences.tailMap(nowMillis, true).clear();
        Map.Entry<Long, Span> last = silences.lastEntry();
        while (last != null && last.getValue().toMillis() > nowMillis) {
            silences.put(last.getKey(), new Span(last.getKey(), nowMillis));
            last = silences.lowerEntry(last.getKey());
        }
    }

    /** When its first life may have begun. */
    long bornAtMillis() {
        return bornAtMillis;
    }

    /** Nothing is left to do at {@code nowMillis}. */
    void rests(long nowMillis) {
        Era era = current;
        if (era != null && exists == Known.YES && paused == Known.NO && !asked && !doubtful) {
            era.passedMillis = Math.max(era.passedMillis, nowMillis);
            demand(era, nowMillis, nowMillis);
        }
    }

    private void see(ScheduleView view, long nowMillis) {
        Era era = current;
        if (era == null) {
            return;
        }
        long next = view.nextMillis();
        Violation.unless(
                view.spec().overlap() == overlap && view.spec().catchUpMillis() == catchUpMillis,
                Kind.PHANTOM,
                () -> "another schedule than was asked for, " + view + ": " + this);
        Violation.unless(
                next % era.everyMillis == 0 && next > era.fromMillis && next >= era.namedNextMillis,
                Kind.TIME,
                () -> "the next time of a schedule cannot be " + next + ", after " + era.namedNextMillis + ": " + this);
        Violation.unless(
                next > era.passedMillis,
                Kind.LOST,
                () -> "a schedule still waits for " + next + ", nothing was left to do at " + era.passedMillis + ": "
                        + this);
        era.namedFirstMillis = Math.min(era.namedFirstMillis, next);
        era.namedNextMillis = next;
        demand(era, next - 1, nowMillis);
        count(new Seen(
                era, next, view.firedTotal() + view.skippedTotal(), triggersSureWhenAsked, firings.triggersMax()));
    }

    private void count(Seen now) {
        Seen before = seen;
        if (before != null && before.era == now.era) {
            long times = (now.nextMillis - before.nextMillis) / now.era.everyMillis;
            long counted = now.firings - before.firings;
            Violation.unless(
                    counted >= times + now.triggersMin - before.triggersMax
                            && counted <= times + now.triggersMax - before.triggersMin,
                    Kind.COUNT,
                    () -> "a schedule passed " + times + " times and counts " + counted + " firings, from " + before
                            + " to " + now + ": " + this);
            coverage.hit("schedule: firings counted");
        }
        seen = now;
    }

    /** All nominal times up to {@code toMillis} were acted on by {@code nowMillis}: those not too late by then must have been fired. */
    private void demand(Era era, long toMillis, long nowMillis) {
        if (era.namedFirstMillis == Long.MAX_VALUE) {
            return;
        }
        long every = era.everyMillis;
        long from = Math.max(era.namedFirstMillis, era.demandedMillis + every);
        from = Math.max(from, Math.ceilDiv(nowMillis - lateMillisMax, every) * every);
        for (long nominal = from; nominal <= toMillis; nominal += every) {
            firings.mustFire(nominal, nowMillis);
            era.demandedMillis = nominal;
        }
    }

    /** Why it cannot have fired by its timetable for a nominal time at {@code atMillis}, or null if it can. */
    @Nullable String objection(long nominalMillis, long atMillis) {
        if (atMillis - nominalMillis > lateMillisMax) {
            return "later than it catches up";
        }
        if (eras.stream()
                .noneMatch(era -> nominalMillis % era.everyMillis == 0
                        && nominalMillis > era.fromMillis
                        && atMillis <= era.untilMillis)) {
            return "at an interval that it did not have";
        }
        Map.Entry<Long, Span> silence = silences.lowerEntry(atMillis);
        boolean silent = (silentSinceMillis >= 0 && atMillis > silentSinceMillis)
                || (silence != null && silence.getValue().inside(atMillis));
        return silent ? "while it was paused or deleted" : null;
    }

    @Override
    public String toString() {
        return "schedule " + name.namespace() + "/" + name.name() + " (" + overlap + ", up to " + lateMillisMax
                + " ms late), exists: " + exists + ", paused: " + paused;
    }
}
