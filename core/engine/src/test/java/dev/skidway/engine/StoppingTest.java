package dev.skidway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.ToyCommands.Add;
import dev.skidway.engine.ToyCommands.BreakApplier;
import dev.skidway.engine.ToyCommands.BreakDecider;
import dev.skidway.engine.ToyCommands.Take;
import java.util.List;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a partition ends: drained, or failed. */
class StoppingTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(ToyDomain::new);

    @TestTemplate
    void drainingFinishesWhatWasTakenAndAnswersWaits(EngineHarness<ToyDomain> engine) {
        Ticket<Long> waiting = engine.submit(new Take("a", 9, 60_000));
        engine.settle();
        Ticket<Long> add = engine.submit(new Add("a", 1));
        Ticket<Long> newWait = engine.submit(new Take("a", 9, 60_000));

        engine.drain();

        assertThat(engine.done(waiting)).isZero();
        assertThat(engine.done(add)).isEqualTo(1);
        assertThat(engine.done(newWait)).isZero();
        assertThat(engine.partition().drained()).isTrue();
        assertThatThrownBy(() -> engine.submit(new Add("a", 1)))
                .isInstanceOfSatisfying(
                        SkidwayException.class,
                        failure -> assertThat(failure.code()).isEqualTo(EngineError.DRAINING));
    }

    @TestTemplate
    void isNotDrainedWhileAnAnswerWaitsForTheDisk(EngineHarness<ToyDomain> engine) {
        engine.submit(new Add("a", 1));

        engine.drain();
        DurabilityTest.stepPartitionsToRest(engine);

        assertThat(engine.partition().drained()).isFalse();
        engine.settle();
        assertThat(engine.partition().drained()).isTrue();
    }

    @TestTemplate
    void aThrowingDeciderStopsThePartition(EngineHarness<ToyDomain> engine) {
        engine.expectFailure();

        Ticket<Boolean> broken = engine.submit(new BreakDecider());

        assertStopped(engine, broken);
    }

    @TestTemplate
    void aThrowingApplierStopsThePartitionAndNothingOfTheFrameIsAnswered(EngineHarness<ToyDomain> engine) {
        engine.expectFailure();

        Ticket<Boolean> broken = engine.submit(new BreakApplier());

        assertStopped(engine, broken);
    }

    @TestTemplate
    void aFailedJournalFailsEveryCommandUnderWay(EngineHarness<ToyDomain> engine) {
        engine.expectFailure();
        Ticket<Long> waiting = engine.submit(new Take("a", 9, 60_000));
        engine.settle();
        Ticket<Long> notDurable = engine.submit(new Add("a", 1));
        DurabilityTest.stepPartitionsToRest(engine);
        Ticket<Long> undecided = engine.submit(new Add("a", 1));

        engine.journal().fail(new SkidwayException(EngineError.PARTITION_FAILED, Severity.STOP, "the disk is gone"));
        engine.stepPartitions();

        List.of(waiting, notDurable, undecided)
                .forEach(ticket -> assertThat(engine.failed(ticket).severity()).isEqualTo(Severity.STOP));
        assertThat(engine.failures()).hasSize(engine.partitionCount());
        assertThat(engine.partition().step()).isFalse();
    }

    private static void assertStopped(EngineHarness<ToyDomain> engine, Ticket<?> broken) {
        Ticket<Long> behind = engine.submit(new Add("a", 1));

        SkidwayException failure = engine.failed(broken);

        assertThat(failure.severity()).isEqualTo(Severity.STOP);
        assertThat(failure.code()).isEqualTo(EngineError.PARTITION_FAILED);
        assertThat(engine.failed(behind).severity()).isEqualTo(Severity.STOP);
        assertThat(engine.failures()).hasSize(engine.partitionCount());
        assertThat(engine.partition().failure()).isNotNull();
        assertThatThrownBy(() -> engine.submit(new Add("a", 1)))
                .isInstanceOfSatisfying(
                        SkidwayException.class,
                        stopped -> assertThat(stopped.severity()).isEqualTo(Severity.STOP));
    }
}
