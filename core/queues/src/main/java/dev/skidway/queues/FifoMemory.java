package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/** What a FIFO queue remembers beside its messages, for some minutes: sends by deduplication key, receives by attempt id. */
final class FifoMemory implements FifoRead {

    final Deduplications deduplications = new Deduplications();
    final Attempts attempts = new Attempts();

    private final Queue queue;
    private final Shared shared;

    FifoMemory(Queue queue, Shared shared) {
        this.queue = queue;
        this.shared = shared;
    }

    @Override
    public @Nullable MessageRef sentBefore(DeduplicationKey key, long nowMillis) {
        Place place = deduplications.find(key, nowMillis);
        return place == null ? null : new MessageRef(queue.id(), place.lane(), place.slot());
    }

    @Override
    public long deduplicationRoom() {
        return Math.min(
                QueueLimits.DEDUPLICATIONS_PER_QUEUE_MAX - deduplications.size(),
                QueueLimits.DEDUPLICATIONS_PER_PARTITION_MAX - shared.deduplications);
    }

    @Override
    public @Nullable AttemptRead attempt(String id, long nowMillis) {
        Attempts.Attempt attempt = attempts.find(id);
        return attempt == null || attempt.atMillis + QueueLimits.ATTEMPT_MILLIS <= nowMillis
                ? null
                : new AttemptRead(attempt.untilMillis, attempt.leased);
    }

    void sent(DeduplicationKey key, long lane, long slot, long atMillis) {
        DeduplicationPage page = deduplications.openPage();
        if (page != null) {
            shared.snapshot.beforeChange(queue, page);
        }
        deduplications.add(key, lane, slot, atMillis, shared.snapshot.epoch());
        shared.deduplications++;
    }

    /** Remembers a receive under its id; the one that had this id before can be repeated no more. */
    void received(MessagesLeased event, String attemptId, long atMillis) {
        Attempts.Attempt earlier = attempts.find(attemptId);
        if (earlier != null) {
            forget(earlier);
        }
        if (attempts.size() == QueueLimits.ATTEMPTS_PER_QUEUE_MAX) {
            forget(attempts.oldest());
        }
        attempts.add(new Attempts.Attempt(
                attempts.nextNumber(),
                attemptId,
                atMillis,
                event.untilMillis(),
                event.messages(),
                shared.snapshot.epoch()));
    }

    /** A receive was repeated: its leases have another end. */
    void repeated(Attempts.Attempt attempt, long untilMillis) {
        shared.snapshot.beforeChange(queue, attempt);
        attempt.untilMillis = untilMillis;
    }

    private void forget(Attempts.Attempt attempt) {
        shared.snapshot.beforeChange(queue, attempt);
        attempts.remove(attempt);
    }

    /** All of it is dropped. */
    void dropped() {
        shared.deduplications -= deduplications.size();
    }

    static long nextDueMillis(@Nullable FifoMemory memory) {
        return memory == null
                ? Long.MAX_VALUE
                : Math.min(memory.deduplications.nextDueMillis(), memory.attempts.nextDueMillis());
    }

    /** Forgets what is due first: one page of sends, or one receive. */
    void fireOne() {
        if (deduplications.nextDueMillis() <= attempts.nextDueMillis()) {
            shared.snapshot.beforeChange(queue, deduplications.oldestPage());
            shared.deduplications -= deduplications.removeOldestPage();
        } else {
            forget(attempts.oldest());
        }
    }
}
