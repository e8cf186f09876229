package dev.skidway.queues;

import dev.skidway.engine.Applier;
import dev.skidway.engine.ApplyContext;

/** Replaces the metadata. */
final class JobMetadataEditedApplier implements Applier<JobMetadataEdited> {

    private final Queues queues;

    JobMetadataEditedApplier(Queues queues) {
        this.queues = queues;
    }

    @Override
    public void apply(JobMetadataEdited event, ApplyContext context) {
        Queue queue = queues.get(event.queueId());
        Messages messages = queue.messages;
        for (JobMetadataEdited.Entry entry : event.entries()) {
            messages.life.edited(entry.lane(), entry.slot(), entry.metadata());
        }
    }
}
