package dev.skidway.queues;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a sender may ask of a job beyond a message; whatever is not named is as the queue has it.
 *
 * @param dueAtMillis engine time before which nobody receives it, or -1; not together with a delay
 * @param expireAfterMillis it expires so long after it was due first, or -1 for the queue's, 0 for never
 * @param expiresAtMillis engine time at which it expires, or -1; not together with the one above
 * @param atMostOnce whether it is gone when its lease runs out; null for the queue's
 * @param retry null for the queue's
 * @param metadata names and values that can be seen, searched and changed while it waits
 * @param unique what it is one of a kind of, or null
 * @param idempotencyKey sends with the same one and the same content are stored once, or null
 * @param content hash of the content, made by the node where there is an idempotency key; null before
 */
public record JobOptions(
        long dueAtMillis,
        long expireAfterMillis,
        long expiresAtMillis,
        @Nullable Boolean atMostOnce,
        @Nullable RetryPolicy retry,
        SortedMap<String, String> metadata,
        @Nullable UniqueKey unique,
        @Nullable String idempotencyKey,
        @Nullable Hash128 content) {

    /** Nothing is asked. */
    public static final JobOptions NONE =
            new JobOptions(-1, -1, -1, null, null, Collections.emptySortedMap(), null, null, null);

    /** Options whose content was not hashed yet. */
    public JobOptions(
            long dueAtMillis,
            long expireAfterMillis,
            long expiresAtMillis,
            @Nullable Boolean atMostOnce,
            @Nullable RetryPolicy retry,
            SortedMap<String, String> metadata,
            @Nullable UniqueKey unique,
            @Nullable String idempotencyKey) {
        this(
                dueAtMillis,
                expireAfterMillis,
                expiresAtMillis,
                atMostOnce,
                retry,
                metadata,
                unique,
                idempotencyKey,
                null);
    }

    public JobOptions {
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    JobOptions with(Hash128 hash) {
        return new JobOptions(
                dueAtMillis,
                expireAfterMillis,
                expiresAtMillis,
                atMostOnce,
                retry,
                metadata,
                unique,
                idempotencyKey,
                hash);
    }

    /** Whether all that is asked is when it is due, or that it is stored once. */
    boolean plain() {
        return expireAfterMillis < 0
                && expiresAtMillis < 0
                && atMostOnce == null
                && retry == null
                && metadata.isEmpty()
                && unique == null;
    }
}
