package dev.skidway.sim;

import dev.skidway.engine.PartitionStats;
import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.DeleteMessages;
import dev.skidway.queues.DeleteSchedule;
import dev.skidway.queues.GetSchedule;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.Origin;
import dev.skidway.queues.Overlap;
import dev.skidway.queues.PauseSchedule;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.ReceiveMessages;
import dev.skidway.queues.SaveSchedule;
import dev.skidway.queues.ScheduleName;
import dev.skidway.queues.ScheduleSpec;
import dev.skidway.queues.SettingsChange;
import dev.skidway.queues.TriggerSchedule;
import dev.skidway.sim.ScheduleModel.Known;
import dev.skidway.sim.Violation.Kind;
import dev.skidway.timetable.Timetable;
import dev.skidway.timetable.TimetableFault;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Schedules of each partition and a queue for their jobs that nobody else touches: an administrator who saves, pauses, triggers and
 * deletes, and a worker who receives and deletes what they send.
 */
final class ScheduleWork {

    private static final String QUEUE = "scheduled";
    private static final Origin ORIGIN = new Origin("simulator", "schedule");
    private static final int OUTSTANDING_MAX = 60;
    private static final int BATCH_MAX = 10;
    private static final int VISIBILITY_MILLIS_MAX = 30_000;
    private static final int BODY_BYTES = 20;

    /** The shortest of the intervals that each schedule takes in turn, and how late each may fire. */
    private static final long[] EVERY_MILLIS = {1_000, 5_000, 30_000, 2_000};

    private static final long[] CATCH_UP_MILLIS = {0, 60_000, 600_000, 20_000};
    private static final int INTERVALS = 3;

    private final World world;
    private final SplittableRandom random;
    private final List<ScheduleSite> sites = new ArrayList<>();

    ScheduleWork(World world, Scenario scenario, SplittableRandom random, Coverage coverage) {
        this.world = world;
        this.random = random;
        for (int partition = 0; partition < scenario.partitions(); partition++) {
            ScheduleSite site = new ScheduleSite(new QueueName("ns" + partition, QUEUE), partition);
            for (int i = 0; i < EVERY_MILLIS.length; i++) {
                site.schedules.add(new ScheduleModel(
                        new ScheduleName(site.queue.namespace(), "schedule-" + i),
                        partition,
                        i % 2 == 0 ? Overlap.ALLOW_ALL : Overlap.SKIP,
                        CATCH_UP_MILLIS[i],
                        coverage));
            }
            sites.add(site);
        }
    }

    /** Lets the administrator or the worker of a partition do something. */
    void act() {
        if (world.outstanding() >= OUTSTANDING_MAX) {
            return;
        }
        ScheduleSite site = sites.get(random.nextInt(sites.size()));
        if (!site.queueThere) {
            createQueue(site);
            return;
        }
        int pick = random.nextInt(12);
        if (pick < 4) {
            receive(site, 1L + random.nextInt(VISIBILITY_MILLIS_MAX));
        } else if (pick < 8) {
            delete(site, true);
        } else {
            administrate(site, random.nextInt(site.schedules.size()));
        }
    }

    private void createQueue(ScheduleSite site) {
        SettingsChange settings =
                new SettingsChange(0L, null, Firings.RETENTION_MILLIS, 0L, 30_000L, null, new TreeMap<>());
        world.submit(new ScheduleOperation<>(
                new CreateQueue(site.queue, settings, new TreeMap<>(), ORIGIN),
                site.partition,
                (reply, now) -> site.queueThere = true,
                rejection -> site.nothingDone("a creation", rejection),
                now -> {}));
    }

    private void administrate(ScheduleSite site, int number) {
        ScheduleModel schedule = site.schedules.get(number);
        if (schedule.exists != Known.NO && random.nextInt(3) == 0) {
            trigger(schedule);
        } else if (schedule.asked) {
            return;
        } else if (schedule.doubtful) {
            show(schedule);
        } else if (schedule.exists == Known.NO || random.nextInt(8) == 0) {
            save(schedule, EVERY_MILLIS[number] * (1 + random.nextInt(INTERVALS)));
        } else if (random.nextInt(12) == 0) {
            delete(schedule);
        } else if (random.nextInt(3) == 0) {
            show(schedule);
        } else {
            pause(schedule, schedule.paused == Known.NO);
        }
    }

    private long now(ScheduleModel schedule) {
        return world.nowMillis(schedule.partition);
    }

    private void save(ScheduleModel schedule, long everyMillis) {
        boolean create = schedule.exists == Known.NO;
        schedule.askSave(everyMillis, now(schedule));
        world.submit(new ScheduleOperation<>(
                new SaveSchedule(schedule.name, spec(schedule, everyMillis), create, ORIGIN),
                schedule.partition,
                schedule::saved,
                schedule::refused,
                now -> schedule.saveLost()));
    }

    private static ScheduleSpec spec(ScheduleModel schedule, long everyMillis) {
        try {
            return new ScheduleSpec(
                    QUEUE,
                    Timetable.of(new Timetable.Spec("", everyMillis, "", 0, 0, Timetable.NEVER)),
                    new NewMessage(new byte[BODY_BYTES], new byte[0], BODY_BYTES, null, 0, -1),
                    schedule.overlap,
                    schedule.catchUpMillis,
                    false,
                    "");
        } catch (TimetableFault e) {
            throw new Violation(Kind.REFUSED, "an interval was refused: " + e, e);
        }
    }

    private void pause(ScheduleModel schedule, boolean pause) {
        schedule.askPause(pause, now(schedule));
        world.submit(new ScheduleOperation<>(
                new PauseSchedule(schedule.name, pause, "", ORIGIN),
                schedule.partition,
                (view, now) -> schedule.paused(pause, view, now),
                schedule::refused,
                now -> schedule.pauseLost()));
    }

    private void delete(ScheduleModel schedule) {
        schedule.askDelete(now(schedule));
        world.submit(new ScheduleOperation<>(
                new DeleteSchedule(schedule.name, ORIGIN),
                schedule.partition,
                (reply, now) -> schedule.deleted(now),
                schedule::refused,
                schedule::deletionLost));
    }

    private void show(ScheduleModel schedule) {
        schedule.askShow();
        world.submit(new ScheduleOperation<>(
                new GetSchedule(schedule.name),
                schedule.partition,
                schedule::shown,
                rejection -> schedule.notShown(rejection, now(schedule)),
                now -> schedule.showLost()));
    }

    private void trigger(ScheduleModel schedule) {
        Firings.Trigger trigger = schedule.firings.ask(now(schedule));
        world.submit(new ScheduleOperation<>(
                new TriggerSchedule(schedule.name, null, ORIGIN),
                schedule.partition,
                (reply, now) -> schedule.firings.fired(trigger, reply, now),
                rejection -> schedule.firings.refused(trigger, rejection),
                now -> schedule.firings.lost(trigger, now)));
    }

    private void receive(ScheduleSite site, long visibilityMillis) {
        long sinceMillis = world.nowMillis(site.partition);
        long sinceStep = world.stepNumber();
        world.submit(new ScheduleOperation<>(
                new ReceiveMessages(site.queue, BATCH_MAX, visibilityMillis, 0),
                site.partition,
                (reply, now) ->
                        reply.messages().forEach(message -> site.received(message, sinceMillis, sinceStep, now)),
                rejection -> site.nothingDone("a receive", rejection),
                now -> {}));
    }

    /** Deletes what was received first; {@code forgets} some of it now and then. */
    private void delete(ScheduleSite site, boolean forgets) {
        List<ScheduleSite.Work> batch = List.copyOf(site.held.subList(0, Math.min(BATCH_MAX, site.held.size())));
        site.held.subList(0, batch.size()).clear();
        if (batch.isEmpty() || (forgets && random.nextInt(6) == 0)) {
            return;
        }
        world.submit(new ScheduleOperation<>(
                new DeleteMessages(
                        site.queue, batch.stream().map(ScheduleSite.Work::lease).toList()),
                site.partition,
                (reply, now) -> ScheduleSite.deleted(batch, reply.results(), now, world.stepNumber()),
                rejection -> site.nothingDone("a delete", rejection),
                now -> {}));
    }

    /** Asks how all schedules stand that may exist. */
    void audit() {
        for (ScheduleSite site : sites) {
            for (ScheduleModel schedule : site.schedules) {
                if (world.up() && !schedule.asked && (schedule.doubtful || schedule.exists != Known.NO)) {
                    show(schedule);
                }
            }
        }
    }

    /** Nothing is left to do, unless something still waits to be read. */
    void rests() {
        for (ScheduleSite site : sites) {
            PartitionStats stats = world.node().partition(site.partition).stats();
            if (stats.oldestOverdueTimerMillis() == 0) {
                long now = world.nowMillis(site.partition);
                site.schedules.forEach(schedule -> schedule.rests(now));
            }
        }
    }

    /** Deletes all schedules, or asks how they stand if that is not known; false if none is left. */
    boolean end() {
        boolean left = false;
        for (ScheduleSite site : sites) {
            for (ScheduleModel schedule : site.schedules) {
                if (schedule.doubtful) {
                    show(schedule);
                    left = true;
                } else if (schedule.exists != Known.NO) {
                    delete(schedule);
                    left = true;
                }
            }
        }
        return left;
    }

    /** Receives and deletes; false if all that was received before is deleted. */
    boolean drain() {
        boolean found = false;
        for (ScheduleSite site : sites) {
            found |= !site.held.isEmpty();
            while (!site.held.isEmpty()) {
                delete(site, false);
            }
            if (site.queueThere) {
                receive(site, VISIBILITY_MILLIS_MAX);
            }
        }
        return found;
    }

    /** At the end: what all schedules sent must be what they were to send. */
    void judge() {
        for (ScheduleSite site : sites) {
            long now = world.nowMillis(site.partition);
            site.schedules.forEach(schedule -> schedule.firings.judge(now));
        }
    }
}
