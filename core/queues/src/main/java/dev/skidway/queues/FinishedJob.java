package dev.skidway.queues;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a job that is over. Its body is not.
 *
 * @param key lane key, or null
 * @param enqueuedAtMillis engine time of the send
 * @param attemptsTotal attempts over all queues it was in
 * @param attempts the latest ones in order
 * @param code why it ended, short and for programs; empty if there is nothing to say
 * @param text the same for people
 * @param result what its worker gave back, possibly nothing
 */
public record FinishedJob(
        MessageRef identity,
        JobOutcome outcome,
        @Nullable String key,
        int priority,
        long enqueuedAtMillis,
        long finishedAtMillis,
        int attemptsTotal,
        List<JobAttempt> attempts,
        String code,
        String text,
        SortedMap<String, String> metadata,
        byte[] result) {}
