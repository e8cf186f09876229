package dev.skidway.engine;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.base.TimeSource;

/**
 * The time a partition lives by: it never goes back and never jumps.
 *
 * <p>It starts at the wall clock (or at the newest frame, if that is later), runs with the monotonic clock, and is slewed towards the
 * wall clock. A wall clock that is further away than {@link ClockLimits#stepMillisMax} is <em>disputed</em>: the engine clock runs on
 * with the monotonic clock alone until the wall clock comes back or somebody confirms it. A confirmed wall clock that is ahead is
 * followed at once; one that is behind is approached by slewing, for time never goes back.
 */
final class EngineClock {

    private static final long CORRECTION_MICROS_MIN = 10_000;

    private final TimeSource time;
    private final ClockLimits limits;

    private long micros;
    private long nowMillis;
    private long monotonicNanos;
    private long microsSinceCorrection;
    private boolean followsBack;
    private volatile boolean disputed;
    private volatile boolean confirmed;

    /**
     * Starts the clock.
     *
     * @param newestFrameMillis engine time of the newest frame, 0 when there is none
     * @param accepted start even if the wall clock is far from the newest frame
     */
    EngineClock(TimeSource time, ClockLimits limits, long newestFrameMillis, boolean accepted) {
        this.time = time;
        this.limits = limits;
        long wallMillis = time.wallMillis();
        if (newestFrameMillis > 0 && !accepted) {
            checkStart(wallMillis, newestFrameMillis);
        }
        nowMillis = Math.max(wallMillis, newestFrameMillis);
        micros = nowMillis * 1_000;
        monotonicNanos = time.monotonicNanos();
        followsBack = accepted;
    }

    private void checkStart(long wallMillis, long newestFrameMillis) {
        if (wallMillis < newestFrameMillis - limits.startBehindMillisMax()) {
            throw new SkidwayException(
                    EngineError.CLOCK_BEHIND_LOG,
                    Severity.REFUSE_START,
                    "the wall clock says " + wallMillis + " ms, but the newest frame was written at "
                            + newestFrameMillis + " ms; set the clock right, or accept it as it is");
        }
        if (wallMillis > newestFrameMillis + limits.startAheadMillisMax()) {
            throw new SkidwayException(
                    EngineError.CLOCK_AHEAD_OF_LOG,
                    Severity.REFUSE_START,
                    "the wall clock says " + wallMillis + " ms, long after the newest frame was written at "
                            + newestFrameMillis
                            + " ms; if the server really stood still that long, accept the clock as it is");
        }
    }

    /** Engine time in milliseconds since 1970; asked by the partition's thread only. */
    long nowMillis() {
        long elapsedMicros = (time.monotonicNanos() - monotonicNanos) / 1_000;
        monotonicNanos += elapsedMicros * 1_000;
        micros += elapsedMicros;
        microsSinceCorrection += elapsedMicros;
        if (microsSinceCorrection >= CORRECTION_MICROS_MIN || confirmed) {
            correct();
            microsSinceCorrection = 0;
        }
        nowMillis = Math.max(nowMillis, micros / 1_000);
        return nowMillis;
    }

    private void correct() {
        long wallMillis = time.wallMillis();
        long aheadMillis = wallMillis - micros / 1_000;
        if (confirmed) {
            confirmed = false;
            followsBack = aheadMillis < 0;
            if (aheadMillis > 0) {
                micros = wallMillis * 1_000;
                aheadMillis = 0;
            }
        }
        boolean near = Math.abs(aheadMillis) <= limits.stepMillisMax();
        followsBack &= !near;
        disputed = !near && !(followsBack && aheadMillis < 0);
        if (!disputed) {
            long slewMicrosMax = microsSinceCorrection * limits.slewPerMille() / 1_000;
            long aheadMicros = Math.clamp(aheadMillis, -slewMicrosMax, slewMicrosMax) * 1_000;
            micros += Math.clamp(aheadMicros, -slewMicrosMax, slewMicrosMax);
        }
    }

    /** True while the wall clock is too far away to be believed; may be asked by any thread. */
    boolean disputed() {
        return disputed;
    }

    /** Says that the wall clock is right as it is; may be called by any thread. */
    void confirm() {
        confirmed = true;
    }
}
