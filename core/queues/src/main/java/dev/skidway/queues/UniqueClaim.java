package dev.skidway.queues;

/**
 * A unique key as a job has it.
 *
 * @param waiting whether the job has it while it waits
 * @param running whether while it is leased
 * @param windowMillis how long after it is done, or sent
 * @param throttle whether the window counts from the send, whatever becomes of the job
 */
record UniqueClaim(String key, boolean waiting, boolean running, long windowMillis, boolean throttle) {

    static UniqueClaim of(UniqueKey unique) {
        return new UniqueClaim(
                unique.key(),
                unique.waiting(),
                unique.running(),
                unique.windowMillis(),
                unique.mode() == UniqueKey.Mode.THROTTLE);
    }
}
