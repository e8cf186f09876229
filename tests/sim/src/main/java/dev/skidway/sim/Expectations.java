package dev.skidway.sim;

import dev.skidway.sim.Scenario.Event;
import dev.skidway.testkit.DiskFault;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What must have happened in a long run for it to mean anything. */
final class Expectations {

    /** Shorter runs are not judged by what they missed. */
    static final int SEEDS_MIN = 1_000;

    /** So many seeds must show each happening once, on average. */
    private static final int SEEDS_EACH = 500;

    /** Types of events of the queue domain, from the first to the newest. */
    private static final int EVENT_TYPE_FIRST = 256;

    private static final int EVENT_TYPE_LAST = 285;

    /** Faults of copies of the disk, or of its size, are counted under other names. */
    private static final Set<DiskFault> COUNTED_ELSEWHERE =
            EnumSet.of(DiskFault.BIT_FLIP, DiskFault.MISDIRECTED_WRITE, DiskFault.DISK_FULL);

    private static final List<String> CRASH_POINTS = List.of(
            "a force of durable",
            "a force of journal.seg",
            "a force of manifest",
            "a force of snapshot.snp",
            "a force of spill.spl",
            "a force of filling",
            "a force of the directory",
            "a write to durable",
            "a write to filling",
            "a write to journal.seg",
            "a write to manifest",
            "a write to snapshot.snp",
            "a write to spill.spl",
            "the creation of filling",
            "the creation of snapshot.snp",
            "the creation of spill.spl",
            "the deletion of snapshot.snp",
            "the deletion of spill.spl",
            "the renaming of filling",
            "the renaming of journal.seg",
            "the renaming of spare.seg");

    private static final List<String> OTHERS = List.of(
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
            "delete: EXPIRED",
            "fifo: repeated send answered with the first",
            "fifo: repeated a send without an answer",
            "fifo: id stored again when it may be",
            "fifo: sent without an id",
            "fifo: content sent again",
            "fifo: order of sends compared",
            "fifo: first of an answer in turn",
            "fifo: further one in turn",
            "spill: parts away at a compare",
            "spill: parts loaded by then",
            "spill: parts read while the partition waited by then",
            "purge: done",
            "purge: refused",
            "create: deleted recently",
            "list: done",
            "pause: nothing leased",
            "pause: only other keys leased",
            "limit: as many leased as a queue may have at once",
            "limit: as many leased as a key may have at once",
            "drain: a send was refused",
            "attempt: leased",
            "attempt: no answer",
            "attempt: had to be repeated",
            "attempt: the same leases again",
            "attempt: other leases, or none, than before",
            "dead letter: of a FIFO queue delivered",
            "dead letter: of a FIFO queue in turn",
            "move: started",
            "move: a start without an answer was listed",
            "move: cancelled",
            "move: seen RUNNING",
            "move: seen CANCELLED",
            "move: seen COMPLETED",
            "move: seen FAILED DESTINATION_GONE",
            "move: seen FAILED ORIGIN_UNKNOWN",
            "move: delivered anew",
            "move: dead once more",
            "receipt: of a place that its message had left",
            "refused: MOVE_TASK_RUNNING",
            "refused: MOVE_SOURCE_NOT_DEAD_LETTERS",
            "refused: MOVE_TASK_NOT_RUNNING",
            "rate: all that a queue may have",
            "rate: all that a key may have",
            "rate: all that the queues of a shared limit may have",
            "limit: as many leased as the queues of a shared limit may have at once",
            "limit: deleted",
            "job: leased when it was due",
            "finish: Done DONE",
            "finish: Failed RETRY",
            "finish: Failed FAILED",
            "finish: Failed DEAD_LETTERED",
            "finish: Failed CANCELLED",
            "finish: GivenBack RETRY",
            "finish: LEASE_EXPIRED",
            "finish: LEASE_LOST",
            "finish: JOB_NOT_FOUND",
            "extend: DONE",
            "extend: CANCEL_ASKED",
            "change job: Cancel CANCELLED",
            "change job: Cancel CANCEL_ASKED",
            "change job: Cancel JOB_FINISHED",
            "change job: Cancel JOB_NOT_FOUND",
            "change job: Reschedule DONE",
            "change job: Reschedule JOB_LEASED",
            "change job: EditMetadata DONE",
            "reprioritize: DONE",
            "idempotency: answered with the first",
            "idempotency: stored by the repetition",
            "unique: REJECT Taken",
            "unique: KEEP_FIRST Dropped",
            "unique: REPLACE Replaced",
            "unique: DEBOUNCE Debounced",
            "unique: THROTTLE Dropped",
            "journal: event type 287",
            "schedule: saved",
            "schedule: paused",
            "schedule: resumed",
            "schedule: deleted",
            "schedule: triggered",
            "schedule: trigger left out",
            "schedule: trigger without an answer",
            "schedule: a trigger without an answer fired",
            "schedule: looked after a change without an answer",
            "schedule: fired by its timetable",
            "schedule: fired late",
            "schedule: fired as it had to",
            "schedule: left out beside the job before",
            "schedule: a job followed when the one before was gone",
            "schedule: firings counted",
            "timers: none late at rest",
            "dead letter: received for the last time before it moves",
            "refused: IN_FLIGHT_LIMIT",
            "refused: QUEUE_NOT_FOUND",
            "repeat: same seed, same disk and state",
            "process: killed inside a call",
            "damage: bit flipped",
            "damage: write misdirected",
            "damage: histories mixed",
            "compare: replay from the first frame equals live");

    private Expectations() {}

    /** Everything that must have happened. */
    static List<String> all() {
        List<String> all = new ArrayList<>(OTHERS);
        CRASH_POINTS.forEach(point -> all.add("crash point: " + point));
        for (Event event : Event.values()) {
            all.add("event: " + event);
        }
        for (DiskFault fault : DiskFault.values()) {
            if (!COUNTED_ELSEWHERE.contains(fault)) {
                all.add("disk: " + fault);
            }
        }
        for (int type = EVENT_TYPE_FIRST; type <= EVENT_TYPE_LAST; type++) {
            all.add("journal: event type " + type);
        }
        return all;
    }

    /** How often each must have happened in a run of so many seeds. */
    static long timesMin(long seeds) {
        return seeds < SEEDS_MIN ? 0 : seeds / SEEDS_EACH;
    }
}
