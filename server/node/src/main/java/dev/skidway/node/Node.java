package dev.skidway.node;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Command;
import dev.skidway.engine.EngineError;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.Partition;
import dev.skidway.engine.Ticket;
import dev.skidway.journal.Journal;
import dev.skidway.journal.JournalError;
import dev.skidway.queues.CancelMoveTask;
import dev.skidway.queues.ChangeQueueTags;
import dev.skidway.queues.ChangeVisibility;
import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.DeleteMessages;
import dev.skidway.queues.DeleteQueue;
import dev.skidway.queues.GetQueue;
import dev.skidway.queues.LeaseRef;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.ListDeadLetterSources;
import dev.skidway.queues.ListMoveTasks;
import dev.skidway.queues.ListQueues;
import dev.skidway.queues.LocatePayloads;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.PayloadChecksum;
import dev.skidway.queues.PurgeQueue;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueView;
import dev.skidway.queues.ReceiveMessages;
import dev.skidway.queues.SendMessages;
import dev.skidway.queues.SendResult;
import dev.skidway.queues.SequenceNumber;
import dev.skidway.queues.SetQueueSettings;
import dev.skidway.queues.StartMoveTask;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Hosts the partitions of this process and serves gateways: admits, routes to the namespace's partition, waits until the answer is
 * durable, loads payloads, seals identities.
 *
 * <p>Steps nothing itself: whoever opened the partitions runs them.
 */
public final class Node implements QueueService, AutoCloseable {

    /** A receive that takes longer than this is worth watching its caller for. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final List<Partition> partitions;
    private final Seals seals;
    private final PayloadReader payloads;
    private final MovingPayloads moving;
    private final NodeCounters counters = new NodeCounters();
    private final Admission admission;

    /**
     * Makes a node that is still {@link NodeState#STARTING}.
     *
     * @param partitions all partitions, in the order of their numbers
     * @param journal where their payloads lie
     * @param handleKey secret of the data folder, 16 bytes or more
     */
    public Node(List<Partition> partitions, Journal journal, byte[] handleKey, NodeLimits limits) {
        this.partitions = List.copyOf(partitions);
        seals = new Seals(handleKey);
        payloads = new PayloadReader(journal, limits.payloadReaders());
        moving = new MovingPayloads(payloads, this::positions);
        admission = new Admission(limits, counters);
    }

    /** Begins to serve. */
    public void ready() {
        admission.state(NodeState.READY);
    }

    /** Takes nothing new, answers waiting receives, lets the rest finish. */
    public void drain() {
        if (admission.state() != NodeState.FAILED) {
            admission.state(NodeState.DRAINING);
        }
        partitions.forEach(Partition::drain);
    }

    /** Answers nothing any more but the failure. */
    public void fail() {
        admission.state(NodeState.FAILED);
    }

    /** True once no call is under way. */
    public boolean idle() {
        return admission.calls() + admission.receives() == 0;
    }

    /** Whether it serves. */
    public NodeState state() {
        return admission.state();
    }

    /** What it has done. */
    public NodeStats stats() {
        return counters.read(admission.calls(), admission.receives());
    }

    @Override
    public Outcome<CreateQueue.Reply> createQueue(CreateQueue command) {
        return plain(Verb.CREATE_QUEUE, command.queue().namespace(), command);
    }

    @Override
    public Outcome<DeleteQueue.Reply> deleteQueue(DeleteQueue command) {
        return plain(Verb.DELETE_QUEUE, command.queue().namespace(), command);
    }

    @Override
    public Outcome<PurgeQueue.Reply> purgeQueue(PurgeQueue command) {
        return plain(Verb.PURGE_QUEUE, command.queue().namespace(), command);
    }

    @Override
    public Outcome<SetQueueSettings.Reply> setQueueSettings(SetQueueSettings command) {
        return plain(Verb.SET_QUEUE_SETTINGS, command.queue().namespace(), command);
    }

    @Override
    public Outcome<ChangeQueueTags.Reply> changeQueueTags(ChangeQueueTags command) {
        return plain(Verb.CHANGE_QUEUE_TAGS, command.queue().namespace(), command);
    }

    @Override
    public Outcome<QueueView> getQueue(GetQueue command) {
        return plain(Verb.GET_QUEUE, command.queue().namespace(), command);
    }

    @Override
    public Outcome<ListQueues.Reply> listQueues(ListQueues command) {
        return plain(Verb.LIST_QUEUES, command.namespace(), command);
    }

    @Override
    public Outcome<ListDeadLetterSources.Reply> listDeadLetterSources(ListDeadLetterSources command) {
        return plain(Verb.LIST_DEAD_LETTER_SOURCES, command.target().namespace(), command);
    }

    @Override
    public Outcome<StartMoveTask.Reply> startMoveTask(StartMoveTask command) {
        return plain(Verb.START_MOVE_TASK, command.source().namespace(), command);
    }

    @Override
    public Outcome<CancelMoveTask.Reply> cancelMoveTask(CancelMoveTask command) {
        return plain(Verb.CANCEL_MOVE_TASK, command.namespace(), command);
    }

    @Override
    public Outcome<ListMoveTasks.Reply> listMoveTasks(ListMoveTasks command) {
        return plain(Verb.LIST_MOVE_TASKS, command.source().namespace(), command);
    }

    @Override
    public Outcome<List<SentMessage>> send(SendMessages command) {
        boolean fifo = command.queue().fifo();
        return call(
                Verb.SEND,
                () -> run(command.queue().namespace(), fifo ? hashed(command) : command),
                reply -> sealed(fifo, reply),
                List::size);
    }

    @Override
    public Outcome<List<DeliveredMessage>> receive(ReceiveMessages command, CallerGone caller) {
        return call(
                Verb.RECEIVE,
                () -> runPatiently(command, caller),
                reply -> delivered(command.queue(), reply.messages()),
                List::size);
    }

    @Override
    public Outcome<List<HandleResult>> delete(QueueName queue, List<String> receiptHandles) {
        List<@Nullable LeaseRef> opened = open(receiptHandles);
        List<LeaseRef> known = known(opened);
        if (known.isEmpty()) {
            return noneKnown(Verb.DELETE, queue, receiptHandles.size());
        }
        return call(
                Verb.DELETE,
                () -> run(queue.namespace(), new DeleteMessages(queue, known)),
                reply -> spread(opened, reply.results(), Node::resultOf),
                List::size);
    }

    @Override
    public Outcome<List<HandleResult>> changeVisibility(
            QueueName queue, List<VisibilityEntry> entries, long leaseMillisMax) {
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
        return call(
                Verb.CHANGE_VISIBILITY,
                () -> run(queue.namespace(), new ChangeVisibility(queue, changes, leaseMillisMax)),
                reply -> spread(opened, reply.results(), Node::resultOf),
                List::size);
    }

    @Override
    public void close() {
        payloads.close();
    }

    private <R> Outcome<R> plain(Verb verb, String namespace, Command<R> command) {
        return call(verb, () -> run(namespace, command), reply -> reply, reply -> 0);
    }

    /** Admits, runs, counts, and turns the domain's reply into the caller's. */
    private <R, T> Outcome<T> call(
            Verb verb, Running<R> running, Finishing<R, T> finishing, ToIntFunction<T> messages) {
        NodeCounters.Row row = counters.of(verb);
        admission.enter(verb);
        boolean counted = false;
        try {
            Outcome<R> outcome = running.run();
            Outcome<T> answer = switch (outcome) {
                case Outcome.Done<R>(R reply) -> new Outcome.Done<>(finishing.finish(reply));
                case Outcome.Refused<R> refused -> new Outcome.Refused<>(refused.rejection());
            };
            counted = true;
            switch (answer) {
                case Outcome.Done<T>(T reply) -> row.done(messages.applyAsInt(reply));
                case Outcome.Refused<T> refused -> row.refused();
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SkidwayException(
                    NodeError.DRAINING,
                    Severity.RETRY,
                    "the server stopped before it knew the answer; look before you retry",
                    e);
        } finally {
            if (!counted) {
                row.failed();
            }
            admission.leave(verb);
        }
    }

    private <R> Outcome<R> run(String namespace, Command<R> command) throws InterruptedException {
        return submit(namespace, command).await();
    }

    private @Nullable List<Long> positions(LocatePayloads command) throws InterruptedException {
        return switch (run(command.queue().namespace(), command)) {
            case Outcome.Done<LocatePayloads.Reply>(LocatePayloads.Reply reply) -> reply.positions();
            case Outcome.Refused<LocatePayloads.Reply> refused -> null;
        };
    }

    private <R> Ticket<R> submit(String namespace, Command<R> command) {
        return partitions
                .get(PartitionRouting.partitionOf(namespace, partitions.size()))
                .submit(command);
    }

    private Outcome<ReceiveMessages.Reply> runPatiently(ReceiveMessages command, CallerGone caller)
            throws InterruptedException {
        Ticket<ReceiveMessages.Reply> ticket = submit(command.queue().namespace(), command);
        try {
            if (!ticket.doneWithin(PATIENCE_NANOS)) {
                caller.onGone(ticket::cancel);
            }
            return ticket.await();
        } catch (InterruptedException e) {
            ticket.cancel();
            throw e;
        } catch (SkidwayException e) {
            if (e.code() == EngineError.CANCELLED) {
                return new Outcome.Done<>(new ReceiveMessages.Reply(List.of()));
            }
            throw e;
        }
    }

    /** Hashes here what the partition's thread has no time for. */
    private static SendMessages hashed(SendMessages command) {
        return new SendMessages(
                command.queue(),
                command.messages().stream().map(NewMessage::hashed).toList());
    }

    private List<SentMessage> sealed(boolean fifo, SendMessages.Reply reply) {
        List<SentMessage> sent = new ArrayList<>(reply.results().size());
        for (SendResult result : reply.results()) {
            sent.add(
                    switch (result) {
                        case SendResult.Stored(MessageRef message, boolean duplicate) ->
                            new SentMessage.Stored(
                                    seals.messageId(message), fifo ? SequenceNumber.of(message) : null, duplicate);
                        case SendResult.Refused refused -> new SentMessage.Refused(refused.rejection());
                    });
        }
        return sent;
    }

    private List<DeliveredMessage> delivered(QueueName queue, List<LeasedMessage> messages)
            throws InterruptedException {
        if (messages.isEmpty()) {
            return List.of();
        }
        boolean loaded = false;
        try {
            List<PayloadReader.Stored> read = moving.read(queue, messages);
            loaded = true;
            return undamaged(queue.fifo(), messages, read);
        } finally {
            if (!loaded) {
                giveBack(queue, messages);
            }
        }
    }

    /**
     * Leaves a message that is damaged or cannot be read under its lease: given back at once, it would stand in the way of all behind it.
     * One whose bytes were released was deleted or purged meanwhile.
     */
    private List<DeliveredMessage> undamaged(
            boolean fifo, List<LeasedMessage> messages, List<PayloadReader.Stored> payloads) {
        List<DeliveredMessage> delivered = new ArrayList<>(messages.size());
        LeasedMessage damaged = null;
        SkidwayException cause = null;
        for (int i = 0; i < messages.size(); i++) {
            SkidwayException failure = payloads.get(i).failure();
            if (failure == null && PayloadChecksum.agrees(payloads.get(i).bytes())) {
                delivered.add(delivered(fifo, messages.get(i), payloads.get(i).bytes()));
            } else if (failure == null || failure.code() != JournalError.POSITION_GONE) {
                counters.payloadDamaged();
                damaged = messages.get(i);
                cause = failure;
            }
        }
        if (delivered.isEmpty() && damaged != null) {
            throw new SkidwayException(
                    NodeError.PAYLOAD_DAMAGED,
                    Severity.FAIL_REQUEST,
                    "expected the payload that was stored at journal position " + damaged.payloadPosition() + ", found "
                            + (cause == null ? "other bytes" : "none: " + cause.getMessage())
                            + "; check the disk, restore the message elsewhere",
                    cause);
        }
        return delivered;
    }

    private DeliveredMessage delivered(boolean fifo, LeasedMessage message, ByteBuffer payload) {
        byte[] headers = new byte[message.headerBytes()];
        byte[] body = new byte[message.bodyBytes()];
        payload.get(headers).get(body);
        return new DeliveredMessage(
                seals.messageId(message.identity()),
                seals.receiptHandle(message.lease()),
                headers,
                body,
                message.key(),
                message.enqueuedAtMillis(),
                message.firstReceivedAtMillis(),
                message.receiveCount(),
                message.deadLetterSource(),
                fifo ? SequenceNumber.of(message.lease().message()) : null);
    }

    /** Leased messages whose payload cannot be had must not stay hidden. Nobody waits for the answer. */
    private void giveBack(QueueName queue, List<LeasedMessage> messages) {
        List<ChangeVisibility.Change> changes = messages.stream()
                .map(message -> new ChangeVisibility.Change(message.lease(), 0))
                .toList();
        var unused = submit(queue.namespace(), new ChangeVisibility(queue, changes));
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
        return call(
                verb,
                () -> run(queue.namespace(), new GetQueue(queue)),
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

    /** Gets an outcome from a partition. */
    @FunctionalInterface
    private interface Running<R> {
        Outcome<R> run() throws InterruptedException;
    }

    /** Makes the caller's reply of the domain's. */
    @FunctionalInterface
    private interface Finishing<R, T> {
        T finish(R reply) throws InterruptedException;
    }
}
