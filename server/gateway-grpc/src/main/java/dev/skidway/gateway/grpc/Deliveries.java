package dev.skidway.gateway.grpc;

import dev.skidway.node.DeliveredJob;
import dev.skidway.node.JobService;
import dev.skidway.queues.LeaseRef;
import dev.skidway.v1.WorkResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The jobs in one worker's hands, by the numbers of their deliveries; bounded by the worker's credit. */
final class Deliveries {

    private final JobService.Seal seal;
    private final Map<Long, LeaseRef> held = new HashMap<>();
    private long last;

    Deliveries(JobService.Seal seal) {
        this.seal = seal;
    }

    /** Numbers jobs and makes the message that pushes them. */
    synchronized WorkResponse push(List<DeliveredJob> jobs) {
        WorkResponse.Builder response = WorkResponse.newBuilder();
        for (DeliveredJob job : jobs) {
            last++;
            held.put(last, job.message().lease());
            response.addJobs(LeasedJobs.of(job, last, seal));
        }
        return response.build();
    }

    /** The lease of a delivery, or null if it is not in the worker's hands. */
    synchronized @Nullable LeaseRef lease(long delivery) {
        return held.get(delivery);
    }

    /** Takes deliveries out of the worker's hands; returns how many were in them. */
    synchronized int release(Iterable<Long> deliveries) {
        int released = 0;
        for (Long delivery : deliveries) {
            released += held.remove(delivery) == null ? 0 : 1;
        }
        return released;
    }
}
