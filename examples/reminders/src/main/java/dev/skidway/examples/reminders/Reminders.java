package dev.skidway.examples.reminders;

import dev.skidway.client.JobDraft;
import dev.skidway.client.Skidway;
import dev.skidway.client.UniqueKey;
import dev.skidway.client.Worker;
import java.time.Duration;
import java.time.Instant;

/**
 * Reminds people a day before their appointments, unless these are called off.
 *
 * <p>A reminder is a job that is due later. Its id is all that is needed to cancel it. The appointment is its unique key: to move one, remind
 * again, and the new reminder takes the place of the old one.
 */
final class Reminders {

    static final String QUEUE = "reminders";

    private static final Duration BEFORE = Duration.ofDays(1);

    private final Skidway skidway;

    Reminders(Skidway skidway) {
        this.skidway = skidway;
    }

    /** Tells somebody of an appointment. */
    interface Messenger {
        void remind(String appointment) throws Exception;
    }

    /** Makes the queue; again is fine. */
    void createQueue() {
        skidway.queues().create(QUEUE);
    }

    /** Reminds of an appointment, which may be years away; returns the id of the reminder. */
    String remind(String appointment, Instant at) {
        return skidway.queue(QUEUE)
                .send(JobDraft.of(appointment).dueAt(at.minus(BEFORE)).unique(UniqueKey.replace(appointment)))
                .orThrow();
    }

    /** Calls a reminder off; false if it is too late for that. */
    boolean cancel(String id) {
        return skidway.jobs().cancel(id).done();
    }

    Worker startWorker(Messenger messenger) {
        return skidway.worker(QUEUE).concurrency(4).start(job -> messenger.remind(job.text()));
    }
}
