package dev.skidway.queues;

import java.math.BigInteger;

/**
 * The place of a FIFO message in its group as clients see it: a decimal number that grows from message to message of a group.
 *
 * <p>It is {@code 10^19 + lane * 2^40 + slot}: slots of a lane are given out in order, and a group whose lane was forgotten gets a lane
 * with a higher number, since lane numbers of one life of a queue are never used again. 20 digits long for the first 80 million lanes of a queue.
 */
public final class SequenceNumber {

    private static final BigInteger FIRST = BigInteger.TEN.pow(19);
    private static final int SLOT_BITS = 40;

    private SequenceNumber() {}

    /** The number of the message that lies here. */
    public static String of(MessageRef message) {
        return BigInteger.valueOf(message.lane())
                .shiftLeft(SLOT_BITS)
                .add(BigInteger.valueOf(message.slot()))
                .add(FIRST)
                .toString();
    }
}
