package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Fires the timers in their order, and wakes receivers where something became ready or room came free in flight. */
final class TimersFiredApplier implements Applier<TimersFired> {

    private final Queues queues;

    TimersFiredApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(TimersFired event, ApplyContext context) {
        for (int fired = 0;
                fired < event.countMax() && queues.nextMessageTimerMillis() <= event.upToMillis();
                fired++) {
            if (queues.limitIsNext()) {
                queues.shared.limits.fireOne(context);
                continue;
            }
            Queue queue = queues.firstDue();
            queues.shared.snapshot.beforeChange(queue);
            boolean atLimit = queue.full();
            boolean ready = queue.fireOne(context.timestampMillis());
            queues.dueChanged(queue);
            if (ready || atLimit) {
                context.wake(queue.id());
            }
        }
    }
}
