package dev.skidway.client;

import dev.skidway.v1.JobsGrpc;
import dev.skidway.v1.NewJob;
import dev.skidway.v1.Problem;
import dev.skidway.v1.Retry;
import dev.skidway.v1.SendRequest;
import dev.skidway.v1.SendResponse;
import dev.skidway.v1.SendResult;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A queue to send to.
 *
 * <p>Jobs handed over while a send is under way gather and leave together; there is no timer. When an answer is lost, jobs with an
 * idempotency key are sent again until the timeout; of the others nobody knows, and their outcome says so. When the server says that it
 * took nothing and that trying again makes sense, all are sent again.
 */
public final class JobQueue {

    private static final long BATCH_BYTES_MAX = 1_500_000;
    private static final long PAUSE_MILLIS_MIN = 50;
    private static final long PAUSE_MILLIS_MAX = 2_000;

    private final String name;
    private final JobsGrpc.JobsStub jobs;
    private final ScheduledExecutorService timer;
    private final Skidway.Settings settings;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private int underWay;
    private int unanswered;
    private boolean closed;

    JobQueue(String name, JobsGrpc.JobsStub jobs, ScheduledExecutorService timer, Skidway.Settings settings) {
        this.name = name;
        this.jobs = jobs;
        this.timer = timer;
        this.settings = settings;
    }

    /** A job on its way. */
    private static final class Pending {
        final NewJob job;
        final CompletableFuture<SendOutcome> outcome = new CompletableFuture<>();
        final long sinceNanos = System.nanoTime();

        Pending(NewJob job) {
            this.job = job;
        }

        boolean repeatable() {
            return !job.getIdempotencyKey().isEmpty();
        }
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** Sends one job and waits for what becomes of it. */
    public SendOutcome send(JobDraft draft) {
        return sendAsync(draft).join();
    }

    /** Hands one job over; waits only while too many wait to be sent. The future never fails: what goes wrong is an outcome. */
    public CompletableFuture<SendOutcome> sendAsync(JobDraft draft) {
        Pending entry = new Pending(draft.proto());
        lock.lock();
        try {
            while (!closed && unanswered >= settings.pendingMax) {
                changed.awaitUninterruptibly();
            }
            if (closed) {
                throw new IllegalStateException("the client is closed");
            }
            unanswered++;
            pending.add(entry);
        } finally {
            lock.unlock();
        }
        sendMore();
        return entry.outcome;
    }

    private void sendMore() {
        List<Pending> batch = nextBatch();
        while (!batch.isEmpty()) {
            call(batch, PAUSE_MILLIS_MIN);
            batch = nextBatch();
        }
    }

    private List<Pending> nextBatch() {
        lock.lock();
        try {
            List<Pending> batch = new ArrayList<>();
            if (underWay >= settings.batchesMax || pending.isEmpty()) {
                return batch;
            }
            long bytes = 0;
            while (!pending.isEmpty() && batch.size() < settings.batchMax) {
                bytes += pending.peek().job.getSerializedSize();
                if (bytes > BATCH_BYTES_MAX && !batch.isEmpty()) {
                    break;
                }
                batch.add(pending.remove());
            }
            underWay++;
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void call(List<Pending> batch, long pauseMillis) {
        SendRequest.Builder request = SendRequest.newBuilder().setQueue(name);
        batch.forEach(entry -> request.addJobs(entry.job));
        jobs.withDeadlineAfter(settings.timeout.toMillis(), TimeUnit.MILLISECONDS)
                .send(request.build(), new Answer(batch, pauseMillis));
    }

    /** The answer to one send. */
    private final class Answer implements StreamObserver<SendResponse> {
        private final List<Pending> batch;
        private final long pauseMillis;
        private final long beganNanos = System.nanoTime();

        Answer(List<Pending> batch, long pauseMillis) {
            this.batch = batch;
            this.pauseMillis = pauseMillis;
        }

        @Override
        public void onNext(SendResponse response) {
            int refused = 0;
            for (int i = 0; i < batch.size(); i++) {
                SendOutcome outcome = outcome(response.getResults(i));
                refused += outcome instanceof SendOutcome.Refused ? 1 : 0;
                batch.get(i).outcome.complete(outcome);
            }
            settings.meters.sent(name, batch.size(), refused, false, took());
            over(batch.size());
        }

        @Override
        public void onError(Throwable failure) {
            SkidwayClientException said = SkidwayClientException.of(failure);
            boolean nothingHappened = said.refused();
            boolean passing = SkidwayClientException.isPassing(Status.fromThrowable(failure));
            List<Pending> again = new ArrayList<>();
            List<Pending> over = new ArrayList<>();
            for (Pending entry : batch) {
                boolean repeat = passing && (nothingHappened || entry.repeatable()) && inTime(entry);
                (repeat ? again : over).add(entry);
            }
            for (Pending entry : over) {
                entry.outcome.complete(
                        nothingHappened
                                ? new SendOutcome.Refused(
                                        said.code(), String.valueOf(said.getMessage()), said.retryable(), "")
                                : new SendOutcome.Unknown(failure));
            }
            if (!over.isEmpty()) {
                settings.meters.sent(name, over.size(), nothingHappened ? over.size() : 0, !nothingHappened, took());
            }
            if (again.isEmpty()) {
                over(over.size());
            } else {
                answered(over.size());
                repeat(again);
            }
        }

        private void repeat(List<Pending> again) {
            try {
                var unused = timer.schedule(
                        () -> call(again, Math.min(PAUSE_MILLIS_MAX, pauseMillis * 2)),
                        pauseMillis,
                        TimeUnit.MILLISECONDS);
            } catch (java.util.concurrent.RejectedExecutionException closing) {
                again.forEach(entry -> entry.outcome.complete(new SendOutcome.Unknown(closing)));
                over(again.size());
            }
        }

        private boolean inTime(Pending entry) {
            return System.nanoTime() - entry.sinceNanos < settings.timeout.toNanos();
        }

        private Duration took() {
            return Duration.ofNanos(System.nanoTime() - beganNanos);
        }

        @Override
        public void onCompleted() {
            // The one answer came before.
        }
    }

    private static SendOutcome outcome(SendResult result) {
        return switch (result.getOutcome()) {
            case OUTCOME_STORED, OUTCOME_DEBOUNCED -> new SendOutcome.Done(result.getJobId(), false, null);
            case OUTCOME_EXISTING -> new SendOutcome.Done(result.getJobId(), true, null);
            case OUTCOME_REPLACED -> new SendOutcome.Done(result.getJobId(), false, result.getReplacedId());
            case OUTCOME_REFUSED, OUTCOME_UNSPECIFIED, UNRECOGNIZED -> {
                Problem problem = result.getProblem();
                yield new SendOutcome.Refused(
                        problem.getCode(),
                        problem.getMessage(),
                        problem.getRetry() == Retry.RETRY_LATER,
                        result.getJobId());
            }
        };
    }

    private void over(int count) {
        lock.lock();
        try {
            underWay--;
        } finally {
            lock.unlock();
        }
        answered(count);
        sendMore();
    }

    private void answered(int count) {
        lock.lock();
        try {
            unanswered -= count;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for what was handed over; takes nothing more. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            long leftNanos = settings.timeout.toNanos();
            while (unanswered > 0 && leftNanos > 0) {
                leftNanos = changed.awaitNanos(leftNanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
