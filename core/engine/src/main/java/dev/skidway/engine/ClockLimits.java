package dev.skidway.engine;

/**
 * How far the engine clock believes the wall clock.
 *
 * @param stepMillisMax a wall clock further away than this is alarmed and not followed until confirmed
 * @param slewPerMille how much faster or slower than real time the engine clock may run to come back to the wall clock, 1 to 500
 * @param startBehindMillisMax a start with a wall clock further behind the newest frame is refused unless the clock is accepted
 * @param startAheadMillisMax a start with a wall clock further ahead of the newest frame is refused unless the clock is accepted
 */
public record ClockLimits(long stepMillisMax, int slewPerMille, long startBehindMillisMax, long startAheadMillisMax) {

    private static final long HOUR_MILLIS = 3_600_000L;

    /** What a partition runs with unless told otherwise: one hour, 5 %, one hour, 30 days. */
    public static final ClockLimits DEFAULT = new ClockLimits(HOUR_MILLIS, 50, HOUR_MILLIS, 30 * 24 * HOUR_MILLIS);

    public ClockLimits {
        if (stepMillisMax < 1 || startBehindMillisMax < 1 || startAheadMillisMax < 1) {
            throw new IllegalArgumentException("clock limits must be at least 1 ms, found " + stepMillisMax + ", "
                    + startBehindMillisMax + " and " + startAheadMillisMax);
        }
        if (slewPerMille < 1 || slewPerMille > 500) {
            throw new IllegalArgumentException("slew-per-mille must be 1 to 500, found " + slewPerMille);
        }
    }
}
