package dev.skidway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.ToyCommands.Add;
import dev.skidway.engine.ToyCommands.Forget;
import dev.skidway.engine.ToyCommands.Remind;
import dev.skidway.engine.ToyCommands.Take;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Timers of a domain, fired by the partition. */
class TimersTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(ToyDomain::new);

    @TestTemplate
    void firesInOrderOfDueTimeThenId(EngineHarness<ToyDomain> engine) {
        engine.done(new Remind(3, 20, "third"));
        engine.done(new Remind(2, 10, "second"));
        engine.done(new Remind(1, 10, "first"));

        engine.advanceMillis(20);

        assertThat(engine.domain().fired()).containsExactly("first", "second", "third");
    }

    @TestTemplate
    void firesNothingEarly(EngineHarness<ToyDomain> engine) {
        engine.done(new Remind(1, 10, "a"));

        engine.advanceMillis(9);

        assertThat(engine.domain().fired()).isEmpty();
    }

    @TestTemplate
    void tellsWhenTheNextTimerIsDueAndWhetherAllIsDurable(EngineHarness<ToyDomain> engine) {
        engine.settle();
        long begin = engine.partition().nowMillis();
        assertThat(engine.partition().nextTimerMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(engine.partition().settled()).isTrue();

        engine.submit(new Remind(1, 10, "a"));
        engine.stepPartitions();
        assertThat(engine.partition().settled()).isFalse();
        engine.settle();
        assertThat(engine.partition().nextTimerMillis()).isEqualTo(begin + 10);
        assertThat(engine.partition().settled()).isTrue();

        engine.time().advanceMillis(10);
        engine.stepPartitions();
        assertThat(engine.partition().settled())
                .as("fired, and not yet durable")
                .isFalse();
        engine.settle();
        assertThat(engine.partition().nextTimerMillis()).isEqualTo(Long.MAX_VALUE);
        assertThat(engine.partition().settled()).isTrue();
    }

    @TestTemplate
    void neverFiresACancelledTimer(EngineHarness<ToyDomain> engine) {
        engine.done(new Remind(1, 10, "a"));
        assertThat(engine.done(new Forget(1))).isTrue();

        engine.advanceMillis(10);

        assertThat(engine.domain().fired()).isEmpty();
        assertThat(engine.done(new Forget(1))).isFalse();
    }

    @TestTemplate
    void aFiredTimerWakesWhoWaits(EngineHarness<ToyDomain> engine) {
        engine.done(new Remind(1, 10, "a"));
        Ticket<Long> take = engine.submit(new Take("a", 1, 1_000));

        engine.advanceMillis(10);

        assertThat(engine.done(take)).isEqualTo(1);
    }

    @TestTemplate
    void manyTimersDueAtOnceLeaveClientsTheirShare(EngineHarness<ToyDomain> engine) {
        int count = EngineLimits.DEFAULT.timersPerStepMax() * 20;
        for (int id = 0; id < count; id++) {
            engine.submit(new Remind(id, 10, "t"));
        }
        engine.settle();
        engine.time().advanceMillis(10);

        Ticket<Long> add = engine.submit(new Add("a", 1));
        engine.stepPartitions();

        assertThat(engine.domain().total("a")).as("decided in the first step").isEqualTo(1);
        assertThat(engine.domain().fired()).hasSize(EngineLimits.DEFAULT.timersPerStepMax());
        assertThat(engine.done(add)).isEqualTo(1);
        assertThat(engine.domain().fired()).hasSize(count);
    }

    @TestTemplate
    void tellsHowLateTheOldestTimerIs(EngineHarness<ToyDomain> engine) {
        engine.done(new Remind(1, 10, "a"));
        engine.time().advanceMillis(50);

        engine.stepPartitions();

        assertThat(engine.partition().stats().oldestOverdueTimerMillis()).isEqualTo(40);
        engine.settle();
        assertThat(engine.partition().stats().oldestOverdueTimerMillis()).isZero();
    }

    @TestTemplate
    void firesTheSameTimersAfterASnapshotInTheMiddle(EngineHarness<ToyDomain> engine) {
        for (int id = 0; id < 200; id++) {
            engine.submit(new Remind(id, 10 + id % 3, "t" + id % 7));
        }
        engine.settle();
        engine.time().advanceMillis(12);
        engine.stepPartitions();

        engine.snapshot();

        assertThat(engine.domain().fired()).hasSize(200);
    }

    @TestTemplate
    void surviveARestart(EngineHarness<ToyDomain> engine) {
        engine.done(new Remind(1, 10, "a"));
        engine.restart();

        engine.advanceMillis(10);

        assertThat(engine.domain().total("a")).isEqualTo(1);
    }

    @TestTemplate
    void aWallClockThatJumpsForwardAYearFiresNothingUntilConfirmed(EngineHarness<ToyDomain> engine) {
        engine.done(new Remind(1, 86_400_000, "a"));
        engine.time().jumpWall(java.time.Duration.ofDays(365));

        engine.advanceMillis(1_000);
        assertThat(engine.domain().fired()).isEmpty();
        assertThat(engine.partition().stats().clockDisputed()).isTrue();
        engine.confirmClock();
        engine.advanceMillis(1);

        assertThat(engine.domain().fired()).containsExactly("a");
        assertThat(engine.partition().stats().clockDisputed()).isFalse();
    }

    @TestTemplate
    void aWallClockThatJumpsBackAnHourStopsNoTimer(EngineHarness<ToyDomain> engine) {
        engine.done(new Remind(1, 60_000, "a"));
        engine.time().jumpWall(java.time.Duration.ofHours(-1));

        for (int second = 0; second < 64; second++) {
            engine.advanceMillis(1_000);
        }

        assertThat(engine.domain().fired()).as("at most 5 % late").containsExactly("a");
    }
}
