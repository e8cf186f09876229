package dev.skidway.node;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.queues.ChangeVisibility;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.SequenceNumber;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives messages their payloads and the identities that clients see. */
final class Deliveries {

    private final MovingPayloads moving;
    private final Seals seals;
    private final Calls calls;
    private final NodeCounters counters;

    Deliveries(PayloadReader payloads, Seals seals, Calls calls, NodeCounters counters) {
        moving = new MovingPayloads(payloads, calls::positions);
        this.seals = seals;
        this.calls = calls;
        this.counters = counters;
    }

    /** The messages whose payloads are whole, as SQS clients see them; fails if all are damaged. */
    List<DeliveredMessage> delivered(QueueName queue, List<LeasedMessage> messages) throws InterruptedException {
        return loaded(queue, messages).stream()
                .map(job -> delivered(queue.fifo(), job))
                .toList();
    }

    /** The messages whose payloads are whole; fails if all are damaged. */
    List<DeliveredJob> loaded(QueueName queue, List<LeasedMessage> messages) throws InterruptedException {
        if (messages.isEmpty()) {
            return List.of();
        }
        List<PayloadReader.Loaded> loaded = null;
        try {
            loaded = moving.read(queue, messages);
        } finally {
            if (loaded == null) {
                giveBack(queue, messages);
            }
        }
        return undamaged(queue, messages, loaded);
    }

    /**
     * Leaves a message that is damaged or cannot be read under its lease: given back at once, it would stand in the way of all behind it.
     * One whose bytes were released was deleted or purged meanwhile.
     */
    private List<DeliveredJob> undamaged(
            QueueName queue, List<LeasedMessage> messages, List<PayloadReader.Loaded> loaded) {
        List<DeliveredJob> delivered = new ArrayList<>(messages.size());
        SkidwayException damage = null;
        for (int i = 0; i < messages.size(); i++) {
            PayloadReader.Loaded payload = loaded.get(i);
            switch (payload.verdict()) {
                case WHOLE ->
                    delivered.add(new DeliveredJob(queue, messages.get(i), payload.headers(), payload.body()));
                case DAMAGED -> {
                    counters.payloadDamaged();
                    damage = damage(messages.get(i).payloadPosition(), payload.failure());
                }
                case GONE -> {}
            }
        }
        if (delivered.isEmpty() && damage != null) {
            throw damage;
        }
        return delivered;
    }

    private static SkidwayException damage(long position, @Nullable SkidwayException cause) {
        return new SkidwayException(
                NodeError.PAYLOAD_DAMAGED,
                Severity.FAIL_REQUEST,
                "expected the payload that was stored at journal position " + position + ", found "
                        + (cause == null ? "other bytes" : "none: " + cause.getMessage())
                        + "; check the disk, restore the message elsewhere",
                cause);
    }

    private DeliveredMessage delivered(boolean fifo, DeliveredJob job) {
        LeasedMessage message = job.message();
        return new DeliveredMessage(
                seals.messageId(message.identity()),
                seals.receiptHandle(message.lease()),
                job.headers(),
                job.body(),
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
        var unused = calls.submit(queue.namespace(), new ChangeVisibility(queue, changes));
    }
}
