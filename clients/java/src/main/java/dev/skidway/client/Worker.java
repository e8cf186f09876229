package dev.skidway.client;

import com.google.protobuf.ByteString;
import dev.skidway.v1.Extension;
import dev.skidway.v1.Failed;
import dev.skidway.v1.Finish;
import dev.skidway.v1.GivenBack;
import dev.skidway.v1.Hello;
import dev.skidway.v1.LeasedJob;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker: jobs are pushed to it as it has room, handled by a number of threads, and finished in batches while others are handled.
 *
 * <p>Leases of all jobs in its hands are renewed before they end. When the stream breaks it connects again; what it had in its hands goes
 * on and is finished by its leases. {@link #close} takes nothing new, lets handlers end, gives back what was not begun, and waits until the
 * server knows it all.
 */
public final class Worker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final int TEXT_CHARS_MAX = 1_000;
    private static final int RENEWALS_PER_LEASE = 3;

    private final Builder settings;
    private final Handler handler;
    private final ThreadPoolExecutor threads;
    private final Set<Held> held = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final WorkSession session;
    private final ScheduledFuture<?> renewal;

    private Worker(Builder settings, Handler handler) {
        this.settings = settings;
        this.handler = handler;
        this.threads = new ThreadPoolExecutor(
                settings.concurrency,
                settings.concurrency,
                0,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                task -> Skidway.daemon(task, "skidway-worker"));
        this.session = new WorkSession(settings, this::take, this::refused, this::cancelled);
        long everyMillis = Math.max(1, settings.lease.toMillis() / RENEWALS_PER_LEASE);
        this.renewal = settings.skidway
                .timer()
                .scheduleWithFixedDelay(this::renew, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
        session.open();
    }

    /** A job in the worker's hands, and whether its handler began. */
    static final class Held {
        final Job job;
        final long session;
        final AtomicBoolean begun = new AtomicBoolean();

        Held(Job job, long session) {
            this.job = job;
            this.session = session;
        }

        LeasedJob leased() {
            return job.leased();
        }
    }

    private void take(LeasedJob leased, long sessionNumber) {
        Held taken = new Held(new Job(leased), sessionNumber);
        held.add(taken);
        if (closing.get()) {
            giveBack(taken);
        } else {
            threads.execute(() -> handle(taken));
        }
    }

    private void handle(Held taken) {
        if (!taken.begun.compareAndSet(false, true)) {
            return;
        }
        long beganNanos = System.nanoTime();
        Finish.Builder finish = Finish.newBuilder();
        boolean failed = false;
        try {
            handler.handle(taken.job);
            if (!taken.job.takeResult().isEmpty()) {
                finish.getDoneBuilder().setResult(taken.job.takeResult());
            }
        } catch (JobFailure failure) {
            failed = true;
            Failed.Builder said = finish.getFailedBuilder()
                    .setCode(failure.code())
                    .setMessage(text(failure))
                    .setPermanent(failure.permanent());
            Duration retryIn = failure.retryIn();
            if (retryIn != null) {
                said.setRetryIn(Protos.duration(retryIn));
            }
        } catch (Exception e) {
            // Thread root of a handler: whatever it throws is the job's failure, not the worker's.
            failed = true;
            LOG.warn("Job {} of {} failed at attempt {}", taken.job.id(), taken.job.queue(), taken.job.attempt(), e);
            finish.getFailedBuilder().setCode(e.getClass().getSimpleName()).setMessage(text(e));
        }
        settings.meters.handled(taken.job.queue(), failed, Duration.ofNanos(System.nanoTime() - beganNanos));
        held.remove(taken);
        session.finish(taken, finish);
    }

    private static String text(Throwable failure) {
        String text = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        return text.length() <= TEXT_CHARS_MAX ? text : text.substring(0, TEXT_CHARS_MAX);
    }

    private void giveBack(Held taken) {
        if (taken.begun.compareAndSet(false, true)) {
            held.remove(taken);
            session.finish(taken, Finish.newBuilder().setGivenBack(GivenBack.getDefaultInstance()));
        }
    }

    private void renew() {
        List<Held> holding = new ArrayList<>(held);
        if (holding.isEmpty()) {
            return;
        }
        session.extend(holding, taken -> {
            Extension.Builder extension = Extension.newBuilder().setLeaseFor(Protos.duration(settings.lease));
            var progress = taken.job.takeProgress();
            return progress == null ? extension : extension.setProgress(progress);
        });
    }

    private void refused(ByteString lease) {
        held.stream().filter(taken -> taken.leased().getLease().equals(lease)).forEach(taken -> taken.job.markLost());
    }

    private void cancelled(ByteString lease) {
        held.stream()
                .filter(taken -> taken.leased().getLease().equals(lease))
                .forEach(taken -> taken.job.markCancelled());
    }

    /** Jobs in its hands: handled now, or waiting for a thread. */
    public int held() {
        return held.size();
    }

    /** Stops as described above; handlers have as long as {@link Builder#drain} says, then they are interrupted. */
    @Override
    public void close() {
        if (!closing.compareAndSet(false, true)) {
            return;
        }
        session.takeNoMore();
        held.forEach(this::giveBack);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(settings.drain.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("Handlers still run {} after the worker was closed; they are interrupted", settings.drain);
                threads.shutdownNow();
                boolean ended = threads.awaitTermination(1, TimeUnit.SECONDS);
                if (!ended) {
                    LOG.warn("{} handlers did not end; their jobs will be tried again", held.size());
                }
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
        renewal.cancel(false);
        session.close();
    }

    /** Describes a worker. */
    public static final class Builder {

        final Skidway skidway;
        final Meters meters;
        final List<String> queues;
        String name = "";
        int concurrency = 1;
        int prefetch = -1;
        Duration lease = Duration.ofSeconds(30);
        Duration drain = Duration.ofSeconds(30);

        Builder(Skidway skidway, Meters meters, String... queues) {
            this.skidway = skidway;
            this.meters = meters;
            this.queues = List.of(queues);
        }

        /** Shown with the attempts of its jobs. */
        public Builder name(String worker) {
            name = worker;
            return this;
        }

        /** Handlers that run at once. Default: 1. */
        public Builder concurrency(int handlers) {
            if (handlers < 1) {
                throw new IllegalArgumentException("concurrency: expected 1 or more, found " + handlers);
            }
            concurrency = handlers;
            return this;
        }

        /** Jobs that wait in the worker while all handlers are busy. Default: as many as there are handlers. */
        public Builder prefetch(int jobs) {
            if (jobs < 0) {
                throw new IllegalArgumentException("prefetch: expected 0 or more, found " + jobs);
            }
            prefetch = jobs;
            return this;
        }

        /** Time after which a job is tried again if this worker is not heard of any more. Renewed all the time. Default: 30 s. */
        public Builder lease(Duration time) {
            if (time.toMillis() < 1) {
                throw new IllegalArgumentException("lease: expected a millisecond or more, found " + time);
            }
            lease = time;
            return this;
        }

        /** How long {@link Worker#close} lets handlers end. Default: 30 s. */
        public Builder drain(Duration time) {
            drain = time;
            return this;
        }

        int room() {
            return concurrency + (prefetch < 0 ? concurrency : prefetch);
        }

        Hello hello() {
            return Hello.newBuilder()
                    .addAllQueues(queues)
                    .setWorker(name)
                    .setLease(Protos.duration(lease))
                    .setBatchMax(Math.min(1_000, room()))
                    .build();
        }

        /** Starts it. */
        public Worker start(Handler handler) {
            return new Worker(this, handler);
        }
    }

    /** Who is told of one lease. */
    @FunctionalInterface
    interface LeaseListener {
        void of(ByteString lease);
    }

    /** Who takes a job that was pushed. */
    @FunctionalInterface
    interface Taker {
        void take(LeasedJob leased, long session);
    }
}
