package dev.skidway.queues;

/**
 * Where a queue's messages go that were received in vain too often.
 *
 * @param targetName queue of the same namespace; empty: off
 * @param receiveCountMax receives in this queue after which the next one moves the message instead; 1 to 1,000, 0 when off
 */
public record DeadLetterPolicy(String targetName, int receiveCountMax) {

    /** Messages stay, however often they are received. */
    public static final DeadLetterPolicy NONE = new DeadLetterPolicy("", 0);

    /** Whether messages move at all. */
    public boolean on() {
        return !targetName.isEmpty();
    }
}
