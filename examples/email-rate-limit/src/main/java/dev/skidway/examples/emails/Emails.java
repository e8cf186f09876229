package dev.skidway.examples.emails;

import dev.skidway.client.JobDraft;
import dev.skidway.client.Limit;
import dev.skidway.client.QueueSettings;
import dev.skidway.client.RetryPolicy;
import dev.skidway.client.Skidway;
import dev.skidway.client.Worker;
import java.time.Duration;
import java.util.Locale;

/**
 * E-mails that wait in a queue until their domain may get one more.
 *
 * <p>The domain is the key of a job, and the queue limits the rate of each key: however many programs send and however many workers
 * deliver, no domain ever gets more, and a million mails to one domain do not delay the first one to another.
 */
final class Emails {

    static final String QUEUE = "emails";

    private static final int ATTEMPTS_MAX = 10;

    private final Skidway skidway;

    Emails(Skidway skidway) {
        this.skidway = skidway;
    }

    /** Delivers a mail; throwing means that it is tried again later. */
    interface Mailer {
        void deliver(String to, String text) throws Exception;
    }

    /** Makes the queue; again with the same numbers is fine. */
    void createQueue(double perSecondOfEachDomain, int burst) {
        skidway.queues()
                .create(
                        QUEUE,
                        QueueSettings.with()
                                .keyLimit(Limit.ofRate(perSecondOfEachDomain).burst(burst))
                                .retry(RetryPolicy.exponential(Duration.ofMinutes(1))
                                        .maxAttempts(ATTEMPTS_MAX)));
    }

    /** Takes a mail in; the same {@code mailId} again is stored once, so a program that is not sure may send it again. */
    void send(String mailId, String to, String text) {
        skidway.queue(QUEUE)
                .send(JobDraft.of(text).key(domainOf(to)).metadata("to", to).idempotencyKey(mailId))
                .orThrow();
    }

    static String domainOf(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    Worker startWorker(Mailer mailer) {
        return skidway.worker(QUEUE)
                .concurrency(8)
                .start(job -> mailer.deliver(job.metadata().getOrDefault("to", ""), job.text()));
    }
}
