package dev.skidway.queues;

import dev.skidway.base.SkidwayException;
import org.jspecify.annotations.Nullable;

/** Shows a visitor the payloads of all live messages, by queue, lane and slot. */
final class PayloadTour {

    private final PayloadVisitor visitor;

    PayloadTour(PayloadVisitor visitor) {
        this.visitor = visitor;
    }

    void of(Queues queues) {
        for (Queue queue : queues.byId.values()) {
            for (Lane lane = queue.messages.lanes.first(); lane != null; lane = lane.next) {
                for (Chunk chunk = lane.chunkFrom(0); chunk != null; chunk = lane.chunkAfter(chunk)) {
                    Chunk view = view(queue, chunk);
                    if (view != null) {
                        show(queue, view);
                    }
                }
            }
        }
    }

    private @Nullable Chunk view(Queue queue, Chunk chunk) {
        try {
            return chunk.view();
        } catch (SkidwayException e) {
            visitor.unreadable(queue.name(), chunk.live, e);
            return null;
        }
    }

    private void show(Queue queue, Chunk chunk) {
        for (int index = chunk.nextLive(0); index >= 0; index = chunk.nextLive(index + 1)) {
            visitor.payload(
                    queue.name(),
                    chunk.position(index) - PayloadChecksum.BYTES,
                    Payload.storedBytes(chunk.headerBytes(index), chunk.bodyBytes(index)));
        }
    }
}
