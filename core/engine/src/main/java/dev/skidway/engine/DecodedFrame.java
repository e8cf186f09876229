package dev.skidway.engine;

import dev.skidway.engine.Domain.EventBinding;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The events of one frame, all read before the first is applied, so that a frame takes effect as a whole or not at all. */
final class DecodedFrame implements ApplyContext {

    private final List<Step<?>> steps = new ArrayList<>();
    private final WakeTarget wakeTarget;
    private long timestampMillis;
    private long framePosition;

    /** Takes what appliers wake. */
    @FunctionalInterface
    interface WakeTarget {
        void wake(long waitKey);
    }

    DecodedFrame(WakeTarget wakeTarget) {
        this.wakeTarget = wakeTarget;
    }

    <E extends Event> void decode(EventBinding<E> binding, ByteBuffer body, long bodyOffset) {
        steps.add(new Step<>(binding.applier(), binding.type().decode(body, bodyOffset)));
    }

    /** Forgets the events of a frame that did not come about. */
    void clear() {
        steps.clear();
    }

    /** Applies all events in order, and forgets them. Returns how many there were. */
    int apply(long position, long timestamp) {
        framePosition = position;
        timestampMillis = timestamp;
        for (Step<?> step : steps) {
            step.apply(this);
        }
        int count = steps.size();
        steps.clear();
        return count;
    }

    @Override
    public long timestampMillis() {
        return timestampMillis;
    }

    @Override
    public long framePosition() {
        return framePosition;
    }

    @Override
    public void wake(long waitKey) {
        wakeTarget.wake(waitKey);
    }

    private record Step<E extends Event>(Applier<E> applier, E event) {
        void apply(ApplyContext context) {
            applier.apply(event, context);
        }
    }
}
