package dev.skidway.sim;

import dev.skidway.queues.QueueLimits;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.SettingsChange;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the clients know about one life of one queue. */
final class QueueModel {

    /** Whether the queue exists, as far as answers tell. */
    enum Existence {
        /** A create was not answered. */
        MAYBE_CREATED,
        EXISTS,
        /** A delete was not answered. */
        MAYBE_DELETED,
        DELETED
    }

    final QueueName name;
    final int partition;
    /** In the order of their sending; those that are certainly gone may be left out. */
    final Set<SentMessage> messages = new LinkedHashSet<>();

    Existence existence = Existence.MAYBE_CREATED;

    /** Shortest retention, visibility and delay the queue may have had. */
    long retentionMillisMin;

    long visibilityMillisMin;
    long delayMillisMin;
    long queueId = -1;
    int purgesInFlight;
    int purgesAsked;

    /** Of a FIFO queue; null for a standard queue. */
    @Nullable FifoModel fifo;

    /** Keys of tags whose setting was acknowledged. */
    final Set<String> tagsSet = new TreeSet<>();

    private int tagsAsked;

    /** Where its messages may have moved since a policy was first asked for, and the fewest receives before that. */
    @Nullable QueueModel deadLetters;

    int receivesBeforeMovingMin = Integer.MAX_VALUE;

    /** Lives of queues whose messages may have moved here. */
    final List<QueueModel> sources = new ArrayList<>();

    QueueModel(QueueName name, int partition, long retentionMillis, long visibilityMillis, long delayMillis) {
        this.name = name;
        this.partition = partition;
        this.retentionMillisMin = retentionMillis;
        this.visibilityMillisMin = visibilityMillis;
        this.delayMillisMin = delayMillis;
    }

    long possibleMessages() {
        return messages.stream().filter(SentMessage::possiblyThere).count();
    }

    boolean takesMoreTags() {
        return tagsAsked < QueueLimits.NAMED_VALUES_MAX;
    }

    String nextTag() {
        return "tag " + tagsAsked++;
    }

    boolean mayBeDeleted() {
        return existence == Existence.MAYBE_DELETED || existence == Existence.DELETED;
    }

    boolean exists() {
        return existence == Existence.EXISTS;
    }

    /** From now on each of its messages may be gone. */
    void doubtAll() {
        messages.forEach(message -> message.maybeGone = true);
    }

    /** It is gone with everything in it; no receive submitted after {@code step} may find what cannot have moved before. */
    void deleted(long step) {
        existence = Existence.DELETED;
        messages.forEach(message -> message.goneWithItsQueue(this, step));
    }

    /** From now on its messages may lie in another queue after so many receives. */
    void mayMoveTo(QueueModel target, int receives) {
        if (deadLetters == null) {
            deadLetters = target;
            target.sources.add(this);
        }
        receivesBeforeMovingMin = Math.min(receivesBeforeMovingMin, receives);
    }

    /** Shortest time that any of its messages was promised to stay, wherever it moved. */
    long retentionMillisMinAnywhere() {
        return deadLetters == null ? retentionMillisMin : Math.min(retentionMillisMin, deadLetters.retentionMillisMin);
    }

    /** Settings that are about to change: from now on either value is possible. */
    void mayChange(SettingsChange change) {
        retentionMillisMin = smaller(retentionMillisMin, change.retentionMillis());
        visibilityMillisMin = smaller(visibilityMillisMin, change.visibilityMillis());
        delayMillisMin = smaller(delayMillisMin, change.delayMillis());
    }

    private static long smaller(long value, @Nullable Long other) {
        return other == null ? value : Math.min(value, other);
    }

    @Override
    public String toString() {
        return name.namespace() + "/" + name.name() + " id " + queueId + " " + existence;
    }
}
