package dev.skidway.sim;

import dev.skidway.engine.Command;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.ChangeQueueTags;
import dev.skidway.queues.Origin;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Somebody setting a tag that nobody set before and nobody removes. */
final class TagOperation implements Operation<ChangeQueueTags.Reply> {

    private final QueueModel queue;
    private final String key;

    TagOperation(QueueModel queue) {
        this.queue = queue;
        this.key = queue.nextTag();
    }

    @Override
    public Command<ChangeQueueTags.Reply> command() {
        return new ChangeQueueTags(
                queue.name,
                new TreeSet<>(),
                new TreeMap<>(Map.of(key, "value of " + key)),
                new Origin("simulator", "tags"));
    }

    @Override
    public int partition() {
        return queue.partition;
    }

    @Override
    public void done(ChangeQueueTags.Reply reply, long nowMillis) {
        queue.tagsSet.add(key);
    }

    @Override
    public void notDone() {}

    @Override
    public void rejected(Rejection rejection) {
        Violation.unlessGone(queue, rejection, "a tag of");
    }

    @Override
    public void unknown(long nowMillis) {}
}
