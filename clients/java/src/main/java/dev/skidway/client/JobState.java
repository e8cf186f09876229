package dev.skidway.client;

/** A moment of the life of a job. */
public enum JobState {
    /** Not due yet. */
    DELAYED(dev.skidway.v1.JobState.JOB_STATE_DELAYED),
    /** Due: a worker gets it as soon as order, limits and pauses let it. */
    READY(dev.skidway.v1.JobState.JOB_STATE_READY),
    /** A worker has it under a lease. */
    RUNNING(dev.skidway.v1.JobState.JOB_STATE_RUNNING),
    /** Finished well; this and all below is known only while the history of the queue remembers it. */
    DONE(dev.skidway.v1.JobState.JOB_STATE_DONE),
    /** Given up, and its queue has no dead-letter queue. */
    FAILED(dev.skidway.v1.JobState.JOB_STATE_FAILED),
    /** Cancelled by a client, or replaced by another job. */
    CANCELLED(dev.skidway.v1.JobState.JOB_STATE_CANCELLED),
    /** Its time to live ran out before it was finished. */
    EXPIRED(dev.skidway.v1.JobState.JOB_STATE_EXPIRED),
    /** Something that this client does not know yet. */
    OTHER(dev.skidway.v1.JobState.JOB_STATE_UNSPECIFIED);

    private final dev.skidway.v1.JobState proto;

    JobState(dev.skidway.v1.JobState proto) {
        this.proto = proto;
    }

    dev.skidway.v1.JobState proto() {
        return proto;
    }

    static JobState of(dev.skidway.v1.JobState proto) {
        for (JobState state : values()) {
            if (state.proto == proto) {
                return state;
            }
        }
        return OTHER;
    }
}
