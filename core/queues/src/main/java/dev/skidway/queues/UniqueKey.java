package dev.skidway.queues;

/**
 * What a job is one of a kind of in its queue, for how long, and what happens to a send that comes too late.
 *
 * @param key 1 to {@link QueueLimits#UNIQUE_KEY_BYTES_MAX} bytes as UTF-8
 * @param waiting whether the job has the key while it waits
 * @param running whether it has it while it is leased
 * @param windowMillis how long it has the key after it is done; for {@link Mode#THROTTLE} after it was sent
 * @param mode what becomes of a send whose key another job has
 */
public record UniqueKey(String key, boolean waiting, boolean running, long windowMillis, Mode mode) {

    /** What becomes of a later send; the order is the number in the log. */
    public enum Mode {
        /** It is refused. */
        REJECT,
        /** It is answered with the job that has the key. */
        KEEP_FIRST,
        /** It takes the place of a job that waits; one that is leased stays, and both run. */
        REPLACE,
        /** The job that waits becomes due later, as late as this send would be; one that is leased stays, and both run. */
        DEBOUNCE,
        /** It is dropped if the last one was sent less than the window ago. */
        THROTTLE
    }
}
