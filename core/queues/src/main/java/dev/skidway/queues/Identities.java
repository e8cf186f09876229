package dev.skidway.queues;

import dev.skidway.base.Invariant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the messages of a partition lie that were moved since they were sent, by their identity; all others lie where it says.
 *
 * <p>Derived from the {@link Jobs} of all queues. A purge drops those by reference: what it leaves here counts no more, leads nowhere (no
 * place is used twice), and is taken out by and by.
 */
final class Identities {

    /** Entries of dropped messages that are taken out with each one that comes in. */
    private static final int SWEPT_PER_MOVE = 4;

    private final Map<MessageRef, MessageRef> places = new HashMap<>();
    private final ArrayDeque<Iterator<MessageRef>> dropped = new ArrayDeque<>();
    private int live;

    /** Messages that were moved and live. */
    int size() {
        return live;
    }

    /** How many more there may be. */
    int room() {
        return QueueLimits.MOVED_PER_PARTITION_MAX - live;
    }

    /** Where it lies, or null if it was not moved, or is gone. */
    @Nullable MessageRef placeOf(MessageRef identity) {
        return places.get(identity);
    }

    void moved(MessageRef identity, MessageRef place) {
        sweep();
        Invariant.check(places.put(identity, place) == null, "a message lies in one place");
        live++;
    }

    void gone(MessageRef identity) {
        Invariant.check(places.remove(identity) != null, "a message that was moved is found");
        live--;
    }

    /** So many of a queue were dropped. */
    void dropped(int count, Iterator<MessageRef> identitiesOfThem) {
        live -= count;
        if (count > 0) {
            dropped.add(identitiesOfThem);
        }
    }

    private void sweep() {
        for (int swept = 0; swept < SWEPT_PER_MOVE && !dropped.isEmpty(); swept++) {
            Iterator<MessageRef> next = dropped.getFirst();
            if (next.hasNext()) {
                places.remove(next.next());
            } else {
                dropped.removeFirst();
            }
        }
    }
}
