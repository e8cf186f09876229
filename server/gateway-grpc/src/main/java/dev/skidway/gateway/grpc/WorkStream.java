package dev.skidway.gateway.grpc;

import dev.skidway.base.SkidwayException;
import dev.skidway.node.CallerGone;
import dev.skidway.node.DeliveredJob;
import dev.skidway.node.JobService;
import dev.skidway.v1.Hello;
import dev.skidway.v1.WorkRequest;
import dev.skidway.v1.WorkResponse;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One worker: jobs are pushed to it as far as it promised to take them, and what it says of them is carried out.
 *
 * <p>A thread of its own leases and pushes, and waits while there is no credit, no job, or the worker does not read: nothing is leased for
 * somebody who cannot take it. What the worker says is carried out by threads of their own, a bounded number at a time, while the next
 * of its messages is read; answers may come in another order. Its leases outlive the stream: another one can finish them by their names.
 */
final class WorkStream implements StreamObserver<WorkRequest> {

    private static final int BATCH_DEFAULT = 100;
    private static final int BATCH_MAX = 1_000;
    private static final int QUEUES_MAX = 100;

    private final JobService jobs;
    private final WorkerLine line;
    private final String namespace;
    private final Executor threads;
    private final Deliveries deliveries;
    private final Credit credit;
    private final Says says;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final CompletableFuture<Void> pushing = new CompletableFuture<>();
    private final Gone gone = new Gone();
    private volatile @Nullable Runnable onEnd;
    private volatile boolean draining;
    private @Nullable Hello hello;

    WorkStream(JobService jobs, WorkerLine line, String namespace, int heldMax, Executor threads) {
        this.jobs = jobs;
        this.line = line;
        this.namespace = namespace;
        this.threads = threads;
        this.credit = new Credit(heldMax);
        this.deliveries = new Deliveries(jobs.seal());
        this.says = new Says(jobs, line, deliveries, credit, namespace, threads);
        line.onGone(this::end);
        line.request();
    }

    /** Has {@code action} called once when the stream is over. */
    void onEnd(Runnable action) {
        onEnd = action;
        if (ended.get()) {
            action.run();
        }
    }

    /** Pushes nothing any more, and says so. */
    void drain() {
        draining = true;
        credit.close();
        gone.set();
        line.say(WorkResponse.newBuilder().setDraining(true).build());
    }

    @Override
    public void onNext(WorkRequest request) {
        try {
            Hello known = hello;
            if (known == null) {
                start(request);
            } else if (request.hasHello()) {
                throw new Refusal(
                        GrpcError.STREAM_MISUSED, "hello: expected it in the first message only, found another one");
            }
            credit.add(Integer.toUnsignedLong(request.getAddCredit()));
            says.carryOut(request);
            line.request();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(e);
        } catch (RuntimeException e) {
            // Thread root of the stream's messages: whatever it is, the worker is told.
            fail(e);
        }
    }

    private void start(WorkRequest request) {
        Hello first = request.getHello();
        if (!request.hasHello()) {
            throw new Refusal(
                    GrpcError.STREAM_MISUSED, "hello: expected it in the first message of the stream, found none");
        }
        Bounds.count("hello.queues", first.getQueuesCount(), 1, QUEUES_MAX);
        Bounds.worker(first.getWorker());
        Bounds.count("hello.batch_max", first.getBatchMax(), 0, BATCH_MAX);
        int batchMax = first.getBatchMax() == 0 ? BATCH_DEFAULT : first.getBatchMax();
        Leasing leasing = new Leasing(
                jobs,
                namespace,
                first.getQueuesList(),
                first.getWorker(),
                first.hasLease() ? Bounds.leaseMillis("hello.lease", first.getLease()) : -1);
        says.worker(first.getWorker(), leasing.leaseMillis());
        hello = first;
        threads.execute(() -> push(leasing, batchMax));
    }

    /** Thread root of the pushing side. */
    private void push(Leasing leasing, int batchMax) {
        try {
            while (line.awaitReady()) {
                int room = credit.await(batchMax);
                if (room == 0) {
                    return;
                }
                List<DeliveredJob> leased = leasing.lease(room, gone);
                if (!leased.isEmpty() && !push(leased)) {
                    leasing.giveBack(leased);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(e);
        } catch (SkidwayException e) {
            if (!draining) {
                fail(e);
            }
        } catch (RuntimeException e) {
            // Thread root of the pushing side: whatever it is, the worker is told.
            fail(e);
        } finally {
            pushing.complete(null);
        }
    }

    private boolean push(List<DeliveredJob> leased) {
        if (gone.isSet()) {
            return false;
        }
        credit.use(leased.size());
        return line.say(deliveries.push(leased));
    }

    @Override
    public void onError(Throwable failure) {
        end();
    }

    /** The worker has said all it wanted: what is under way is answered, and nothing leased for it any more, then the stream ends well. */
    @Override
    public void onCompleted() {
        credit.close();
        gone.set();
        line.leave();
        CompletableFuture<Void> lastPush = hello == null ? CompletableFuture.completedFuture(null) : pushing;
        says.whenQuiet(() -> {
            lastPush.join();
            line.complete();
            end();
        });
    }

    private void fail(Throwable failure) {
        line.fail(failure);
        end();
    }

    private void end() {
        credit.close();
        gone.set();
        if (ended.compareAndSet(false, true)) {
            Runnable action = onEnd;
            if (action != null) {
                action.run();
            }
        }
    }

    /** Tells a waiting lease that nobody takes its jobs any more. */
    private static final class Gone implements CallerGone {

        private @Nullable Runnable action;
        private boolean set;

        @Override
        public synchronized void onGone(Runnable then) {
            if (set) {
                then.run();
            } else {
                action = then;
            }
        }

        synchronized boolean isSet() {
            return set;
        }

        synchronized void set() {
            set = true;
            if (action != null) {
                action.run();
                action = null;
            }
        }
    }
}
