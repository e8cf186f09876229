package dev.skidway.queues;

/** Shows a visitor all messages of a queue, lane by lane; chunks that are away are brought back. */
final class MessageTour {

    private final QueueRead queue;
    private final MessageVisitor visitor;

    MessageTour(QueueRead queue, MessageVisitor visitor) {
        this.queue = queue;
        this.visitor = visitor;
    }

    void run() {
        for (LaneRead lane : queue.lanesFrom(0)) {
            for (long slot = lane.nextLive(0); slot >= 0; slot = lane.nextLive(slot + 1)) {
                visitor.message(PeekMessagesDecider.message(queue, lane, slot));
            }
        }
    }
}
