package dev.skidway.gateway.sqs;

import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.Rejection;
import dev.skidway.node.CallerGone;
import dev.skidway.node.DeliveredMessage;
import dev.skidway.node.QueueService;
import dev.skidway.node.SentMessage;
import dev.skidway.queues.CancelMoveTask;
import dev.skidway.queues.ChangeQueueTags;
import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.DeleteQueue;
import dev.skidway.queues.GetQueue;
import dev.skidway.queues.ListDeadLetterSources;
import dev.skidway.queues.ListMoveTasks;
import dev.skidway.queues.ListQueues;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.PurgeQueue;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.QueueSettings;
import dev.skidway.queues.QueueView;
import dev.skidway.queues.ReceiveMessages;
import dev.skidway.queues.SendMessages;
import dev.skidway.queues.SetQueueSettings;
import dev.skidway.queues.SettingsChange;
import dev.skidway.queues.StartMoveTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Just enough of a queue service to see what the gateway asks for and to answer anything: no leases that end, no clock. */
final class QueuesInMemory implements QueueService {

    static final long SENT_AT_MILLIS = 1_700_000_000_123L;

    final List<Object> commands = new ArrayList<>();
    final CountDownLatch receiveWaits = new CountDownLatch(1);
    final CountDownLatch callerGone = new CountDownLatch(1);
    final CountDownLatch givenBack = new CountDownLatch(1);
    volatile @Nullable SkidwayException failure;
    /** The same for changes of visibility only. */
    volatile @Nullable SkidwayException changeFailure;

    volatile @Nullable Rejection refusal;
    volatile @Nullable String deadLetterSource;
    volatile HandleResult changeResult = HandleResult.DONE;
    volatile @Nullable CountDownLatch deliverAfter;

    private final Map<String, Stored> queues = new TreeMap<>();

    private static final class Stored {
        private QueueSettings settings =
                new QueueSettings(0, 1_048_576, 345_600_000, 0, 30_000, 120_000, new TreeMap<>());
        private SortedMap<String, String> tags = new TreeMap<>();
        private final Map<String, NewMessage> messages = new LinkedHashMap<>();
        private final Map<String, NewMessage> leased = new LinkedHashMap<>();
        private int numbered;
    }

    @Override
    public synchronized Outcome<CreateQueue.Reply> createQueue(CreateQueue command) {
        note(command);
        Stored stored = queues.get(key(command.queue()));
        boolean created = stored == null;
        if (stored == null) {
            stored = new Stored();
            stored.tags = command.tags();
            stored.settings = changed(stored.settings, command.settings());
            queues.put(key(command.queue()), stored);
        } else if (!changed(stored.settings, command.settings()).equals(stored.settings)) {
            return refused(QueueRejection.QUEUE_EXISTS);
        }
        return new Outcome.Done<>(new CreateQueue.Reply(created));
    }

    @Override
    public synchronized Outcome<DeleteQueue.Reply> deleteQueue(DeleteQueue command) {
        note(command);
        return queues.remove(key(command.queue())) == null ? gone() : new Outcome.Done<>(new DeleteQueue.Reply());
    }

    @Override
    public synchronized Outcome<PurgeQueue.Reply> purgeQueue(PurgeQueue command) {
        note(command);
        Rejection rejection = refusal;
        if (rejection != null) {
            return new Outcome.Refused<>(rejection);
        }
        Stored stored = queues.get(key(command.queue()));
        if (stored == null) {
            return gone();
        }
        stored.messages.clear();
        return new Outcome.Done<>(new PurgeQueue.Reply(0));
    }

    @Override
    public synchronized Outcome<SetQueueSettings.Reply> setQueueSettings(SetQueueSettings command) {
        note(command);
        Stored stored = queues.get(key(command.queue()));
        if (stored == null) {
            return gone();
        }
        stored.settings = changed(stored.settings, command.settings());
        return new Outcome.Done<>(new SetQueueSettings.Reply());
    }

    @Override
    public synchronized Outcome<ChangeQueueTags.Reply> changeQueueTags(ChangeQueueTags command) {
        note(command);
        Stored stored = queues.get(key(command.queue()));
        if (stored == null) {
            return gone();
        }
        TreeMap<String, String> tags = new TreeMap<>(stored.tags);
        tags.keySet().removeAll(command.removed());
        tags.putAll(command.set());
        if (tags.size() > 50) {
            return refused(QueueRejection.TAG_LIMIT);
        }
        stored.tags = tags;
        return new Outcome.Done<>(new ChangeQueueTags.Reply());
    }

    @Override
    public synchronized Outcome<QueueView> getQueue(GetQueue command) {
        note(command);
        Stored stored = queues.get(key(command.queue()));
        return stored == null ? gone() : new Outcome.Done<>(view(command.queue(), stored));
    }

    @Override
    public synchronized Outcome<ListQueues.Reply> listQueues(ListQueues command) {
        note(command);
        List<QueueView> found = new ArrayList<>();
        queues.forEach((key, stored) -> {
            String name = key.substring(command.namespace().length() + 1);
            if (name.startsWith(command.prefix()) && name.compareTo(command.after()) > 0) {
                found.add(view(new QueueName(command.namespace(), name), stored));
            }
        });
        boolean more = found.size() > command.countMax();
        return new Outcome.Done<>(new ListQueues.Reply(more ? found.subList(0, command.countMax()) : found, more));
    }

    @Override
    public Outcome<StartMoveTask.Reply> startMoveTask(StartMoveTask command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<CancelMoveTask.Reply> cancelMoveTask(CancelMoveTask command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Outcome<ListMoveTasks.Reply> listMoveTasks(ListMoveTasks command) {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized Outcome<ListDeadLetterSources.Reply> listDeadLetterSources(ListDeadLetterSources command) {
        note(command);
        List<QueueName> found = new ArrayList<>();
        queues.forEach((key, stored) -> {
            String name = key.substring(command.target().namespace().length() + 1);
            if (stored.settings
                            .deadLetters()
                            .targetName()
                            .equals(command.target().name())
                    && name.compareTo(command.after()) > 0) {
                found.add(new QueueName(command.target().namespace(), name));
            }
        });
        boolean more = found.size() > command.countMax();
        return new Outcome.Done<>(
                new ListDeadLetterSources.Reply(more ? found.subList(0, command.countMax()) : found, more));
    }

    @Override
    public synchronized Outcome<List<SentMessage>> send(SendMessages command) {
        note(command);
        Stored stored = queues.get(key(command.queue()));
        if (stored == null) {
            return gone();
        }
        List<SentMessage> sent = new ArrayList<>();
        for (NewMessage message : command.messages()) {
            if (message.sizeBytes() > stored.settings.messageBytesMax()) {
                sent.add(new SentMessage.Refused(new Rejection(QueueRejection.MESSAGE_TOO_LARGE, "too large")));
            } else {
                String id = "00000000-0000-0000-0000-" + String.format("%012d", ++stored.numbered);
                stored.messages.put(id, message);
                sent.add(new SentMessage.Stored(id));
            }
        }
        return new Outcome.Done<>(sent);
    }

    @Override
    public Outcome<List<DeliveredMessage>> receive(ReceiveMessages command, CallerGone caller) {
        if (command.waitMillis() > 0) {
            caller.onGone(callerGone::countDown);
            receiveWaits.countDown();
            CountDownLatch deliver = deliverAfter;
            await(deliver == null ? callerGone : deliver);
        }
        return take(command);
    }

    private synchronized Outcome<List<DeliveredMessage>> take(ReceiveMessages command) {
        note(command);
        Stored stored = queues.get(key(command.queue()));
        if (stored == null) {
            return gone();
        }
        List<DeliveredMessage> delivered = new ArrayList<>();
        for (Map.Entry<String, NewMessage> entry : List.copyOf(stored.messages.entrySet())) {
            if (delivered.size() < command.countMax()) {
                NewMessage message = entry.getValue();
                String handle = "handle-" + entry.getKey();
                stored.messages.remove(entry.getKey());
                stored.leased.put(handle, message);
                delivered.add(new DeliveredMessage(
                        entry.getKey(),
                        handle,
                        message.headers(),
                        message.body(),
                        message.key(),
                        SENT_AT_MILLIS,
                        SENT_AT_MILLIS + 1,
                        1,
                        deadLetterSource));
            }
        }
        return new Outcome.Done<>(delivered);
    }

    @Override
    public synchronized Outcome<List<HandleResult>> delete(QueueName queue, List<String> receiptHandles) {
        note(receiptHandles);
        Stored stored = queues.get(key(queue));
        if (stored == null) {
            return gone();
        }
        return new Outcome.Done<>(receiptHandles.stream()
                .map(handle -> !handle.startsWith("handle-")
                        ? HandleResult.INVALID
                        : stored.leased.remove(handle) == null ? HandleResult.GONE : HandleResult.DONE)
                .toList());
    }

    @Override
    public synchronized Outcome<List<HandleResult>> changeVisibility(
            QueueName queue, List<VisibilityEntry> entries, long leaseMillisMax) {
        note(entries);
        if (!queues.containsKey(key(queue))) {
            return gone();
        }
        givenBack.countDown();
        SkidwayException thrown = changeFailure;
        if (thrown != null) {
            throw thrown;
        }
        return new Outcome.Done<>(entries.stream()
                .map(entry -> entry.receiptHandle().startsWith("handle-") ? changeResult : HandleResult.INVALID)
                .toList());
    }

    <T> T last(Class<T> type) {
        return type.cast(commands.getLast());
    }

    private void note(Object command) {
        SkidwayException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
        commands.add(command);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError("waited in vain");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static <R> Outcome<R> gone() {
        return refused(QueueRejection.QUEUE_NOT_FOUND);
    }

    private static <R> Outcome<R> refused(QueueRejection reason) {
        return new Outcome.Refused<>(new Rejection(reason, "no"));
    }

    private static String key(QueueName queue) {
        return queue.namespace() + "/" + queue.name();
    }

    private static QueueView view(QueueName queue, Stored stored) {
        return new QueueView(
                queue,
                1,
                stored.settings,
                stored.tags,
                stored.messages.size(),
                stored.leased.size(),
                0,
                SENT_AT_MILLIS,
                SENT_AT_MILLIS,
                -1,
                0,
                0);
    }

    private static QueueSettings changed(QueueSettings settings, SettingsChange change) {
        SortedMap<String, String> extra = new TreeMap<>(settings.extra());
        change.extra().forEach((name, value) -> {
            if (value.isEmpty()) {
                extra.remove(name);
            } else {
                extra.put(name, value);
            }
        });
        return new QueueSettings(
                or(change.delayMillis(), settings.delayMillis()),
                or(change.messageBytesMax(), settings.messageBytesMax()),
                or(change.retentionMillis(), settings.retentionMillis()),
                or(change.receiveWaitMillis(), settings.receiveWaitMillis()),
                or(change.visibilityMillis(), settings.visibilityMillis()),
                or(change.inFlightMax(), settings.inFlightMax()),
                change.deadLetters() == null ? settings.deadLetters() : change.deadLetters(),
                change.deadLetterSources() == null ? settings.deadLetterSources() : change.deadLetterSources(),
                extra);
    }

    private static long or(@Nullable Long value, long otherwise) {
        return value == null ? otherwise : value;
    }
}
