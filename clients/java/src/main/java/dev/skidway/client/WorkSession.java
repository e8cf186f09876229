package dev.skidway.client;

import com.google.protobuf.ByteString;
import dev.skidway.v1.ExtendRequest;
import dev.skidway.v1.ExtendResponse;
import dev.skidway.v1.Extension;
import dev.skidway.v1.Finish;
import dev.skidway.v1.FinishRequest;
import dev.skidway.v1.FinishResponse;
import dev.skidway.v1.LeasedJob;
import dev.skidway.v1.Refused;
import dev.skidway.v1.WorkRequest;
import dev.skidway.v1.WorkResponse;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A worker's line to the server: one stream after the other.
 *
 * <p>What is finished while a message is being written leaves with the next one. Jobs of a stream that broke are finished and renewed by
 * their leases, in calls of their own, repeated while the server cannot be reached.
 */
final class WorkSession {

    private static final Logger LOG = LoggerFactory.getLogger(WorkSession.class);
    private static final int FINISHES_MAX = 1_000;
    private static final long PAUSE_MILLIS_MIN = 100;
    private static final long PAUSE_MILLIS_MAX = 5_000;
    private static final long CALL_SECONDS_MAX = 30;

    private final Worker.Builder settings;
    private final Worker.Taker taker;
    private final Worker.LeaseListener lost;
    private final Worker.LeaseListener cancelled;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Long, ByteString> leases = new HashMap<>();
    /** Ends that were said on the stream and not yet answered, by delivery, with their leases. */
    private final Map<Long, Finish> unconfirmed = new HashMap<>();

    private WorkRequest.Builder next = WorkRequest.newBuilder();
    private @Nullable StreamObserver<WorkRequest> stream;
    private long number;
    private int calls;
    private boolean talking;
    private boolean takesNoMore;
    private boolean over;
    private boolean streamOpen;
    private long pauseMillis = PAUSE_MILLIS_MIN;

    WorkSession(
            Worker.Builder settings, Worker.Taker taker, Worker.LeaseListener lost, Worker.LeaseListener cancelled) {
        this.settings = settings;
        this.taker = taker;
        this.lost = lost;
        this.cancelled = cancelled;
    }

    /** Opens a stream, with as much credit as there is room. */
    void open() {
        lock.lock();
        try {
            if (takesNoMore) {
                return;
            }
            number++;
            leases.clear();
            next = WorkRequest.newBuilder();
            StreamObserver<WorkRequest> opened =
                    settings.skidway.protocol().asyncJobs().work(new Listener(number));
            stream = opened;
            streamOpen = true;
            opened.onNext(WorkRequest.newBuilder()
                    .setHello(settings.hello())
                    .setAddCredit(settings.room())
                    .build());
        } finally {
            lock.unlock();
        }
    }

    /** Ends one job, on the stream that brought it or by its lease. */
    void finish(Worker.Held taken, Finish.Builder finish) {
        lock.lock();
        try {
            if (taken.session != number || stream == null) {
                finishByLease(List.of(finish.setLease(taken.leased().getLease()).build()), PAUSE_MILLIS_MIN);
                return;
            }
            long delivery = taken.leased().getDelivery();
            unconfirmed.put(delivery, finish.setLease(taken.leased().getLease()).build());
            if (finish.getHowCase() == Finish.HowCase.HOW_NOT_SET) {
                next.addDone(delivery);
            } else {
                next.addFinishes(finish.clearLease().setDelivery(delivery));
            }
            if (!takesNoMore) {
                next.setAddCredit(next.getAddCredit() + 1);
            }
            talk();
        } finally {
            lock.unlock();
        }
    }

    /** Sends what has gathered, unless somebody is doing so already. */
    private void talk() {
        if (talking) {
            return;
        }
        talking = true;
        try {
            while (stream != null
                    && (next.getDoneCount() > 0 || next.getFinishesCount() > 0 || next.getExtensionsCount() > 0)) {
                WorkRequest message = next.build();
                next = WorkRequest.newBuilder();
                stream.onNext(message);
            }
        } finally {
            talking = false;
        }
    }

    /** Renews leases, each on the stream that brought it or by its name. */
    void extend(List<Worker.Held> holding, Function<Worker.Held, Extension.Builder> extension) {
        ExtendRequest.Builder byLease = ExtendRequest.newBuilder();
        lock.lock();
        try {
            for (Worker.Held taken : holding) {
                Extension.Builder wanted = extension.apply(taken);
                if (taken.session == number && stream != null) {
                    next.addExtensions(wanted.setDelivery(taken.leased().getDelivery()));
                    if (next.getExtensionsCount() == FINISHES_MAX) {
                        talk();
                    }
                } else {
                    byLease.addExtensions(wanted.setLease(taken.leased().getLease()));
                }
            }
            talk();
        } finally {
            lock.unlock();
        }
        if (byLease.getExtensionsCount() > 0) {
            extendByLease(byLease.build());
        }
    }

    private void extendByLease(ExtendRequest request) {
        settings.skidway
                .protocol()
                .asyncJobs()
                .withDeadlineAfter(CALL_SECONDS_MAX, TimeUnit.SECONDS)
                .extend(request, new Quiet<ExtendResponse>() {
                    @Override
                    public void onNext(ExtendResponse response) {
                        for (int i = 0; i < response.getResultsCount(); i++) {
                            ByteString lease = request.getExtensions(i).getLease();
                            if (response.getResults(i).hasProblem()) {
                                lost.of(lease);
                            } else if (response.getResults(i).getCancelled()) {
                                cancelled.of(lease);
                            }
                        }
                    }
                });
    }

    private void finishByLease(List<Finish> finishes, long pause) {
        calls++;
        settings.skidway
                .protocol()
                .asyncJobs()
                .withDeadlineAfter(CALL_SECONDS_MAX, TimeUnit.SECONDS)
                .finish(FinishRequest.newBuilder().addAllFinishes(finishes).build(), new Quiet<FinishResponse>() {
                    @Override
                    public void onNext(FinishResponse response) {
                        response.getResultsList().stream()
                                .filter(result -> result.hasProblem())
                                .forEach(result -> LOG.warn(
                                        "A job could not be finished: {}",
                                        result.getProblem().getMessage()));
                        answered();
                    }

                    @Override
                    public void onError(Throwable failure) {
                        if (SkidwayClientException.isPassing(Status.fromThrowable(failure))) {
                            later(() -> again(finishes, Math.min(PAUSE_MILLIS_MAX, pause * 2)), pause);
                        }
                        answered();
                    }
                });
    }

    private void again(List<Finish> finishes, long pause) {
        lock.lock();
        try {
            finishByLease(finishes, pause);
        } finally {
            lock.unlock();
        }
    }

    private void answered() {
        lock.lock();
        try {
            calls--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** No further job is asked for, and no further stream opened. */
    void takeNoMore() {
        lock.lock();
        try {
            takesNoMore = true;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until everything that was said is answered, for a while, ends the stream, and waits until the server has ended it too. */
    void close() {
        lock.lock();
        try {
            long leftNanos = TimeUnit.SECONDS.toNanos(CALL_SECONDS_MAX);
            while ((calls > 0 || !unconfirmed.isEmpty()) && leftNanos > 0) {
                leftNanos = changed.awaitNanos(leftNanos);
            }
            StreamObserver<WorkRequest> last = stream;
            stream = null;
            over = true;
            if (last != null) {
                last.onCompleted();
            }
            // What was under way to this worker is given back, by lease; once the server has ended the stream nothing
            // comes any more.
            while ((streamOpen || calls > 0) && leftNanos > 0) {
                leftNanos = changed.awaitNanos(leftNanos);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private void later(Runnable action, long millis) {
        try {
            var unused = settings.skidway
                    .timer()
                    .schedule(action, millis / 2 + ThreadLocalRandom.current().nextLong(millis), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("The client is closed; what was to be repeated is left to the leases");
        }
    }

    private void said(WorkResponse response, long session) {
        for (LeasedJob leased : response.getJobsList()) {
            lock.lock();
            try {
                if (session == number) {
                    leases.put(leased.getDelivery(), leased.getLease());
                }
            } finally {
                lock.unlock();
            }
            taker.take(leased, session);
        }
        List<ByteString> gone = new ArrayList<>();
        List<ByteString> unwanted = new ArrayList<>();
        lock.lock();
        try {
            if (session != number) {
                return;
            }
            pauseMillis = PAUSE_MILLIS_MIN;
            for (long delivery : response.getFinishedList()) {
                leases.remove(delivery);
                unconfirmed.remove(delivery);
            }
            for (long delivery : response.getCancelledList()) {
                unwanted.add(leases.getOrDefault(delivery, ByteString.EMPTY));
            }
            for (Refused refused : response.getRefusedList()) {
                // A refused renewal of a job that is still handled, or a refused end: either way the lease is gone.
                unconfirmed.remove(refused.getDelivery());
                ByteString lease = leases.remove(refused.getDelivery());
                gone.add(lease == null ? ByteString.EMPTY : lease);
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        gone.forEach(lost::of);
        unwanted.forEach(cancelled::of);
    }

    private void broke(@Nullable Throwable failure, long session) {
        lock.lock();
        try {
            if (session != number) {
                return;
            }
            streamOpen = false;
            changed.signalAll();
            if (over) {
                return;
            }
            stream = null;
            // What was said last may not have been heard: once more, by the leases.
            List<Finish> unheard = new ArrayList<>(unconfirmed.values());
            unconfirmed.clear();
            for (int from = 0; from < unheard.size(); from += FINISHES_MAX) {
                finishByLease(
                        List.copyOf(unheard.subList(from, Math.min(unheard.size(), from + FINISHES_MAX))),
                        PAUSE_MILLIS_MIN);
            }
            changed.signalAll();
            if (takesNoMore) {
                over = true;
                return;
            }
            long pause = pauseMillis;
            pauseMillis = Math.min(PAUSE_MILLIS_MAX, pauseMillis * 2);
            settings.meters.reconnected();
            LOG.info(
                    "The stream of worker {} ended ({}); it connects again",
                    settings.name,
                    failure == null ? "" : failure.getMessage());
            later(this::open, pause);
        } finally {
            lock.unlock();
        }
    }

    /** Listens to one stream. */
    private final class Listener implements StreamObserver<WorkResponse> {
        private final long session;

        Listener(long session) {
            this.session = session;
        }

        @Override
        public void onNext(WorkResponse response) {
            said(response, session);
        }

        @Override
        public void onError(Throwable failure) {
            broke(failure, session);
        }

        @Override
        public void onCompleted() {
            broke(null, session);
        }
    }

    /** Listens to a call whose end needs no deed. */
    private abstract static class Quiet<A> implements StreamObserver<A> {
        @Override
        public void onError(Throwable failure) {
            LOG.info("A call of the worker failed: {}", failure.getMessage());
        }

        @Override
        public void onCompleted() {
            // The one answer came before.
        }
    }
}
