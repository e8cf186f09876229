package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Keeps the sends until they are too old to be repeated. */
final class SendsRememberedApplier implements Applier<SendsRemembered> {

    private final Queues queues;

    SendsRememberedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(SendsRemembered event, ApplyContext context) {
        Queue queue = queues.get(event.queueId());
        for (SendsRemembered.Entry entry : event.entries()) {
            queue.messages.life.sendKeys.add(new SendKey(entry.key(), entry.send(), context.timestampMillis()));
        }
        queues.dueChanged(queue);
    }
}
