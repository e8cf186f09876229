package dev.skidway.sim;

import dev.skidway.engine.Rejection;
import dev.skidway.queues.DeleteMessages;
import dev.skidway.queues.JobDetails;
import dev.skidway.queues.LeaseRef;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.QueueName;
import dev.skidway.sim.Violation.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The schedules of one partition, the queue that nobody else touches, and what a worker holds of their jobs. */
final class ScheduleSite {

    private static final int HELD_MAX = 100;

    final QueueName queue;
    final int partition;
    final List<ScheduleModel> schedules = new ArrayList<>();
    final List<Work> held = new ArrayList<>();

    /** Whether its creation was acknowledged. */
    boolean queueThere;

    /** A lease of a job. */
    record Work(ScheduledJob job, LeaseRef lease) {}

    ScheduleSite(QueueName queue, int partition) {
        this.queue = queue;
        this.partition = partition;
    }

    /** The queue is there for ever: it refuses nothing, though it may fail. */
    void nothingDone(String what, @Nullable Rejection rejection) {
        Violation.unless(rejection == null, Kind.LOST, () -> what + " for " + queue + " was refused: " + rejection);
    }

    /** A worker got a job by a receive that was submitted at {@code sinceMillis} in {@code sinceStep}. */
    void received(LeasedMessage message, long sinceMillis, long sinceStep, long nowMillis) {
        JobDetails details = message.job();
        String name = details == null ? null : details.metadata().get("schedule");
        String nominal = details == null ? null : details.metadata().get("scheduled-for");
        ScheduledJob job = schedule(name)
                .firings
                .received(
                        message.identity(),
                        nominal == null
                                ? Long.MAX_VALUE
                                : Instant.parse(nominal).toEpochMilli(),
                        message.enqueuedAtMillis(),
                        sinceMillis,
                        sinceStep,
                        nowMillis);
        held.add(new Work(job, message.lease()));
        if (held.size() > HELD_MAX) {
            held.removeFirst();
        }
    }

    private ScheduleModel schedule(@Nullable String name) {
        for (ScheduleModel schedule : schedules) {
            if (schedule.name.name().equals(name)) {
                return schedule;
            }
        }
        throw new Violation(Kind.PHANTOM, "a job of a schedule that nobody made, " + name + ", in " + queue);
    }

    /** A delete was answered. */
    static void deleted(List<Work> batch, List<DeleteMessages.Result> results, long nowMillis, long step) {
        for (int i = 0; i < batch.size(); i++) {
            Work work = batch.get(i);
            switch (results.get(i)) {
                case DELETED, ALREADY_GONE -> work.job.gone(nowMillis, step);
                case LEASED_AGAIN -> {
                    // It stays, and is received again.
                }
                case EXPIRED, FOREIGN ->
                    throw new Violation(Kind.LOST, "deleted as " + results + ", not of this queue: " + work);
            }
        }
    }
}
