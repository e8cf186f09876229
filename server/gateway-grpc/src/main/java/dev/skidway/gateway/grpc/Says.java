package dev.skidway.gateway.grpc;

import dev.skidway.base.ErrorCode;
import dev.skidway.node.JobService;
import dev.skidway.queues.ExtendLeases;
import dev.skidway.queues.FinishJobs;
import dev.skidway.queues.JobResult;
import dev.skidway.queues.LeaseRef;
import dev.skidway.v1.Extended;
import dev.skidway.v1.Extension;
import dev.skidway.v1.Finish;
import dev.skidway.v1.Problem;
import dev.skidway.v1.Refused;
import dev.skidway.v1.Retry;
import dev.skidway.v1.WorkRequest;
import dev.skidway.v1.WorkResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Carries out what a worker says of its jobs: a bounded number of its messages at a time, each by a thread of its own. */
final class Says {

    /** Messages of one worker that are carried out at a time; the next waits, and so does the worker in the end. */
    private static final int UNDER_WAY_MAX = 64;

    private final JobService jobs;
    private final WorkerLine line;
    private final Deliveries deliveries;
    private final Credit credit;
    private final String namespace;
    private final Executor threads;
    private final Semaphore room = new Semaphore(UNDER_WAY_MAX);
    private String worker = "";
    private long leaseMillis = -1;

    Says(JobService jobs, WorkerLine line, Deliveries deliveries, Credit credit, String namespace, Executor threads) {
        this.jobs = jobs;
        this.line = line;
        this.deliveries = deliveries;
        this.credit = credit;
        this.namespace = namespace;
        this.threads = threads;
    }

    /** Who the worker is, and for how long it leases: -1 for each queue's own. */
    void worker(String name, long leasesForMillis) {
        worker = name;
        leaseMillis = leasesForMillis;
    }

    /** Carries out one message, waiting for room first. */
    void carryOut(WorkRequest request) throws InterruptedException {
        Bounds.count(
                "finishes of one message", request.getDoneCount() + request.getFinishesCount(), 0, Bounds.ENTRIES_MAX);
        Bounds.count("extensions of one message", request.getExtensionsCount(), 0, Bounds.ENTRIES_MAX);
        if (request.getDoneCount() + request.getFinishesCount() + request.getExtensionsCount() > 0) {
            room.acquire();
            threads.execute(() -> {
                try {
                    answer(request);
                } finally {
                    room.release();
                }
            });
        }
        if (request.getPing() != 0) {
            whenQuiet(() -> line.say(
                    WorkResponse.newBuilder().setPong(request.getPing()).build()));
        }
    }

    /** Runs {@code action}, on some thread, once everything said before is answered. */
    void whenQuiet(Runnable action) {
        threads.execute(() -> {
            room.acquireUninterruptibly(UNDER_WAY_MAX);
            try {
                action.run();
            } finally {
                room.release(UNDER_WAY_MAX);
            }
        });
    }

    private void answer(WorkRequest request) {
        WorkResponse.Builder answer = WorkResponse.newBuilder();
        try {
            finish(request, answer);
            extend(request, answer);
        } catch (RuntimeException e) {
            // Thread root: nothing is known of what was said, so the worker must ask again, by another stream.
            line.fail(e);
            return;
        }
        line.say(answer.build());
    }

    private void finish(WorkRequest request, WorkResponse.Builder answer) {
        Batch<FinishJobs.Finish> batch = new Batch<>();
        for (long delivery : request.getDoneList()) {
            LeaseRef lease = batch.held(delivery, answer);
            if (lease != null) {
                batch.add(delivery, new FinishJobs.Finish(lease, FinishJobs.Done.PLAIN));
            }
        }
        for (Finish finish : request.getFinishesList()) {
            LeaseRef lease = batch.held(finish.getDelivery(), answer);
            if (lease != null) {
                try {
                    batch.add(finish.getDelivery(), new FinishJobs.Finish(lease, Finishes.how(finish)));
                } catch (Refusal refusal) {
                    refuse(answer, finish.getDelivery(), ErrorMap.problem(refusal));
                }
            }
        }
        if (batch.entries.isEmpty()) {
            return;
        }
        List<JobResult> results = ErrorMap.reply(jobs.finishJobs(new FinishJobs(namespace, worker, batch.entries)));
        List<Long> over = new ArrayList<>(results.size());
        for (int i = 0; i < results.size(); i++) {
            long delivery = batch.deliveries.get(i);
            Problem problem = Finishes.problem(results.get(i));
            if (problem == null) {
                answer.addFinished(delivery);
                over.add(delivery);
            } else {
                refuse(answer, delivery, problem);
                if (problem.getRetry() == Retry.RETRY_NEVER) {
                    over.add(delivery);
                }
            }
        }
        credit.release(deliveries.release(over));
    }

    private void extend(WorkRequest request, WorkResponse.Builder answer) {
        Batch<ExtendLeases.Extension> batch = new Batch<>();
        for (Extension extension : request.getExtensionsList()) {
            LeaseRef lease = batch.held(extension.getDelivery(), answer);
            if (lease != null) {
                try {
                    batch.add(extension.getDelivery(), Finishes.extension(extension, lease, leaseMillis));
                } catch (Refusal refusal) {
                    refuse(answer, extension.getDelivery(), ErrorMap.problem(refusal));
                }
            }
        }
        if (batch.entries.isEmpty()) {
            return;
        }
        List<JobResult> results = ErrorMap.reply(jobs.extendLeases(new ExtendLeases(namespace, worker, batch.entries)));
        for (int i = 0; i < results.size(); i++) {
            long delivery = batch.deliveries.get(i);
            JobResult result = results.get(i);
            Problem problem = Finishes.problem(result);
            if (problem != null) {
                refuse(answer, delivery, problem);
                continue;
            }
            answer.addExtended(
                    Extended.newBuilder().setDelivery(delivery).setLeasedUntil(Times.timestamp(result.untilMillis())));
            if (result.kind() == JobResult.Kind.CANCEL_ASKED) {
                answer.addCancelled(delivery);
            }
        }
    }

    private static void refuse(WorkResponse.Builder answer, long delivery, Problem problem) {
        answer.addRefused(Refused.newBuilder().setDelivery(delivery).setProblem(problem));
    }

    /** Entries for one command, with the deliveries they are about. */
    private final class Batch<E> {
        final List<Long> deliveries = new ArrayList<>();
        final List<E> entries = new ArrayList<>();

        /** The lease of a delivery; for one that the worker does not hold, the refusal is said and null returned. */
        @Nullable LeaseRef held(long delivery, WorkResponse.Builder answer) {
            LeaseRef lease = Says.this.deliveries.lease(delivery);
            if (lease == null) {
                ErrorCode code = GrpcError.LEASE_UNKNOWN;
                refuse(
                        answer,
                        delivery,
                        ErrorMap.problem(
                                code,
                                "expected the number of a delivery that this stream pushed and that is not finished,"
                                        + " found " + delivery,
                                Retry.RETRY_NEVER));
            }
            return lease;
        }

        void add(long delivery, E entry) {
            deliveries.add(delivery);
            entries.add(entry);
        }
    }
}
