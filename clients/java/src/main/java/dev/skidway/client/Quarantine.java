package dev.skidway.client;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When the jobs of a key keep failing, the key is paused, then tried with one job at a time: {@code Quarantine.after(3)}.
 *
 * @param failures failed attempts of a key without a success between them, 1 to 1,000; 0 for no quarantine
 * @param window the time within which they must have happened; null for 10 minutes
 * @param pause the time before one job is tried, doubled each time that fails too, up to 64 times; null for a minute
 */
public record Quarantine(
        int failures, @Nullable Duration window, @Nullable Duration pause) {

    /** After so many failed attempts in a row, 1 to 1,000. */
    public static Quarantine after(int failures) {
        return new Quarantine(failures, null, null);
    }

    /** No quarantine. */
    public static Quarantine off() {
        return after(0);
    }

    /** The same where the failures must have happened within this time. */
    public Quarantine window(Duration time) {
        return new Quarantine(failures, time, pause);
    }

    /** The same with this time before one job is tried. */
    public Quarantine pause(Duration time) {
        return new Quarantine(failures, window, time);
    }

    dev.skidway.v1.Quarantine proto() {
        dev.skidway.v1.Quarantine.Builder quarantine =
                dev.skidway.v1.Quarantine.newBuilder().setFailures(failures);
        if (window != null) {
            quarantine.setWindow(Protos.duration(window));
        }
        if (pause != null) {
            quarantine.setPause(Protos.duration(pause));
        }
        return quarantine.build();
    }

    static Quarantine of(dev.skidway.v1.Quarantine quarantine) {
        return new Quarantine(
                quarantine.getFailures(),
                Protos.durationIf(quarantine.hasWindow(), quarantine.getWindow()),
                Protos.durationIf(quarantine.hasPause(), quarantine.getPause()));
    }
}
