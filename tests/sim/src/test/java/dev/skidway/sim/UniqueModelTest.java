package dev.skidway.sim;

import static dev.skidway.sim.Broken.broken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.queues.JobOptions;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.SendResult;
import dev.skidway.queues.UniqueKey;
import dev.skidway.sim.Violation.Kind;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** Every promise about unique keys that the checker guards, broken once. */
class UniqueModelTest extends JobCheckerBench {

    @Test
    void findsTwoJobsWithOneUniqueKey() {
        for (UniqueKey.Mode mode : UniqueKey.Mode.values()) {
            stored(unique("two-" + mode, mode));
            SentMessage second = attempted(unique("two-" + mode, mode));

            broken(Kind.PHANTOM, () -> checker.sendAnswered(second, new SendResult.Stored(ref(second)), 60));
        }
    }

    @Test
    void findsASendRefusedForAKeyThatNobodyHas() {
        SentMessage rejected = attempted(unique("one", UniqueKey.Mode.REJECT));
        SentMessage kept = attempted(unique("two", UniqueKey.Mode.KEEP_FIRST));
        SentMessage throttled = attempted(unique("three", UniqueKey.Mode.THROTTLE));
        SendResult dropped = new SendResult.Stored(new MessageRef(1, 0, 50), true);

        broken(Kind.LOST, () -> checker.sendAnswered(rejected, taken(50), 60));
        broken(Kind.LOST, () -> checker.sendAnswered(kept, dropped, 60));
        broken(Kind.LOST, () -> checker.sendAnswered(throttled, dropped, 60));
    }

    @Test
    void knowsThatALaterSendMayBeDecidedFirst() {
        SentMessage waits = attempted(unique("one", UniqueKey.Mode.KEEP_FIRST));
        SentMessage later = stored(unique("one", UniqueKey.Mode.KEEP_FIRST));

        checker.sendAnswered(waits, new SendResult.Stored(ref(later), true), 60);

        assertThat(later.certainlyThere(60)).isTrue();
    }

    @Test
    void findsASendTreatedInAnotherModeThanItsOwn() {
        stored(unique("one", UniqueKey.Mode.KEEP_FIRST));
        SentMessage second = attempted(unique("one", UniqueKey.Mode.KEEP_FIRST));

        broken(Kind.REFUSED, () -> checker.sendAnswered(second, taken(0), 60));
    }

    @Test
    void findsAJobTakenForAnotherOne() {
        SentMessage stranger = stored(JobOptions.NONE);
        stored(unique("one", UniqueKey.Mode.REJECT));
        SentMessage second = attempted(unique("one", UniqueKey.Mode.REJECT));

        broken(Kind.LOST, () -> checker.sendAnswered(second, taken(ref(stranger).slot()), 60));
    }

    @Test
    void findsALeaseOfAJobThatWasReplaced() {
        SentMessage first = stored(unique("one", UniqueKey.Mode.REPLACE));
        SentMessage second = attempted(unique("one", UniqueKey.Mode.REPLACE));
        checker.sendAnswered(second, new SendResult.Replaced(ref(second), ref(first)), 60);

        broken(Kind.PHANTOM, () -> lease(first, 1, 100));
        lease(second, 1, 100);
    }

    @Test
    void findsARunningJobReplaced() {
        SentMessage first = stored(unique("one", UniqueKey.Mode.REPLACE));
        lease(first, 1, 50);
        SentMessage second = attempted(unique("one", UniqueKey.Mode.REPLACE));

        broken(Kind.PHANTOM, () -> checker.sendAnswered(second, new SendResult.Replaced(ref(second), ref(first)), 60));
    }

    @Test
    void knowsThatADebouncedJobGoesOnUnderItsIdentity() {
        SentMessage first = stored(unique("one", UniqueKey.Mode.DEBOUNCE));
        SentMessage second = attempted(unique("one", UniqueKey.Mode.DEBOUNCE));
        checker.sendAnswered(second, new SendResult.Debounced(ref(first)), 60);
        SentMessage third = attempted(unique("one", UniqueKey.Mode.DEBOUNCE));
        checker.sendUnknown(third, 70);

        broken(Kind.PHANTOM, () -> lease(first, 1, 100));
        LeasedMessage ofThird = leaseOf(third, ref(first), 1, 100, 0, null);
        checker.leased(receive(100), ofThird, Bodies.body(third.attempt, 20), 100);
        LeasedMessage ofSecond = leaseOf(second, ref(first), 1, 100, 0, null);
        broken(Kind.PHANTOM, () -> checker.leased(receive(100), ofSecond, Bodies.body(second.attempt, 20), 100));
    }

    private static SendResult taken(long slot) {
        return new SendResult.Taken(new MessageRef(1, 0, slot), rejection(QueueRejection.UNIQUE_KEY_TAKEN));
    }

    private static JobOptions unique(String key, UniqueKey.Mode mode) {
        boolean throttle = mode == UniqueKey.Mode.THROTTLE;
        UniqueKey unique = new UniqueKey(key, !throttle, !throttle, throttle ? 1_000 : 0, mode);
        return new JobOptions(-1, -1, -1, null, null, Collections.emptySortedMap(), unique, null);
    }
}
