package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Points the messages to where their payloads lie now; nothing else about them changes. */
final class PayloadsCopiedApplier implements Applier<PayloadsCopied> {

    private final Queues queues;

    PayloadsCopiedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(PayloadsCopied event, ApplyContext context) {
        for (PayloadsCopied.Copied copied : event.payloads()) {
            Payload payload = copied.payload().from(context.framePosition());
            queues.get(copied.queueId()).messages.movePayload(copied.lane(), copied.slot(), payload);
        }
    }
}
