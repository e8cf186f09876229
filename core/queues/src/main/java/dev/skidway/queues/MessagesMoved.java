package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A move task moved some messages, and goes on at {@code nextBatchMillis}; the payloads stay where they are.
 *
 * @param cursor the last place that a redrive looked at; null for a task whose messages begin anew
 */
record MessagesMoved(
        long taskId,
        long sourceQueueId,
        long nextBatchMillis,
        @Nullable Place cursor,
        List<To> destinations) implements Event {

    static final EventType<MessagesMoved> TYPE = new Type();

    /** What one queue got. */
    record To(long queueId, List<MessagesSent.NewLane> newLanes, List<MessagesDeadLettered.Moved> messages) {}

    int count() {
        int count = 0;
        for (To to : destinations) {
            count += to.messages.size();
        }
        return count;
    }

    private static final class Type extends QueueEventType<MessagesMoved> {

        Type() {
            super(FIRST_ID + 13, 2, MessagesMoved.class);
        }

        @Override
        public int encodedBytes(MessagesMoved event) {
            int bytes = 44;
            for (To to : event.destinations) {
                bytes += 12 + MessagesSent.NewLane.bytesOf(to.newLanes) + 32 * to.messages.size();
            }
            return bytes;
        }

        @Override
        public void encode(MessagesMoved event, ByteBuffer target) {
            target.putLong(event.taskId);
            target.putLong(event.sourceQueueId);
            target.putLong(event.nextBatchMillis);
            target.putLong(event.cursor == null ? -1 : event.cursor.lane());
            target.putLong(event.cursor == null ? -1 : event.cursor.slot());
            target.putInt(event.destinations.size());
            for (To to : event.destinations) {
                target.putLong(to.queueId);
                MessagesSent.NewLane.put(target, to.newLanes);
                MessagesDeadLettered.Moved.put(target, to.messages);
            }
        }

        @Override
        MessagesMoved read(Fields fields, long bodyOffset) {
            long taskId = fields.ranged(1, Long.MAX_VALUE);
            long source = fields.ranged(1, QUEUE_ID_MAX);
            long nextBatch = fields.i64();
            Place at = MoveFields.cursor(fields);
            Place cursor = at.lane() < 0 ? null : at;
            int count = fields.count(QueueLimits.MOVE_BATCH_MAX);
            List<To> destinations = new ArrayList<>(count);
            for (int index = 0; index < count; index++) {
                long queueId = fields.ranged(1, QUEUE_ID_MAX);
                fields.require(queueId != source, "two queues");
                destinations.add(new To(
                        queueId,
                        MessagesSent.NewLane.read(fields, QueueLimits.MOVE_BATCH_MAX),
                        MessagesDeadLettered.Moved.read(fields, QueueLimits.MOVE_BATCH_MAX)));
            }
            MessagesMoved event = new MessagesMoved(taskId, source, nextBatch, cursor, destinations);
            int messages = event.count();
            fields.require(
                    (messages > 0 || cursor != null) && messages <= QueueLimits.MOVE_BATCH_MAX,
                    "from 1 to 256 messages");
            return event;
        }
    }
}
