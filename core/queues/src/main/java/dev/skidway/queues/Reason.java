package dev.skidway.queues;

import org.jspecify.annotations.Nullable;

/**
 * One thing that keeps a job, or a queue, from being served now.
 *
 * @param message one sentence for people
 * @param untilMillis engine time at which it ends by itself, -1 if no time ends it
 * @param ahead jobs or keys that come before, as far as counted
 * @param name of the limit: {@code queue}, {@code key}, {@code probe}, or that of a shared one; else empty
 * @param job the job that stands in the way, by its identity, or null
 */
public record Reason(
        Kind kind,
        String message,
        long untilMillis,
        long ahead,
        String name,
        @Nullable MessageRef job) {

    /** What kind of thing. */
    public enum Kind {
        /** Not due before a time. */
        DELAYED,
        /** Jobs of the same key and priority are before it. */
        BEHIND,
        /** Jobs of a lower priority number are served first. */
        PRIORITY,
        /** Keys that have used less of their share are before this one. */
        FAIRNESS,
        /** All places of a limit are taken. */
        CONCURRENCY,
        /** A limit lets the next one begin at a time. */
        RATE,
        /** A job of the same ordered group runs. */
        GROUP_LOCKED,
        /** It runs, under a lease until a time. */
        RUNNING,
        QUEUE_PAUSED,
        KEY_PAUSED,
        /** Its key is in quarantine until a time. */
        QUARANTINED,
        /** As many jobs of the queue run as may at all. */
        IN_FLIGHT_MAX,
        /** It was received in vain too often: the next receive that comes to it moves it. */
        DEAD_LETTER,
        /** Nothing stands in the way, but nobody asks. */
        NO_WORKER,
        /** It is gone, or never was. */
        FINISHED,
        /** Nothing in the queue could be served. */
        EMPTY
    }

    static Reason of(Kind kind, String message) {
        return new Reason(kind, message, -1, 0, "", null);
    }

    static Reason until(Kind kind, String message, long untilMillis) {
        return new Reason(kind, message, untilMillis, 0, "", null);
    }

    static Reason ahead(Kind kind, String message, long ahead) {
        return new Reason(kind, message, -1, ahead, "", null);
    }

    static Reason concurrency(String name, long limit) {
        return new Reason(
                Kind.CONCURRENCY, "All " + limit + " places of the limit " + name + " are taken.", -1, 0, name, null);
    }

    static Reason rate(String name, long untilMillis) {
        return new Reason(
                Kind.RATE, "The rate of the limit " + name + " is used up for now.", untilMillis, 0, name, null);
    }
}
