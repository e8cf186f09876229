package dev.skidway.gateway.grpc;

import dev.skidway.node.CallerGone;
import dev.skidway.node.DeliveredJob;
import dev.skidway.node.JobService;
import dev.skidway.queues.FinishJobs;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.ReceiveMessages;
import java.util.ArrayList;
import java.util.List;

/** Leases jobs of one or several queues for one worker; queues take turns. */
final class Leasing {

    /** One wait; whoever has more time asks again. */
    static final long WAIT_MILLIS_MAX = 20_000;

    private final JobService jobs;
    private final List<QueueName> queues;
    private final String namespace;
    private final String worker;
    private final long leaseMillis;
    private int turn;

    /**
     * Serves these queues.
     *
     * @param leaseMillis lease time, or -1 for each queue's own
     */
    Leasing(JobService jobs, String namespace, List<String> queues, String worker, long leaseMillis) {
        this.jobs = jobs;
        this.namespace = namespace;
        this.queues = new ArrayList<>(queues.size());
        for (String queue : queues) {
            if (queue.isEmpty()) {
                throw Refusal.invalid("queues: expected names, found an empty one");
            }
            this.queues.add(new QueueName(namespace, queue));
        }
        this.worker = worker;
        this.leaseMillis = leaseMillis;
    }

    long leaseMillis() {
        return leaseMillis;
    }

    /** Leases at once, or waits for a first job and leases then; none when the wait is over or the caller has gone. */
    List<DeliveredJob> lease(int countMax, CallerGone caller) {
        return lease(countMax, WAIT_MILLIS_MAX, caller);
    }

    /** The same with a wait of the caller's own. */
    List<DeliveredJob> lease(int countMax, long waitMillis, CallerGone caller) {
        if (queues.size() == 1) {
            return lease(queues.getFirst(), countMax, waitMillis, caller);
        }
        List<DeliveredJob> leased = leaseNow(countMax, caller);
        if (leased.isEmpty() && waitMillis > 0 && ErrorMap.reply(jobs.awaitReady(queues, waitMillis, caller))) {
            leased = leaseNow(countMax, caller);
        }
        return leased;
    }

    /** The same with a wait longer than one command has: asks again until the time has passed. */
    List<DeliveredJob> patiently(int countMax, long waitMillis, CallerGone caller) {
        List<DeliveredJob> leased = List.of();
        for (long left = waitMillis; leased.isEmpty() && left >= 0; left -= WAIT_MILLIS_MAX) {
            leased = lease(countMax, Math.min(left, WAIT_MILLIS_MAX), caller);
            if (left == 0) {
                break;
            }
        }
        return leased;
    }

    /** Jobs for which nobody is there any more: the next worker gets them at once, and not when their leases run out. */
    void giveBack(List<DeliveredJob> leased) {
        List<FinishJobs.Finish> ends = leased.stream()
                .map(job -> new FinishJobs.Finish(job.message().lease(), new FinishJobs.GivenBack(0)))
                .toList();
        ErrorMap.reply(jobs.finishJobs(new FinishJobs(namespace, worker, ends)));
    }

    /** Asks each queue once, beginning with the one whose turn it is, until {@code countMax} are there. */
    private List<DeliveredJob> leaseNow(int countMax, CallerGone caller) {
        List<DeliveredJob> leased = new ArrayList<>();
        int first = turn;
        turn = (turn + 1) % queues.size();
        for (int i = 0; i < queues.size() && leased.size() < countMax; i++) {
            QueueName queue = queues.get((first + i) % queues.size());
            leased.addAll(lease(queue, countMax - leased.size(), 0, caller));
        }
        return leased;
    }

    private List<DeliveredJob> lease(QueueName queue, int countMax, long waitMillis, CallerGone caller) {
        ReceiveMessages command = new ReceiveMessages(queue, countMax, leaseMillis, waitMillis, null, worker);
        return ErrorMap.reply(jobs.lease(command, caller));
    }
}
