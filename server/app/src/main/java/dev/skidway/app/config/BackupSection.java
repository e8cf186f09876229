package dev.skidway.app.config;

import dev.skidway.journal.HoldLimits;

/** How long, and for how much, a backup may keep files that would be gone. */
@About("How long, and for how much, a running backup may keep files that would be gone without it.")
public record BackupSection(
        @Key(
                value = "60000",
                unit = "ms",
                min = 1000,
                max = 3_600_000,
                reason =
                        "A backup of which nothing was heard for so long is let go, so that one that hangs does not fill"
                                + " the disk.")
        long idleMillisMax,

        @Key(
                value = "17179869184",
                unit = "bytes",
                reason = "A backup that keeps more than this is let go. It is also let go when the journal needs the"
                        + " room.")
        long heldBytesMax) {

    /** The same for the journal. */
    public HoldLimits toHold() {
        return new HoldLimits(idleMillisMax, heldBytesMax);
    }
}
