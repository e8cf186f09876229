package dev.skidway.engine;

import dev.skidway.base.ErrorCode;

/** Every way in which the engine itself fails; each has a page {@code docs/errors/<code>.md}. */
public enum EngineError implements ErrorCode {
    /** More commands or bytes wait to be decided than the inbox holds. */
    INBOX_FULL("SK-ENG-001"),
    /** More commands wait for something to happen than the partition keeps. */
    WAITERS_FULL("SK-ENG-002"),
    /** The journal is above its high-water mark and the command brings new work. */
    SPACE_HIGH_WATER("SK-ENG-003"),
    /** The journal has no segment left. */
    SPACE_EXHAUSTED("SK-ENG-004"),
    /** Whoever submitted the command gave it up before it was carried out. */
    CANCELLED("SK-ENG-005"),
    /** The partition takes no more commands because it is being stopped. */
    DRAINING("SK-ENG-006"),
    /** The partition failed and answers nothing any more. */
    PARTITION_FAILED("SK-ENG-007"),
    /** The events of one command do not fit into a frame. */
    FRAME_TOO_LARGE("SK-ENG-008"),
    /** The journal holds an event of a type or version that this program does not know. */
    EVENT_UNKNOWN("SK-ENG-009"),
    /** The journal holds a record that is not what its type promises. */
    EVENT_MALFORMED("SK-ENG-010"),
    /** A frame is missing, repeated or out of order. */
    SEQUENCE_GAP("SK-ENG-011"),
    /** A snapshot is not what its format promises. */
    SNAPSHOT_MALFORMED("SK-ENG-012"),
    /** The wall clock is far behind the newest frame of the journal. */
    CLOCK_BEHIND_LOG("SK-ENG-013"),
    /** The wall clock is far ahead of the newest frame of the journal. */
    CLOCK_AHEAD_OF_LOG("SK-ENG-014"),
    /** The journal holds frames of a partition that is not configured. */
    PARTITION_UNKNOWN("SK-ENG-015"),
    /** State could not be rebuilt from the journal. */
    REPLAY_FAILED("SK-ENG-016"),
    /** Too much state is in memory, and it could not be put away fast enough. */
    MEMORY_FULL("SK-ENG-017");

    private final String code;

    EngineError(String code) {
        this.code = code;
    }

    @Override
    public String code() {
        return code;
    }
}
