package dev.skidway.sim;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Where messages of one life of a queue may go, as far as clients know: to the queue for its dead letters, and with move tasks. */
final class Ways {

    private final QueueModel queue;
    private final Set<QueueModel> to = new LinkedHashSet<>();
    private final List<QueueModel> everTo = new ArrayList<>();
    private final Set<QueueModel> from = new LinkedHashSet<>();

    /** Every other queue that its messages may be in by now. */
    private List<QueueModel> ahead = List.of();

    Ways(QueueModel queue) {
        this.queue = queue;
    }

    /** From now on its messages may be in {@code target}. */
    void lead(QueueModel target) {
        if (to.add(target)) {
            target.ways.from.add(queue);
            everTo.add(target);
            lookAhead();
        }
    }

    /** The queue is gone: nothing comes to it any more, though some that left it may be elsewhere. */
    void close() {
        List<QueueModel> before = List.copyOf(from);
        from.clear();
        for (QueueModel each : before) {
            each.ways.to.remove(queue);
            each.ways.lookAhead();
        }
    }

    private void lookAhead() {
        ahead = others(each -> each.ways.to);
        for (QueueModel each : behind()) {
            each.ways.ahead = each.ways.others(next -> next.ways.to);
        }
    }

    List<QueueModel> ahead() {
        return ahead;
    }

    /** Every other queue whose messages may be in this one by now. */
    List<QueueModel> behind() {
        return others(each -> each.ways.from);
    }

    /** Where messages may ever have gone without a stop between, queues included that are gone by now. */
    List<QueueModel> everLedTo() {
        return everTo;
    }

    boolean fed() {
        return !from.isEmpty();
    }

    private List<QueueModel> others(Function<QueueModel, Collection<QueueModel>> next) {
        Set<QueueModel> found = new LinkedHashSet<>();
        found.add(queue);
        ArrayDeque<QueueModel> open = new ArrayDeque<>(List.of(queue));
        for (QueueModel each = open.poll(); each != null; each = open.poll()) {
            for (QueueModel neighbour : next.apply(each)) {
                if (found.add(neighbour)) {
                    open.add(neighbour);
                }
            }
        }
        found.remove(queue);
        return new ArrayList<>(found);
    }
}
