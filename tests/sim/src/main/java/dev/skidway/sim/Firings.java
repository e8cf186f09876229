package dev.skidway.sim;

import dev.skidway.engine.Rejection;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.Overlap;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.TriggerSchedule;
import dev.skidway.sim.ScheduleModel.Known;
import dev.skidway.sim.Violation.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of one schedule, and what made it fire: its timetable once for each nominal time, or somebody by hand.
 *
 * <p>Workers have seen every job when {@link #judge} is asked, unless it became older than its queue keeps it.
 */
final class Firings {

    /** How long the queue of the jobs keeps them. */
    static final long RETENTION_MILLIS = 315_360_000_000L;

    /** What counts as made up for. */
    private static final long LATE_MILLIS = 5_000;

    private static final Comparator<ScheduledJob> BY_SEND = Comparator.<ScheduledJob>comparingLong(
                    job -> job.firedAtMillis)
            .thenComparingLong(job -> job.ref.lane())
            .thenComparingLong(job -> job.ref.slot());

    private final ScheduleModel schedule;
    private final Coverage coverage;
    private final Map<MessageRef, ScheduledJob> jobs = new HashMap<>();
    private final List<Trigger> triggers = new ArrayList<>();
    private final List<Demand> demands = new ArrayList<>();

    /** Spans in which the schedule may have been deleted. */
    private final List<Span> deletions = new ArrayList<>();

    private long triggersSure;
    private long triggersMax;

    /** Somebody having it fire by hand. */
    static final class Trigger {

        private final long askedAtMillis;
        private final boolean surelyThere;
        private final int deletionsBefore;
        private long answeredAtMillis = Long.MAX_VALUE;
        private @Nullable MessageRef job;

        /** Whether nobody was told what came of it, and no job has been put down to it. */
        private boolean lost;

        private boolean leftOut;

        private Trigger(long askedAtMillis, boolean surelyThere, int deletionsBefore) {
            this.askedAtMillis = askedAtMillis;
            this.surelyThere = surelyThere;
            this.deletionsBefore = deletionsBefore;
        }

        private boolean mayBeFor(long nominalMillis) {
            return askedAtMillis <= nominalMillis && nominalMillis <= answeredAtMillis;
        }

        @Override
        public String toString() {
            return "a trigger between " + askedAtMillis + " and " + answeredAtMillis;
        }
    }

    /** A nominal time that had to be fired by a moment, but for the job before. */
    private record Demand(long nominalMillis, long byMillis) {}

    Firings(ScheduleModel schedule, Coverage coverage) {
        this.schedule = schedule;
        this.coverage = coverage;
    }

    long triggersSure() {
        return triggersSure;
    }

    long triggersMax() {
        return triggersMax;
    }

    void mustFire(long nominalMillis, long byMillis) {
        demands.add(new Demand(nominalMillis, byMillis));
    }

    void mayBeAnotherLife(Span deletion) {
        deletions.add(deletion);
    }

    /** It is about to be fired by hand. */
    Trigger ask(long nowMillis) {
        triggersMax++;
        boolean surelyThere = schedule.exists == Known.YES && !schedule.asked;
        return new Trigger(nowMillis, surelyThere, deletions.size());
    }

    void fired(Trigger trigger, TriggerSchedule.Reply reply, long nowMillis) {
        if (reply.fetching()) {
            triggersMax--;
            return;
        }
        triggersSure++;
        trigger.answeredAtMillis = nowMillis;
        trigger.job = reply.job();
        trigger.leftOut = reply.job() == null;
        Violation.unless(
                !reply.waits() && !(trigger.leftOut && schedule.overlap == Overlap.ALLOW_ALL),
                Kind.LOST,
                () -> trigger + " was left out without a reason: " + schedule);
        triggers.add(trigger);
        coverage.hit(trigger.leftOut ? "schedule: trigger left out" : "schedule: triggered");
    }

    /** It was refused, or failed in a way that promises that nothing happened. */
    void refused(Trigger trigger, @Nullable Rejection rejection) {
        triggersMax--;
        boolean mayBeGone = !trigger.surelyThere
                || deletions.size() > trigger.deletionsBefore
                || schedule.exists != Known.YES
                || schedule.asked;
        Violation.unless(
                rejection == null || (rejection.reason() == QueueRejection.SCHEDULE_NOT_FOUND && mayBeGone),
                Kind.LOST,
                () -> trigger + " was refused, " + rejection + ": " + schedule);
    }

    void lost(Trigger trigger, long nowMillis) {
        trigger.lost = true;
        trigger.answeredAtMillis = nowMillis;
        triggers.add(trigger);
        coverage.hit("schedule: trigger without an answer");
    }

    /** A worker got a job at {@code nowMillis}, by a receive that was submitted at {@code sinceMillis} in {@code sinceStep}. */
    ScheduledJob received(
            MessageRef ref, long nominalMillis, long firedAtMillis, long sinceMillis, long sinceStep, long nowMillis) {
        ScheduledJob job = jobs.computeIfAbsent(ref, absent -> new ScheduledJob(ref, nominalMillis, firedAtMillis));
        Violation.unless(
                job.nominalMillis == nominalMillis && job.firedAtMillis == firedAtMillis,
                Kind.PHANTOM,
                () -> "delivered again for " + nominalMillis + ", fired at " + firedAtMillis + ": " + job);
        Violation.unless(
                nominalMillis <= firedAtMillis && firedAtMillis <= nowMillis,
                Kind.TIME,
                () -> "fired before its time, found at " + nowMillis + ": " + job + " of " + schedule);
        Violation.unless(
                job.goneInStep >= sinceStep,
                Kind.PHANTOM,
                () -> "delivered after its deletion was acknowledged: " + job + " of " + schedule);
        job.thereAtMillis = Math.max(job.thereAtMillis, sinceMillis);
        return job;
    }

    /** At the end, when workers have fetched all there was. */
    void judge(long nowMillis) {
        List<ScheduledJob> inOrder = new ArrayList<>(jobs.values());
        inOrder.sort(BY_SEND);
        judgeDemands(explain(inOrder), goneByFired(inOrder), nowMillis);
        judgeTriggers(goneByFired(inOrder), nowMillis);
        if (schedule.overlap == Overlap.SKIP && !mayBeTooOld(nowMillis, nowMillis)) {
            judgeOverlap(inOrder);
        }
    }

    /** Finds what made it fire for each job; returns the nominal times for which its timetable did. */
    private Set<Long> explain(List<ScheduledJob> inOrder) {
        Map<MessageRef, Trigger> byHand = new HashMap<>();
        List<Trigger> unsure = new ArrayList<>();
        for (Trigger trigger : triggers) {
            MessageRef ref = trigger.job;
            if (ref != null) {
                Violation.unless(
                        byHand.put(ref, trigger) == null,
                        Kind.COUNT,
                        () -> "two triggers sent one job, " + ref + ": " + schedule);
            } else if (trigger.lost) {
                unsure.add(trigger);
            }
        }
        unsure.sort(Comparator.comparingLong(trigger -> trigger.answeredAtMillis));
        Set<Long> fired = new HashSet<>();
        // The later of two with one nominal time cannot be by hand: a trigger is for the moment in which it fires.
        inOrder.stream()
                .sorted(Comparator.<ScheduledJob>comparingLong(job -> job.nominalMillis)
                        .thenComparing(BY_SEND.reversed()))
                .forEach(job -> {
                    Trigger trigger = byHand.get(job.ref);
                    if (trigger != null) {
                        Violation.unless(
                                trigger.mayBeFor(job.nominalMillis),
                                Kind.TIME,
                                () -> trigger + " cannot be for " + job + " of " + schedule);
                        return;
                    }
                    String objection = schedule.objection(job.nominalMillis, job.firedAtMillis);
                    if (objection == null && fired.add(job.nominalMillis)) {
                        coverage.hit("schedule: fired by its timetable");
                        if (job.firedAtMillis - job.nominalMillis >= LATE_MILLIS) {
                            coverage.hit("schedule: fired late");
                        }
                    } else {
                        putDownToATrigger(job, unsure, objection);
                    }
                });
        return fired;
    }

    private void putDownToATrigger(ScheduledJob job, List<Trigger> unsure, @Nullable String objection) {
        for (Trigger trigger : unsure) {
            if (trigger.mayBeFor(job.nominalMillis) && job.nominalMillis == job.firedAtMillis) {
                unsure.remove(trigger);
                coverage.hit("schedule: a trigger without an answer fired");
                return;
            }
        }
        throw new Violation(
                Kind.PHANTOM,
                "fired " + (objection == null ? "twice for one time" : objection) + ": " + job + " of " + schedule);
    }

    /** For the time of each job: the latest time by which it or one before may still have been there. */
    private static TreeMap<Long, Long> goneByFired(List<ScheduledJob> inOrder) {
        TreeMap<Long, Long> gone = new TreeMap<>();
        long latest = 0;
        for (ScheduledJob job : inOrder) {
            latest = Math.max(latest, job.goneByMillis);
            gone.put(job.firedAtMillis, latest);
        }
        return gone;
    }

    private static boolean mayRun(TreeMap<Long, Long> gone, long fromMillis, long toMillis) {
        Map.Entry<Long, Long> latest = gone.floorEntry(toMillis);
        return latest != null && latest.getValue() >= fromMillis;
    }

    private void judgeDemands(Set<Long> fired, TreeMap<Long, Long> gone, long nowMillis) {
        for (Demand demand : demands) {
            if (fired.contains(demand.nominalMillis)) {
                coverage.hit("schedule: fired as it had to");
            } else if (mayBeTooOld(demand.nominalMillis, nowMillis)) {
                coverage.hit("schedule: a job may be too old");
            } else {
                Violation.unless(
                        schedule.overlap == Overlap.SKIP && mayRun(gone, demand.nominalMillis, demand.byMillis),
                        Kind.LOST,
                        () -> "never fired for " + demand.nominalMillis + " although it had to by " + demand.byMillis
                                + ": " + schedule);
                coverage.hit("schedule: left out beside the job before");
            }
        }
    }

    /** Whether a job for that time, or the one before it under {@link Overlap#SKIP}, may have gone with nobody having seen it. */
    private boolean mayBeTooOld(long sinceMillis, long nowMillis) {
        long oldest = schedule.overlap == Overlap.SKIP ? schedule.bornAtMillis() : sinceMillis;
        return nowMillis >= oldest + RETENTION_MILLIS;
    }

    private void judgeTriggers(TreeMap<Long, Long> gone, long nowMillis) {
        for (Trigger trigger : triggers) {
            if (trigger.lost || mayBeTooOld(trigger.askedAtMillis, nowMillis)) {
                continue;
            }
            MessageRef ref = trigger.job;
            boolean kept =
                    ref == null ? mayRun(gone, trigger.askedAtMillis, trigger.answeredAtMillis) : jobs.containsKey(ref);
            Violation.unless(
                    kept,
                    Kind.LOST,
                    () -> trigger
                            + (ref == null ? " was left out beside no job" : " sent a job that was never found, " + ref)
                            + ": " + schedule);
        }
    }

    /** When one job is followed by another of the same life, it was gone. */
    private void judgeOverlap(List<ScheduledJob> inOrder) {
        for (int i = 1; i < inOrder.size(); i++) {
            ScheduledJob before = inOrder.get(i - 1);
            ScheduledJob job = inOrder.get(i);
            boolean sameLife =
                    deletions.stream().noneMatch(span -> span.meets(before.firedAtMillis, job.firedAtMillis));
            Violation.unless(
                    !sameLife || before.thereAtMillis <= job.firedAtMillis,
                    Kind.PHANTOM,
                    () -> "fired beside the job before, " + before + ", which was there at " + before.thereAtMillis
                            + ": " + job + " of " + schedule);
            coverage.hit("schedule: a job followed when the one before was gone");
        }
    }
}
