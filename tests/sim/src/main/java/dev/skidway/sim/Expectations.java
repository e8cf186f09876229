package dev.skidway.sim;

import java.util.List;

/** What must have happened in a long run for it to mean anything. */
final class Expectations {

    static final long TIMES_MIN = 3;

    static final List<String> HAPPENINGS = List.of(
            "disk: WRITE_ERROR",
            "disk: FORCE_ERROR",
            "disk: READ_ERROR",
            "disk: DIRECTORY_FORCE_ERROR",
            "disk: SLOW_FORCE",
            "disk: LOST_SECTOR",
            "disk: TORN_FILE",
            "disk: LOST_NAME",
            "event: POWER_CUT",
            "event: POWER_CUT_IN_A_CALL",
            "event: KILL",
            "event: CLEAN_STOP",
            "event: CLOCK_BACK",
            "event: CLOCK_FORWARD",
            "event: CLOCK_FAR",
            "event: LONG_PAUSE",
            "event: DISK_FULL",
            "event: BIT_FLIP",
            "event: SNAPSHOT",
            "power: lost inside a call",
            "power: lost while starting",
            "process: ended by itself",
            "process: stopped in good order",
            "start: refused by a fault",
            "start: clock SK-ENG-013",
            "start: clock SK-ENG-014",
            "failed: SK-ENG-003",
            "given up while waiting",
            "compare: recovered equals live",
            "counts: compared exactly",
            "damage: made no difference",
            "delete: DELETED",
            "delete: ALREADY_GONE",
            "delete: LEASED_AGAIN",
            "delete: forged",
            "change visibility: CHANGED",
            "change visibility: GONE",
            "change visibility: LEASED_AGAIN",
            "lease: again after it ran out or was given back",
            "dead letter: delivered from its new queue",
            "message: delivered after its delay",
            "order: neighbours of a lane compared",
            "purge: done",
            "purge: refused",
            "create: deleted recently",
            "list: done",
            "refused: IN_FLIGHT_LIMIT",
            "refused: QUEUE_NOT_FOUND",
            "repeat: same seed, same disk and state");

    private Expectations() {}
}
