package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Messages that had been received too often moved to another queue; their payloads stay where they are. */
record MessagesDeadLettered(
        long sourceQueueId, long targetQueueId, List<MessagesSent.NewLane> newLanes, List<Moved> messages)
        implements Event {

    static final EventType<MessagesDeadLettered> TYPE = new Type();

    /** One message, from a lane and slot of the source to those of the target. */
    record Moved(long lane, long slot, long targetLane, long targetSlot) {

        static void put(ByteBuffer target, List<Moved> messages) {
            target.putInt(messages.size());
            for (Moved moved : messages) {
                target.putLong(moved.lane);
                target.putLong(moved.slot);
                target.putLong(moved.targetLane);
                target.putLong(moved.targetSlot);
            }
        }

        static List<Moved> read(Fields fields, int countMax) {
            int count = fields.count(countMax);
            List<Moved> messages = new ArrayList<>(count);
            for (int index = 0; index < count; index++) {
                messages.add(new Moved(
                        fields.ranged(0, QueueEventType.NUMBER_MAX),
                        fields.ranged(0, QueueEventType.NUMBER_MAX),
                        fields.ranged(0, QueueEventType.NUMBER_MAX),
                        fields.ranged(0, QueueEventType.NUMBER_MAX)));
            }
            return messages;
        }
    }

    private static final class Type extends QueueEventType<MessagesDeadLettered> {

        Type() {
            super(FIRST_ID + 10, 1, MessagesDeadLettered.class);
        }

        @Override
        public int encodedBytes(MessagesDeadLettered event) {
            return 20 + MessagesSent.NewLane.bytesOf(event.newLanes) + 32 * event.messages.size();
        }

        @Override
        public void encode(MessagesDeadLettered event, ByteBuffer target) {
            target.putLong(event.sourceQueueId);
            target.putLong(event.targetQueueId);
            MessagesSent.NewLane.put(target, event.newLanes);
            Moved.put(target, event.messages);
        }

        @Override
        MessagesDeadLettered read(Fields fields, long bodyPosition) {
            long source = fields.ranged(1, QUEUE_ID_MAX);
            long target = fields.ranged(1, QUEUE_ID_MAX);
            fields.require(source != target, "two queues");
            List<MessagesSent.NewLane> lanes =
                    MessagesSent.NewLane.read(fields, QueueLimits.DEAD_LETTERS_PER_COMMAND_MAX);
            List<Moved> messages = Moved.read(fields, QueueLimits.DEAD_LETTERS_PER_COMMAND_MAX);
            return new MessagesDeadLettered(source, target, lanes, messages);
        }
    }
}
