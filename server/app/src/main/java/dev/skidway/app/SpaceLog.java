package dev.skidway.app;

import dev.skidway.journal.Space;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once in the log when the journal runs out of room, and once when it has room again; told by one thread. */
final class SpaceLog {

    private static final Logger LOG = LoggerFactory.getLogger(SpaceLog.class);

    private Space told = Space.OPEN;

    /** Takes the state of now; nothing is logged while it stays as it was. */
    void tell(Space now) {
        if (now == told) {
            return;
        }
        told = now;
        switch (now) {
            case OPEN -> LOG.info("There is room on the disk again; sends are taken");
            case HIGH_WATER ->
                LOG.warn("The disk or journal.bytes-max is nearly reached: sends are refused (SK-ENG-003), receives and"
                        + " deletes go on");
            case EXHAUSTED ->
                LOG.warn("The disk is full: sends, receives and deletes are refused until there is room again");
        }
    }
}
