package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.EngineLimits;
import dev.skidway.engine.ReplayEqualsLive;
import dev.skidway.engine.Ticket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Schedules whose job before lies on the disk. */
class ScheduleSpillTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE =
            ReplayEqualsLive.over(Q::spilling, EngineLimits.DEFAULT.withResident(0, 1 << 20));

    @BeforeEach
    void fireOnce(EngineHarness<QueueDomain> engine) {
        S.created(engine, S.spec(S.every(S.MINUTE), Overlap.CANCEL_OTHER, S.MINUTE));
        engine.advanceMillis(S.MINUTE);
        engine.settle();
        assertThat(engine.domain().resident().partsAway()).as("the job is away").isEqualTo(1);
    }

    @TestTemplate
    void cancelsItOnceItIsThere(EngineHarness<QueueDomain> engine) {
        engine.advanceMillis(S.MINUTE);

        assertThat(S.view(engine).firedTotal()).isEqualTo(2);
        assertThat(S.finishAll(engine)).containsExactly("2026-01-01T00:02:00Z");
        assertThat(engine.partition().stats().partsReadInLine()).isZero();
    }

    @TestTemplate
    void aTriggerWaitsForIt(EngineHarness<QueueDomain> engine) {
        assertThat(engine.done(S.trigger(null)).job()).isNotNull();
        assertThat(S.jobs(engine)).isEqualTo(1);
    }

    @TestTemplate
    void aTriggerGivesUpInTime(EngineHarness<QueueDomain> engine) {
        Ticket<TriggerSchedule.Reply> trigger = engine.submit(S.trigger(null));
        engine.stepPartitions();
        assertThat(trigger.done()).isFalse();
        engine.advanceMillis(QueueLimits.FETCH_MILLIS_MAX);

        assertThat(engine.done(trigger)).isEqualTo(new TriggerSchedule.Reply(null, false, true));
        assertThat(S.jobs(engine)).isEqualTo(1);
    }
}
