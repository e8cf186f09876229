package dev.skidway.examples.video;

import dev.skidway.client.JobDraft;
import dev.skidway.client.Limit;
import dev.skidway.client.Quarantine;
import dev.skidway.client.QueueSettings;
import dev.skidway.client.RetryPolicy;
import dev.skidway.client.SendOutcome;
import dev.skidway.client.Skidway;
import dev.skidway.client.Worker;
import java.time.Duration;

/**
 * Videos to be transcoded, for many tenants on the same workers.
 *
 * <p>The tenant is the key. Paid work goes first; no tenant has more than two videos in hand or a hundred waiting; a tenant whose videos
 * keep failing is put aside for a while, so that its broken uploads do not use up the workers of the others.
 */
final class VideoJobs {

    static final String QUEUE = "videos";
    static final int AT_ONCE_MAX = 2;
    static final int WAITING_MAX = 100;
    static final int FAILURES_MAX = 3;

    private static final int PAID = -10;
    private static final int FREE = 0;
    private static final int ATTEMPTS_MAX = 20;

    private final Skidway skidway;

    VideoJobs(Skidway skidway) {
        this.skidway = skidway;
    }

    /** Transcodes one video; throwing means that it is tried again later. */
    interface Transcoder {
        void transcode(String tenant, String video) throws Exception;
    }

    /** Makes the queue; again is fine. */
    void createQueue() {
        skidway.queues()
                .create(
                        QUEUE,
                        QueueSettings.with()
                                .keyLimit(Limit.ofConcurrency(AT_ONCE_MAX))
                                .keyBacklogMax(WAITING_MAX)
                                .quarantine(Quarantine.after(FAILURES_MAX)
                                        .window(Duration.ofMinutes(10))
                                        .pause(Duration.ofMinutes(5)))
                                .retry(RetryPolicy.fixed(Duration.ofMinutes(1)).maxAttempts(ATTEMPTS_MAX)));
    }

    /** Takes a video in; refused when the tenant has too many waiting already. */
    SendOutcome send(String tenant, String video, boolean paid) {
        return skidway.queue(QUEUE).send(JobDraft.of(video).key(tenant).priority(paid ? PAID : FREE));
    }

    /** A worker that handles so many videos at once, of whichever tenants. */
    Worker startWorker(int atOnce, Transcoder transcoder) {
        // Videos take long: what waits in a worker could run on another one.
        return skidway.worker(QUEUE)
                .concurrency(atOnce)
                .prefetch(0)
                .start(job -> transcoder.transcode(job.key(), job.text()));
    }
}
