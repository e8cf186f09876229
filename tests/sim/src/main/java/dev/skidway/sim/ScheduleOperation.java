package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Somebody asking something about schedules or the jobs they send.
 *
 * @param onDone told the reply and the engine time of its arrival
 * @param onRefused told the reason, or null when it failed in a way that promises that nothing happened
 * @param onUnknown told the engine time by which it happened, or not
 * @param <R> the reply
 */
record ScheduleOperation<R>(
        Command<R> command,
        int partition,
        ObjLongConsumer<R> onDone,
        Consumer<@Nullable Rejection> onRefused,
        LongConsumer onUnknown)
        implements Operation<R> {

    @Override
    public void done(R reply, long nowMillis) {
        onDone.accept(reply, nowMillis);
    }

    @Override
    public void notDone() {
        onRefused.accept(null);
    }

    @Override
    public void rejected(Rejection rejection) {
        onRefused.accept(rejection);
    }

    @Override
    public void unknown(long nowMillis) {
        onUnknown.accept(nowMillis);
    }
}
