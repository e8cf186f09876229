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
            long agesFrom = sent.agesFromDue() ? sent.visibleAtMillis() : now;
            queue.messages.append(sent.lane(), sent.slot(), payload, agesFrom, now, sent.visibleAtMillis());
            if (sent.key() != null) {
                queue.messages.memory().sent(sent.key(), sent.lane(), sent.slot(), now);
            }
        }
        // Not before all lie in their lanes: what they replace may be the last in a lane of another one, which would go
        // with it.
        for (MessagesSent.Sent sent : event.messages()) {
            if (sent.terms() != null || sent.replacing() != null) {
                queue.messages.life.sent(sent, sent.payload().from(context.framePosition()), now);
            }
        }
        queue.sentTotal += event.messages().size();
        queues.dueChanged(queue);
        if (queue.messages.ready > readyBefore) {
            context.wake(queue.id());
        }
    }
}
