package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Deletes the messages whose latest lease is named. */
final class DeleteMessagesDecider implements Decider<DeleteMessages, DeleteMessages.Reply> {

    private final QueuesRead queues;

    DeleteMessagesDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<DeleteMessages.Reply> decide(DeleteMessages command, long nowMillis) {
        QueueRead queue = queues.find(command.queue());
        if (queue == null) {
            return Rejections.queueNotFound(command.queue());
        }
        if (command.leases().size() > QueueLimits.ENTRIES_MAX) {
            return Rejections.tooManyEntries(command.leases().size());
        }
        List<DeleteMessages.Result> results = new ArrayList<>(command.leases().size());
        List<MessagesDeleted.Deleted> deleted = new ArrayList<>(command.leases().size());
        Set<MessageRef> named = new HashSet<>();
        for (LeaseRef lease : command.leases()) {
            DeleteMessages.Result result = result(lease, queue, nowMillis);
            if (result == DeleteMessages.Result.DELETED && !named.add(lease.message())) {
                result = DeleteMessages.Result.ALREADY_GONE;
            }
            if (result == DeleteMessages.Result.DELETED) {
                deleted.add(new MessagesDeleted.Deleted(
                        lease.message().lane(), lease.message().slot()));
            }
            results.add(result);
        }
        DeleteMessages.Reply reply = new DeleteMessages.Reply(results);
        return deleted.isEmpty()
                ? new Decision.Accept<>(List.of(), reply)
                : new Decision.Accept<>(List.of(new MessagesDeleted(queue.id(), false, deleted)), reply);
    }

    private static DeleteMessages.Result result(LeaseRef lease, QueueRead queue, long nowMillis) {
        return switch (Standing.of(lease, queue, nowMillis)) {
            case LATEST -> DeleteMessages.Result.DELETED;
            case EXPIRED -> DeleteMessages.Result.EXPIRED;
            case GONE -> DeleteMessages.Result.ALREADY_GONE;
            case LEASED_AGAIN -> DeleteMessages.Result.LEASED_AGAIN;
            case FOREIGN -> DeleteMessages.Result.FOREIGN;
        };
    }
}
