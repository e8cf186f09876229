package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;
import java.util.List;

/** Jobs that wait went to the ends of other lanes of their queue, those of their new priority. */
record JobsReprioritized(long queueId, List<MessagesSent.NewLane> newLanes, List<MessagesDeadLettered.Moved> messages)
        implements Event {

    static final EventType<JobsReprioritized> TYPE = new Type();

    private static final class Type extends QueueEventType<JobsReprioritized> {

        Type() {
            super(FIRST_ID + 26, 1, JobsReprioritized.class);
        }

        @Override
        public int encodedBytes(JobsReprioritized event) {
            return 12 + MessagesSent.NewLane.bytesOf(event.newLanes) + 32 * event.messages.size();
        }

        @Override
        public void encode(JobsReprioritized event, ByteBuffer target) {
            target.putLong(event.queueId);
            MessagesSent.NewLane.put(target, event.newLanes);
            MessagesDeadLettered.Moved.put(target, event.messages);
        }

        @Override
        JobsReprioritized read(Fields fields, long bodyOffset) {
            return new JobsReprioritized(
                    fields.ranged(1, QUEUE_ID_MAX),
                    MessagesSent.NewLane.read(fields, QueueLimits.ENTRIES_MAX),
                    MessagesDeadLettered.Moved.read(fields, QueueLimits.ENTRIES_MAX));
        }
    }
}
