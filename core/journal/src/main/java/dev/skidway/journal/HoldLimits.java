package dev.skidway.journal;

/**
 * How long, and for how much, files are held for somebody who copies them.
 *
 * @param idleMillisMax they are let go when nobody said for so long that the copy goes on
 * @param heldBytesMax they are let go when what would be free without the hold is more than this
 */
public record HoldLimits(long idleMillisMax, long heldBytesMax) {

    public HoldLimits {
        if (idleMillisMax < 1 || heldBytesMax < 0) {
            throw new IllegalArgumentException(
                    "expected idle-millis-max of at least 1 and held-bytes-max of at least 0," + " found "
                            + idleMillisMax + " and " + heldBytesMax);
        }
    }
}
