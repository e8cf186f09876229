package dev.skidway.node;

import dev.skidway.engine.Outcome;
import dev.skidway.node.QueueService.HandleResult;
import dev.skidway.node.QueueService.VisibilityEntry;
import dev.skidway.queues.ChangeVisibility;
import dev.skidway.queues.DeleteMessages;
import dev.skidway.queues.GetQueue;
import dev.skidway.queues.LeaseRef;
import dev.skidway.queues.QueueName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Calls that name leases by receipt handles; a handle that is not ours is refused without asking the partition. */
final class LeaseHandles {

    private final Seals seals;
    private final Calls calls;

    LeaseHandles(Seals seals, Calls calls) {
        this.seals = seals;
        this.calls = calls;
    }

    /** Deletes what the handles name. */
    Outcome<List<HandleResult>> delete(QueueName queue, List<String> receiptHandles) {
        List<@Nullable LeaseRef> opened = open(receiptHandles);
        List<LeaseRef> known = known(opened);
        if (known.isEmpty()) {
            return noneKnown(Verb.DELETE, queue, receiptHandles.size());
        }
        return calls.call(
                Verb.DELETE,
                () -> calls.run(queue.namespace(), new DeleteMessages(queue, known)),
                reply -> spread(opened, reply.results(), LeaseHandles::resultOf),
                List::size);
    }

    /** Changes the leases that the handles name. */
    Outcome<List<HandleResult>> changeVisibility(QueueName queue, List<VisibilityEntry> entries, long leaseMillisMax) {
        List<@Nullable LeaseRef> opened =
                open(entries.stream().map(VisibilityEntry::receiptHandle).toList());
        List<ChangeVisibility.Change> changes = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            LeaseRef lease = opened.get(i);
            if (lease != null) {
                changes.add(new ChangeVisibility.Change(lease, entries.get(i).visibilityMillis()));
            }
        }
        if (changes.isEmpty()) {
            return noneKnown(Verb.CHANGE_VISIBILITY, queue, entries.size());
        }
        return calls.call(
                Verb.CHANGE_VISIBILITY,
                () -> calls.run(queue.namespace(), new ChangeVisibility(queue, changes, leaseMillisMax)),
                reply -> spread(opened, reply.results(), LeaseHandles::resultOf),
                List::size);
    }

    private List<@Nullable LeaseRef> open(List<String> receiptHandles) {
        List<@Nullable LeaseRef> opened = new ArrayList<>(receiptHandles.size());
        for (String handle : receiptHandles) {
            opened.add(seals.open(handle));
        }
        return opened;
    }

    private static List<LeaseRef> known(List<@Nullable LeaseRef> opened) {
        List<LeaseRef> known = new ArrayList<>(opened.size());
        for (LeaseRef lease : opened) {
            if (lease != null) {
                known.add(lease);
            }
        }
        return known;
    }

    /** No handle is ours: all the partition could say is whether the queue exists. */
    private Outcome<List<HandleResult>> noneKnown(Verb verb, QueueName queue, int handles) {
        return calls.call(
                verb,
                () -> calls.run(queue.namespace(), new GetQueue(queue)),
                view -> Collections.nCopies(handles, HandleResult.INVALID),
                results -> 0);
    }

    private static <X> List<HandleResult> spread(
            List<@Nullable LeaseRef> opened, List<X> results, Function<X, HandleResult> translate) {
        List<HandleResult> all = new ArrayList<>(opened.size());
        int next = 0;
        for (LeaseRef lease : opened) {
            all.add(lease == null ? HandleResult.INVALID : translate.apply(results.get(next++)));
        }
        return all;
    }

    private static HandleResult resultOf(DeleteMessages.Result result) {
        return switch (result) {
            case DELETED -> HandleResult.DONE;
            case ALREADY_GONE -> HandleResult.GONE;
            case LEASED_AGAIN -> HandleResult.LEASED_AGAIN;
            case EXPIRED -> HandleResult.EXPIRED;
            case FOREIGN -> HandleResult.INVALID;
        };
    }

    private static HandleResult resultOf(ChangeVisibility.Result result) {
        return switch (result) {
            case CHANGED -> HandleResult.DONE;
            case GONE -> HandleResult.GONE;
            case LEASED_AGAIN -> HandleResult.LEASED_AGAIN;
            case EXPIRED -> HandleResult.EXPIRED;
            case FOREIGN -> HandleResult.INVALID;
            case TOO_LONG -> HandleResult.TOO_LONG;
        };
    }
}
