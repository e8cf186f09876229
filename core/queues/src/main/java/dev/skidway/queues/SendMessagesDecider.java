package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import dev.skidway.engine.Event;
import dev.skidway.engine.Rejection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives every message that may enter its lane and slot; one that a FIFO queue has seen lately is answered with the first one. */
final class SendMessagesDecider implements Decider<SendMessages, SendMessages.Reply> {

    private final QueuesRead queues;

    SendMessagesDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<SendMessages.Reply> decide(SendMessages command, long nowMillis) {
        QueueRead queue = queues.find(command.queue());
        if (queue == null) {
            return Rejections.queueNotFound(command.queue());
        }
        if (queue.settings().dispatch().draining()) {
            return Rejections.draining(queue);
        }
        if (command.messages().size() > QueueLimits.ENTRIES_MAX) {
            return Rejections.tooManyEntries(command.messages().size());
        }
        Plan plan = new Plan(queue, queues, nowMillis);
        long bytes = 0;
        for (NewMessage message : command.messages()) {
            bytes += plan.add(message, bytes);
        }
        SendMessages.Reply reply = new SendMessages.Reply(plan.results);
        return plan.fetching
                ? new Decision.Wait<>(
                        PeekMessages.waitKey(queue.id()),
                        nowMillis + QueueLimits.FETCH_MILLIS_MAX,
                        new SendMessages.Reply(Collections.nCopies(plan.results.size(), notFetched())))
                : new Decision.Accept<>(plan.events(), reply);
    }

    private static SendResult notFetched() {
        return new SendResult.Refused(new Rejection(
                QueueRejection.JOB_NOT_FETCHED,
                "Expected the job that is to be replaced to come from the disk in time; send again."));
    }

    /** The messages of one command as they would come to lie. */
    private static final class Plan {

        final List<SendResult> results = new ArrayList<>();
        final List<MessagesSent.Sent> sent = new ArrayList<>();

        private final QueueRead queue;
        private final long nowMillis;
        final NewSlots slots;
        private final Map<DeduplicationKey, MessageRef> keys = new HashMap<>();
        /** Messages of each key so far, where keys have a limit. */
        private final Map<String, Integer> perKey = new HashMap<>();

        private long partRoom;

        private final UniquePlan unique;
        boolean fetching;

        Plan(QueueRead queue, QueuesRead queues, long nowMillis) {
            this.queue = queue;
            this.partRoom = queues.partRoom();
            this.unique = UniquePlan.of(queue, queues, nowMillis);
            this.slots = NewSlots.of(queue);
            this.nowMillis = nowMillis;
        }

        /** Takes one message after {@code bytesBefore} bytes of payload; returns the bytes it adds, 0 if it is refused. */
        int add(NewMessage message, long bytesBefore) {
            SendResult repeated = unique.repeated(message);
            if (repeated != null) {
                // Whatever has come to pass since: what a sender may ask for depends on the time, too.
                results.add(repeated);
                return 0;
            }
            Rejection refusal = refusal(message, bytesBefore);
            DeduplicationKey key = refusal == null ? key(message) : null;
            MessageRef before = key == null ? null : sentBefore(key);
            if (before != null) {
                results.add(new SendResult.Stored(before, true));
                return 0;
            }
            SendResult answer = refusal == null ? unique.answer(message) : null;
            if (answer != null) {
                results.add(answer);
                return 0;
            }
            refusal = refusal == null
                            && key != null
                            && keys.size() >= queue.memory().deduplicationRoom()
                    ? FifoRules.tooManySends()
                    : refusal;
            refusal = refusal == null ? backlogRefusal(message.key()) : refusal;
            long dueMillis = JobRules.visibleAtMillis(message, queue.settings(), nowMillis);
            boolean agesFromDue = JobRules.agesFromDue(message, dueMillis, queue.settings(), nowMillis);
            Place place = refusal == null
                    ? slots.take(lanePriority(message), message.key(), dueMillis, nowMillis, agesFromDue)
                    : null;
            if (place == null) {
                results.add(new SendResult.Refused(refusal != null ? refusal : tooManyKeys()));
                return 0;
            }
            JobTerms terms = JobRules.terms(message, queue.settings(), dueMillis);
            MessagesSent.Replacing replacing = unique.replacing(message);
            fetching |= replacing != null && !unique.fetch(replacing);
            sent.add(MessagesSent.Sent.toWrite(
                    place.lane(), place.slot(), dueMillis, key, terms, replacing, agesFromDue, message));
            partRoom -= terms == null ? 0 : JobRules.JOB_BYTES + 2 * FieldsOfJobs.bytesOf(terms);
            MessageRef stored = new MessageRef(queue.id(), place.lane(), place.slot());
            results.add(unique.stored(message, stored, replacing));
            if (key != null) {
                keys.put(key, stored);
            }
            return message.headers().length + message.body().length;
        }

        List<Event> events() {
            List<Event> events = new ArrayList<>();
            if (!sent.isEmpty()) {
                events.add(new MessagesSent(queue.id(), slots.newLanes(), sent));
            }
            if (!unique.sends().isEmpty()) {
                List<SendsRemembered.Entry> remembered = new ArrayList<>();
                unique.sends()
                        .forEach((idempotencyKey, send) ->
                                remembered.add(new SendsRemembered.Entry(idempotencyKey, send)));
                events.add(new SendsRemembered(queue.id(), remembered));
            }
            return events;
        }

        /** A group of a FIFO queue is one lane, whatever the priorities of its messages. */
        private int lanePriority(NewMessage message) {
            return queue.settings().fifo().fifo() ? 0 : message.priority();
        }

        private @Nullable Rejection backlogRefusal(@Nullable String key) {
            long room = queue.backlogRoom(key);
            if (room == Long.MAX_VALUE) {
                return null;
            }
            int before = perKey.merge(key == null ? "" : key, 1, Integer::sum) - 1;
            return before < room
                    ? null
                    : new Rejection(
                            QueueRejection.KEY_BACKLOG_FULL,
                            "Expected fewer messages of this key in the queue than its backlog limit; wait until some are"
                                    + " done, or raise the limit.");
        }

        private @Nullable DeduplicationKey key(NewMessage message) {
            FifoSettings fifo = queue.settings().fifo();
            DeduplicationHash hash = fifo.fifo() ? message.deduplicationHash() : null;
            return hash == null ? null : DeduplicationKey.of(hash, fifo.deduplicationScope());
        }

        private @Nullable MessageRef sentBefore(DeduplicationKey key) {
            MessageRef inThisSend = keys.get(key);
            return inThisSend != null ? inThisSend : queue.memory().sentBefore(key, nowMillis);
        }

        private @Nullable Rejection refusal(NewMessage message, long bytesBefore) {
            long bytesMax = queue.settings().messageBytesMax();
            if (message.sizeBytes() > bytesMax
                    || message.body().length > bytesMax
                    || message.headers().length > QueueLimits.HEADER_BYTES_MAX) {
                return new Rejection(
                        QueueRejection.MESSAGE_TOO_LARGE,
                        "One or more parameters are invalid. Reason: Message must be shorter than " + bytesMax
                                + " bytes.");
            }
            if (bytesBefore + message.headers().length + message.body().length > QueueLimits.SEND_BYTES_MAX) {
                return new Rejection(
                        QueueRejection.MESSAGE_TOO_LARGE,
                        "Expected at most " + QueueLimits.SEND_BYTES_MAX + " bytes in one send; send it alone.");
            }
            boolean job = message.options() != null;
            long delayMax = job ? QueueLimits.DUE_MILLIS_MAX : QueueLimits.DELAY_MILLIS_MAX;
            String flaw = SettingsRules.outside("delayMillis", message.delayMillis(), -1, delayMax);
            flaw = flaw != null || job
                    ? flaw
                    : SettingsRules.outlived(
                            message.delayMillis(), queue.settings().retentionMillis());
            if (message.key() != null) {
                int keyBytes = Fields.utf8(message.key()).length;
                flaw = flaw != null ? flaw : SettingsRules.outside("key bytes", keyBytes, 1, QueueLimits.KEY_BYTES_MAX);
                flaw = flaw != null || Fields.isText(message.key())
                        ? flaw
                        : "Expected a key of whole characters, found half a surrogate pair.";
            }
            if (flaw != null) {
                return new Rejection(QueueRejection.SETTING_INVALID, flaw);
            }
            Rejection ofJob = jobRefusal(message);
            if (ofJob != null) {
                return ofJob;
            }
            return queue.settings().fifo().fifo()
                    ? FifoRules.refusal(message, queue.settings().fifo())
                    : null;
        }

        private @Nullable Rejection jobRefusal(NewMessage message) {
            Rejection refusal = JobRules.refusal(message, queue.settings(), nowMillis);
            JobSettings jobs = queue.settings().jobs();
            JobOptions options = message.options();
            boolean remembered = options != null && (!options.plain() || options.idempotencyKey() != null);
            boolean agreed = remembered || jobs.expireAfterMillis() > 0 || jobs.atMostOnce();
            return refusal == null && agreed && partRoom <= 0 ? JobRules.memoryFull() : refusal;
        }

        private static Rejection tooManyKeys() {
            return new Rejection(
                    QueueRejection.QUEUE_LIMIT,
                    "Expected at most " + QueueLimits.LANES_PER_QUEUE_MAX
                            + " keys with messages in one queue; wait until some are empty, or use fewer keys.");
        }
    }
}
