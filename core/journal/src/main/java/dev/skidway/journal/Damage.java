package dev.skidway.journal;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;

/** Words for refusing to start on damaged data: which file, where, why it cannot be a torn tail, what to do. */
final class Damage {

    private static final String ADVICE = "; keep a copy of the folder and restore it from a backup";

    private Damage() {}

    static SkidwayException block(Segment segment, int offset, String why) {
        return refuse(
                JournalError.BLOCK_DAMAGED,
                segment.name() + ": expected an undamaged block at offset " + offset + ", but it is damaged, and "
                        + why);
    }

    static SkidwayException refuse(JournalError error, String message) {
        return new SkidwayException(error, Severity.REFUSE_START, message + ADVICE);
    }
}
