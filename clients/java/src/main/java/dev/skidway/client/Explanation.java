package dev.skidway.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why something does not run now; told by the code that hands jobs out.
 *
 * @param runnableNow whether the next worker that asks gets it (a job), or gets something (a queue)
 * @param reasons everything that stands in the way, the most important first
 */
public record Explanation(boolean runnableNow, List<Reason> reasons) {

    /**
     * One thing that stands in the way.
     *
     * @param kind what it is
     * @param message one sentence for people
     * @param until when it ends by itself; null if that is not known
     * @param ahead how many jobs, or keys, are before it; 0 if that does not matter
     * @param name of the limit; empty if it is none
     * @param jobId of the job that is in the way; empty if there is none
     */
    public record Reason(
            Kind kind, String message, @Nullable Instant until, long ahead, String name, String jobId) {}

    /** What can stand in the way. */
    public enum Kind {
        /** Not due before {@code until}. */
        DELAYED,
        /** {@code ahead} jobs of the same key and priority are before it. */
        BEHIND,
        /** Jobs with a lower number are served first. */
        PRIORITY,
        /** Other keys have used less than their share. */
        FAIRNESS,
        /** All places of the limit {@code name} are taken. */
        CONCURRENCY,
        /** The limit {@code name} lets the next one begin at {@code until}. */
        RATE,
        /** The group is locked by the job {@code jobId}, which runs. */
        GROUP_LOCKED,
        /** It runs, under a lease until {@code until}. */
        RUNNING,
        QUEUE_PAUSED,
        KEY_PAUSED,
        /** Jobs of the key failed; it is put aside until {@code until}. */
        QUARANTINED,
        /** Too many jobs of the queue run. */
        IN_FLIGHT_MAX,
        /** Nothing stands in the way but that no worker asks. */
        NO_WORKER,
        /** It is over. */
        FINISHED,
        /** Nothing waits in the queue. */
        EMPTY,
        /** Received in vain too often: it moves to the dead letters when a worker comes to it. */
        DEAD_LETTER,
        /** Something that this client does not know yet; the message says it. */
        OTHER
    }

    /** Whether something of this kind stands in the way. */
    public boolean has(Kind kind) {
        return reasons.stream().anyMatch(reason -> reason.kind() == kind);
    }

    static Explanation of(dev.skidway.v1.Explanation explanation) {
        return new Explanation(
                explanation.getRunnableNow(),
                explanation.getReasonsList().stream().map(Explanation::reason).toList());
    }

    private static Reason reason(dev.skidway.v1.Reason reason) {
        return new Reason(
                kind(reason.getKind()),
                reason.getMessage(),
                Protos.instantIf(reason.hasUntil(), reason.getUntil()),
                reason.getAhead(),
                reason.getName(),
                reason.getJobId());
    }

    private static Kind kind(dev.skidway.v1.Reason.Kind kind) {
        return switch (kind) {
            case KIND_DELAYED -> Kind.DELAYED;
            case KIND_BEHIND -> Kind.BEHIND;
            case KIND_PRIORITY -> Kind.PRIORITY;
            case KIND_FAIRNESS -> Kind.FAIRNESS;
            case KIND_CONCURRENCY -> Kind.CONCURRENCY;
            case KIND_RATE -> Kind.RATE;
            case KIND_GROUP_LOCKED -> Kind.GROUP_LOCKED;
            case KIND_RUNNING -> Kind.RUNNING;
            case KIND_QUEUE_PAUSED -> Kind.QUEUE_PAUSED;
            case KIND_KEY_PAUSED -> Kind.KEY_PAUSED;
            case KIND_QUARANTINED -> Kind.QUARANTINED;
            case KIND_IN_FLIGHT_MAX -> Kind.IN_FLIGHT_MAX;
            case KIND_NO_WORKER -> Kind.NO_WORKER;
            case KIND_FINISHED -> Kind.FINISHED;
            case KIND_EMPTY -> Kind.EMPTY;
            case KIND_DEAD_LETTER -> Kind.DEAD_LETTER;
            case KIND_UNSPECIFIED, UNRECOGNIZED -> Kind.OTHER;
        };
    }
}
