package dev.skidway.queues;

import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;

/**
 * The first timers that were due by a certain time fired: leases ended, delays passed, messages grew too old.
 *
 * <p>Which ones follows from the state: the earliest first, then by queue, lane and slot, at most {@code countMax}.
 */
record TimersFired(long upToMillis, int countMax) implements Event {

    static final EventType<TimersFired> TYPE = new Type();

    private static final class Type extends QueueEventType<TimersFired> {

        Type() {
            super(FIRST_ID + 8, 1, TimersFired.class);
        }

        @Override
        public int encodedBytes(TimersFired event) {
            return 12;
        }

        @Override
        public void encode(TimersFired event, ByteBuffer target) {
            target.putLong(event.upToMillis);
            target.putInt(event.countMax);
        }

        @Override
        TimersFired read(Fields fields, long bodyOffset) {
            return new TimersFired(fields.i64(), fields.count(QueueLimits.TIMERS_PER_COMMAND_MAX));
        }
    }
}
