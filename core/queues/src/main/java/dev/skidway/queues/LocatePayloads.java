package dev.skidway.queues;

import dev.skidway.engine.Command;
import java.util.List;

/**
 * Asks where the payloads of leased messages lie now: they may have been copied forward, and their old segment released, before the
 * holder of the lease had read them.
 */
public record LocatePayloads(QueueName queue, List<LeaseRef> leases) implements Command<LocatePayloads.Reply> {

    /** In {@link Reply#positions}: the message is gone, or another lease holds it. */
    public static final long GONE = -1;

    /** Journal addresses of first header bytes, in the order of the leases, or {@link #GONE}. */
    public record Reply(List<Long> positions) {}
}
