package dev.skidway.app.config;

import dev.skidway.engine.ClockLimits;

/** How far the engine clock believes the wall clock. */
@About(
        "How far the server believes the machine's wall clock: one bad clock must neither freeze timers nor expire everything.")
public record ClockSection(
        @Key(
                value = "3600000",
                unit = "ms",
                min = 1,
                reason = "A wall clock further away than this is reported and not followed.")
        long stepMillisMax,

        @Key(
                value = "50",
                unit = "‰",
                min = 1,
                max = 500,
                reason = "How much faster or slower than real time the server's clock may run to come back to the wall"
                        + " clock.")
        int slewPerMille,

        @Key(
                value = "3600000",
                unit = "ms",
                min = 1,
                reason = "A start with a wall clock further behind the newest frame is refused unless accept-wall-clock"
                        + " is set.")
        long startBehindMillisMax,

        @Key(
                value = "2592000000",
                unit = "ms",
                min = 1,
                reason = "A start with a wall clock further ahead of the newest frame is refused unless"
                        + " accept-wall-clock is set.")
        long startAheadMillisMax,

        @Key(
                value = "false",
                reason = "Set for one start, after checking that the machine's clock is right, to go on with it.")
        boolean acceptWallClock) {

    /** The same for the engine itself. */
    public ClockLimits toEngine() {
        return new ClockLimits(stepMillisMax, slewPerMille, startBehindMillisMax, startAheadMillisMax);
    }
}
