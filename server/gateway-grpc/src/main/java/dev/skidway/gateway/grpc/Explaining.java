package dev.skidway.gateway.grpc;

import dev.skidway.node.DispatchService;
import dev.skidway.node.JobService;
import dev.skidway.queues.ExplainJob;
import dev.skidway.queues.ExplainQueue;
import dev.skidway.queues.GetJob;
import dev.skidway.queues.MessageRef;
import dev.skidway.v1.ExplainJobRequest;
import dev.skidway.v1.ExplainQueueRequest;
import dev.skidway.v1.Explanation;
import dev.skidway.v1.Reason;

/** Why something does not run now. */
final class Explaining {

    private final JobService jobs;
    private final DispatchService dispatch;
    private final Looking looking;

    Explaining(JobService jobs, DispatchService dispatch, Looking looking) {
        this.jobs = jobs;
        this.dispatch = dispatch;
        this.looking = looking;
    }

    Explanation queue(ExplainQueueRequest request) {
        return shown(ErrorMap.reply(dispatch.explain(new ExplainQueue(Asking.queue(request.getQueue())))));
    }

    /** Of a job that nobody remembers there is nothing to explain: it is refused as not found. */
    Explanation job(ExplainJobRequest request) {
        MessageRef identity = looking.identity(request.getJobId());
        var shown = ErrorMap.reply(jobs.getJob(new GetJob(Asking.namespace(), identity), false));
        return shown(ErrorMap.reply(dispatch.explain(new ExplainJob(shown.view().queue(), identity))));
    }

    private Explanation shown(dev.skidway.queues.Explanation explanation) {
        Explanation.Builder shown = Explanation.newBuilder().setRunnableNow(explanation.runnableNow());
        explanation.reasons().forEach(reason -> shown.addReasons(shown(reason)));
        return shown.build();
    }

    private Reason shown(dev.skidway.queues.Reason reason) {
        Reason.Builder shown = Reason.newBuilder()
                .setKind(kind(reason.kind()))
                .setMessage(reason.message())
                .setAhead(Math.max(0, reason.ahead()))
                .setName(reason.name());
        if (reason.untilMillis() > 0) {
            shown.setUntil(Times.timestamp(reason.untilMillis()));
        }
        if (reason.job() != null) {
            shown.setJobId(jobs.seal().jobId(reason.job()));
        }
        return shown.build();
    }

    private static Reason.Kind kind(dev.skidway.queues.Reason.Kind kind) {
        return switch (kind) {
            case DELAYED -> Reason.Kind.KIND_DELAYED;
            case BEHIND -> Reason.Kind.KIND_BEHIND;
            case PRIORITY -> Reason.Kind.KIND_PRIORITY;
            case FAIRNESS -> Reason.Kind.KIND_FAIRNESS;
            case CONCURRENCY -> Reason.Kind.KIND_CONCURRENCY;
            case RATE -> Reason.Kind.KIND_RATE;
            case GROUP_LOCKED -> Reason.Kind.KIND_GROUP_LOCKED;
            case RUNNING -> Reason.Kind.KIND_RUNNING;
            case QUEUE_PAUSED -> Reason.Kind.KIND_QUEUE_PAUSED;
            case KEY_PAUSED -> Reason.Kind.KIND_KEY_PAUSED;
            case QUARANTINED -> Reason.Kind.KIND_QUARANTINED;
            case IN_FLIGHT_MAX -> Reason.Kind.KIND_IN_FLIGHT_MAX;
            case DEAD_LETTER -> Reason.Kind.KIND_DEAD_LETTER;
            case NO_WORKER -> Reason.Kind.KIND_NO_WORKER;
            case FINISHED -> Reason.Kind.KIND_FINISHED;
            case EMPTY -> Reason.Kind.KIND_EMPTY;
        };
    }
}
