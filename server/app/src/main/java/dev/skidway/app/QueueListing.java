package dev.skidway.app;

import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.Partition;
import dev.skidway.engine.Ticket;
import dev.skidway.queues.ListQueues;
import dev.skidway.queues.QueueView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Asks the partitions for their first queues, and does not wait long: a stalled disk must not hide the page that shows it. */
final class QueueListing {

    private static final long WAIT_NANOS_MAX = TimeUnit.MILLISECONDS.toNanos(500);

    private final String namespace;
    private final int queuesMax;
    private List<QueueView> latest = List.of();
    private boolean more;

    QueueListing(String namespace, int queuesMax) {
        this.namespace = namespace;
        this.queuesMax = queuesMax;
    }

    /** The first queues by name, or those of the last time when the partitions do not answer soon. */
    synchronized List<QueueView> ask(List<Partition> partitions) {
        try {
            List<Ticket<ListQueues.Reply>> tickets = new ArrayList<>();
            for (Partition partition : partitions) {
                tickets.add(partition.submit(new ListQueues(namespace, "", "", queuesMax)));
            }
            List<QueueView> queues = new ArrayList<>();
            boolean moreThere = false;
            for (Ticket<ListQueues.Reply> ticket : tickets) {
                if (!ticket.doneWithin(WAIT_NANOS_MAX)) {
                    return latest;
                }
                if (ticket.await() instanceof Outcome.Done<ListQueues.Reply>(ListQueues.Reply reply)) {
                    queues.addAll(reply.queues());
                    moreThere |= reply.more();
                }
            }
            queues.sort(Comparator.comparing(view -> view.queue().name()));
            more = moreThere || queues.size() > queuesMax;
            latest = List.copyOf(queues.subList(0, Math.min(queues.size(), queuesMax)));
        } catch (SkidwayException e) {
            // Shown as it was: the page says by itself how the server is.
            return latest;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return latest;
    }

    /** Whether there were more queues than the last {@link #ask} gave. */
    synchronized boolean more() {
        return more;
    }
}
