package dev.skidway.node;

import dev.skidway.engine.Outcome;
import dev.skidway.engine.Partition;
import dev.skidway.journal.Journal;
import dev.skidway.queues.CancelMoveTask;
import dev.skidway.queues.ChangeQueueTags;
import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.DeleteQueue;
import dev.skidway.queues.GetQueue;
import dev.skidway.queues.ListDeadLetterSources;
import dev.skidway.queues.ListMoveTasks;
import dev.skidway.queues.ListQueues;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.PeekMessages;
import dev.skidway.queues.PurgeQueue;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueView;
import dev.skidway.queues.ReceiveMessages;
import dev.skidway.queues.SendMessages;
import dev.skidway.queues.SendResult;
import dev.skidway.queues.SequenceNumber;
import dev.skidway.queues.SetQueueSettings;
import dev.skidway.queues.StartMoveTask;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hosts the partitions of this process and serves gateways: admits, routes to the namespace's partition, waits until the answer is
 * durable, loads payloads, seals identities.
 *
 * <p>Steps nothing itself: whoever opened the partitions runs them.
 */
public final class Node implements QueueService, AutoCloseable {

    private final List<Partition> partitions;
    private final Seals seals;
    private final PayloadReader payloads;
    private final NodeCounters counters = new NodeCounters();
    private final Admission admission;
    private final Calls calls;
    private final Deliveries deliveries;
    private final LeaseHandles handles;
    private final Peeking peeking;
    private final Creating creating;
    private final Jobs jobs;
    private final Dispatching dispatching;
    private final Scheduling scheduling;

    /**
     * Makes a node that is still {@link NodeState#STARTING}.
     *
     * @param partitions all partitions, in the order of their numbers
     * @param journal where their payloads lie
     * @param handleKey secret of the data folder, 16 bytes or more
     */
    public Node(List<Partition> partitions, Journal journal, byte[] handleKey, NodeLimits limits, QueuePolicy policy) {
        this.partitions = List.copyOf(partitions);
        seals = new Seals(handleKey);
        payloads = new PayloadReader(journal, limits.payloadReaders());
        admission = new Admission(limits, counters);
        calls = new Calls(this.partitions, admission, counters);
        deliveries = new Deliveries(payloads, seals, calls, counters);
        handles = new LeaseHandles(seals, calls);
        creating = new Creating(calls, policy);
        jobs = new Jobs(calls, creating, deliveries, seals, payloads);
        dispatching = new Dispatching(calls);
        scheduling = new Scheduling(calls);
        peeking = new Peeking(
                payloads, seals, calls, command -> calls.run(command.queue().namespace(), command));
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

    /** Who goes first, and what holds jobs back. */
    public DispatchService dispatch() {
        return dispatching;
    }

    /** What sends jobs again and again. */
    public ScheduleService schedules() {
        return scheduling;
    }

    /** What the native protocol sees. */
    public JobService jobs() {
        return jobs;
    }

    @Override
    public Outcome<CreateQueue.Reply> createQueue(CreateQueue command) {
        return creating.create(command);
    }

    @Override
    public Outcome<DeleteQueue.Reply> deleteQueue(DeleteQueue command) {
        return calls.plain(Verb.DELETE_QUEUE, command.queue().namespace(), command);
    }

    @Override
    public Outcome<PurgeQueue.Reply> purgeQueue(PurgeQueue command) {
        return calls.plain(Verb.PURGE_QUEUE, command.queue().namespace(), command);
    }

    @Override
    public Outcome<SetQueueSettings.Reply> setQueueSettings(SetQueueSettings command) {
        return calls.plain(Verb.SET_QUEUE_SETTINGS, command.queue().namespace(), command);
    }

    @Override
    public Outcome<ChangeQueueTags.Reply> changeQueueTags(ChangeQueueTags command) {
        return calls.plain(Verb.CHANGE_QUEUE_TAGS, command.queue().namespace(), command);
    }

    @Override
    public Outcome<QueueView> getQueue(GetQueue command) {
        return calls.plain(Verb.GET_QUEUE, command.queue().namespace(), command);
    }

    @Override
    public Outcome<ListQueues.Reply> listQueues(ListQueues command) {
        return calls.plain(Verb.LIST_QUEUES, command.namespace(), command);
    }

    @Override
    public Outcome<ListDeadLetterSources.Reply> listDeadLetterSources(ListDeadLetterSources command) {
        return calls.plain(Verb.LIST_DEAD_LETTER_SOURCES, command.target().namespace(), command);
    }

    @Override
    public Outcome<StartMoveTask.Reply> startMoveTask(StartMoveTask command) {
        return calls.plain(Verb.START_MOVE_TASK, command.source().namespace(), command);
    }

    @Override
    public Outcome<CancelMoveTask.Reply> cancelMoveTask(CancelMoveTask command) {
        return calls.plain(Verb.CANCEL_MOVE_TASK, command.namespace(), command);
    }

    @Override
    public Outcome<ListMoveTasks.Reply> listMoveTasks(ListMoveTasks command) {
        return calls.plain(Verb.LIST_MOVE_TASKS, command.source().namespace(), command);
    }

    @Override
    public Outcome<List<SentMessage>> send(SendMessages command) {
        return calls.call(
                Verb.SEND,
                () -> calls.run(command.queue().namespace(), command.hashed()),
                reply -> sealed(command.queue().fifo(), reply),
                List::size);
    }

    @Override
    public Outcome<List<DeliveredMessage>> receive(ReceiveMessages command, CallerGone caller) {
        return calls.call(
                Verb.RECEIVE,
                () -> calls.runPatiently(command, caller),
                reply -> deliveries.delivered(command.queue(), reply.messages()),
                List::size);
    }

    @Override
    public Outcome<List<HandleResult>> delete(QueueName queue, List<String> receiptHandles) {
        return handles.delete(queue, receiptHandles);
    }

    @Override
    public Outcome<List<HandleResult>> changeVisibility(
            QueueName queue, List<VisibilityEntry> entries, long leaseMillisMax) {
        return handles.changeVisibility(queue, entries, leaseMillisMax);
    }

    /**
     * Shows messages without receiving them, for people who look after the server.
     *
     * @param after {@link PeekedPage#next} of the page before, or null from the start; anything else is refused
     */
    public Outcome<PeekedPage> peek(QueueName queue, PeekMessages.Wanted wanted, @Nullable String after, int countMax) {
        return peeking.peek(queue, wanted, after, countMax);
    }

    @Override
    public void close() {
        payloads.close();
    }

    private List<SentMessage> sealed(boolean fifo, SendMessages.Reply reply) {
        List<SentMessage> sent = new ArrayList<>(reply.results().size());
        for (SendResult result : reply.results()) {
            sent.add(
                    switch (result) {
                        case SendResult.Stored(MessageRef message, boolean duplicate) ->
                            new SentMessage.Stored(
                                    seals.messageId(message), fifo ? SequenceNumber.of(message) : null, duplicate);
                        case SendResult.Replaced replaced ->
                            new SentMessage.Stored(seals.messageId(replaced.message()));
                        case SendResult.Debounced debounced ->
                            new SentMessage.Stored(seals.messageId(debounced.message()), null, true);
                        case SendResult.Taken taken -> new SentMessage.Refused(taken.rejection());
                        case SendResult.Refused refused -> new SentMessage.Refused(refused.rejection());
                    });
        }
        return sent;
    }
}
