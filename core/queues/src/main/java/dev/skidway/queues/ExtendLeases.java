package dev.skidway.queues;

import dev.skidway.engine.Command;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The heartbeat of a worker: its leases end later, any number of times, and it may say how far it is. Each entry succeeds or is refused by
 * itself, as in {@link FinishJobs}. A job that somebody wants cancelled is answered with {@link JobResult.Kind#CANCEL_ASKED}.
 *
 * @param worker as in {@link FinishJobs}
 */
public record ExtendLeases(String namespace, String worker, List<Extension> extensions)
        implements Command<ExtendLeases.Reply> {

    /** One result for each, in order. */
    public record Reply(List<JobResult> results) {}

    /**
     * One lease.
     *
     * @param millis from now, 1 or more
     * @param progress replaces what was said before; null leaves it
     */
    public record Extension(LeaseRef lease, long millis, byte @Nullable [] progress) {}
}
