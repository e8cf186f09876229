package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Puts the messages at the end of their lanes, remembers them where they may be repeated, and wakes receivers. */
final class MessagesSentApplier implements Applier<MessagesSent> {

    private final Queues queues;

    MessagesSentApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(MessagesSent event, ApplyContext context) {
        Queue queue = queues.get(event.queueId());
        queues.shared.snapshot.beforeChange(queue);
        long now = context.timestampMillis();
        queue.openLanes(event.newLanes(), now);
        long readyBefore = queue.messages.ready;
        for (MessagesSent.Sent sent : event.messages()) {
            Payload payload = sent.payload().from(context.framePosition());
            if (sent.terms() == null && sent.replacing() == null && !sent.agesFromDue()) {
                queue.messages.append(sent.lane(), sent.slot(), payload, now, sent.visibleAtMillis());
            } else {
                queue.messages.life.sent(sent, payload, now);
            }
            if (sent.key() != null) {
                queue.messages.memory().sent(sent.key(), sent.lane(), sent.slot(), now);
            }
        }
        queue.sentTotal += event.messages().size();
        queues.dueChanged(queue);
        if (queue.messages.ready > readyBefore) {
            context.wake(queue.id());
        }
    }
}
