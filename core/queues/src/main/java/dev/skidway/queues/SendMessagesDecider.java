package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import dev.skidway.engine.Rejection;
import java.util.ArrayList;
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
        Plan plan = new Plan(queue, nowMillis);
        long bytes = 0;
        for (NewMessage message : command.messages()) {
            bytes += plan.add(message, bytes);
        }
        SendMessages.Reply reply = new SendMessages.Reply(plan.results);
        return plan.sent.isEmpty()
                ? new Decision.Accept<>(List.of(), reply)
                : new Decision.Accept<>(List.of(new MessagesSent(queue.id(), plan.slots.newLanes(), plan.sent)), reply);
    }

    /** The messages of one command as they would come to lie. */
    private static final class Plan {

        final List<SendResult> results = new ArrayList<>();
        final List<MessagesSent.Sent> sent = new ArrayList<>();

        private final QueueRead queue;
        private final long nowMillis;
        final NewSlots slots;
        private final Map<DeduplicationKey, MessageRef> keys = new HashMap<>();

        Plan(QueueRead queue, long nowMillis) {
            this.queue = queue;
            this.slots = NewSlots.of(queue);
            this.nowMillis = nowMillis;
        }

        /** Takes one message after {@code bytesBefore} bytes of payload; returns the bytes it adds, 0 if it is refused. */
        int add(NewMessage message, long bytesBefore) {
            Rejection refusal = refusal(message, bytesBefore);
            DeduplicationKey key = refusal == null ? key(message) : null;
            MessageRef before = key == null ? null : sentBefore(key);
            if (before != null) {
                results.add(new SendResult.Stored(before, true));
                return 0;
            }
            refusal = refusal == null
                            && key != null
                            && keys.size() >= queue.memory().deduplicationRoom()
                    ? FifoRules.tooManySends()
                    : refusal;
            NewSlots.Place place = refusal == null ? slots.take(message.priority(), message.key()) : null;
            if (place == null) {
                results.add(new SendResult.Refused(refusal != null ? refusal : tooManyKeys()));
                return 0;
            }
            boolean queueDelay =
                    message.delayMillis() < 0 || queue.settings().fifo().fifo();
            long delay = queueDelay ? queue.settings().delayMillis() : message.delayMillis();
            sent.add(MessagesSent.Sent.toWrite(place.lane(), place.slot(), nowMillis + delay, key, message));
            MessageRef stored = new MessageRef(queue.id(), place.lane(), place.slot());
            results.add(new SendResult.Stored(stored));
            if (key != null) {
                keys.put(key, stored);
            }
            return message.headers().length + message.body().length;
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
            String flaw = SettingsRules.outside("delayMillis", message.delayMillis(), -1, QueueLimits.DELAY_MILLIS_MAX);
            flaw = flaw != null
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
            return queue.settings().fifo().fifo()
                    ? FifoRules.refusal(message, queue.settings().fifo())
                    : null;
        }

        private static Rejection tooManyKeys() {
            return new Rejection(
                    QueueRejection.QUEUE_LIMIT,
                    "Expected at most " + QueueLimits.LANES_PER_QUEUE_MAX
                            + " keys with messages in one queue; wait until some are empty, or use fewer keys.");
        }
    }
}
