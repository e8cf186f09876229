package dev.skidway.client;

import dev.skidway.v1.RedriveRequest;

/** Which dead letters are to go where, put together step by step: {@code RedriveDraft.of("dead").filter(...).perSecondMax(50)}. */
public final class RedriveDraft {

    private final RedriveRequest.Builder request;

    private RedriveDraft(RedriveRequest.Builder request) {
        this.request = request;
    }

    /** All dead letters of this queue, back to where each came from, as fast as possible. */
    public static RedriveDraft of(String queue) {
        return new RedriveDraft(RedriveRequest.newBuilder().setQueue(queue));
    }

    /** To this queue, instead of where they came from. */
    public RedriveDraft to(String queue) {
        request.setTarget(queue);
        return this;
    }

    /** Only those that match. */
    public RedriveDraft filter(JobFilter filter) {
        request.setFilter(filter.proto());
        return this;
    }

    /** At most so many in a second, 1 to 500. */
    public RedriveDraft perSecondMax(int jobs) {
        request.setPerSecondMax(jobs);
        return this;
    }

    RedriveRequest proto(boolean dryRun) {
        return request.clone().setDryRun(dryRun).build();
    }
}
