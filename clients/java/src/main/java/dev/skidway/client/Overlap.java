package dev.skidway.client;

/** What becomes of a firing of a schedule when the job of the firing before is not finished. */
public enum Overlap {
    /** It is left out. */
    SKIP(dev.skidway.v1.Overlap.OVERLAP_SKIP),
    /** One waits for the job before; further ones are left out. */
    BUFFER_ONE(dev.skidway.v1.Overlap.OVERLAP_BUFFER_ONE),
    /** All wait, in order, at most 1,000. */
    BUFFER_ALL(dev.skidway.v1.Overlap.OVERLAP_BUFFER_ALL),
    /** The job before is cancelled. */
    CANCEL_OTHER(dev.skidway.v1.Overlap.OVERLAP_CANCEL_OTHER),
    /** They run side by side. */
    ALLOW_ALL(dev.skidway.v1.Overlap.OVERLAP_ALLOW_ALL);

    private final dev.skidway.v1.Overlap proto;

    Overlap(dev.skidway.v1.Overlap proto) {
        this.proto = proto;
    }

    dev.skidway.v1.Overlap proto() {
        return proto;
    }

    static Overlap of(dev.skidway.v1.Overlap proto) {
        for (Overlap overlap : values()) {
            if (overlap.proto == proto) {
                return overlap;
            }
        }
        return SKIP;
    }
}
