package dev.skidway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.ToyCommands.Add;
import dev.skidway.engine.ToyCommands.AddAll;
import dev.skidway.engine.ToyCommands.Take;
import java.util.List;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commands that wait for something to happen. */
class WaitingTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(ToyDomain::new);

    @TestTemplate
    void isDecidedAgainWhenWoken(EngineHarness<ToyDomain> engine) {
        Ticket<Long> take = engine.submit(new Take("a", 2, 1_000));
        engine.settle();
        assertThat(take.done()).isFalse();

        engine.done(new Add("a", 3));

        assertThat(engine.done(take)).isEqualTo(2);
        assertThat(engine.domain().total("a")).isEqualTo(1);
    }

    @TestTemplate
    void whatWakesAndWhatIsWokenShareABlock(EngineHarness<ToyDomain> engine) {
        Ticket<Long> take = engine.submit(new Take("a", 2, 1_000));
        engine.settle();

        Ticket<Long> add = engine.submit(new Add("a", 2));
        engine.stepPartitions();
        assertThat(engine.domain().total("a")).as("added and taken in one step").isZero();
        while (engine.stepStorage()) {
            assertThat(add.done() || take.done()).isFalse();
        }
        engine.stepPartitions();

        assertThat(add.done()).isTrue();
        assertThat(take.done()).isTrue();
    }

    @TestTemplate
    void isServedInOrderOfArrival(EngineHarness<ToyDomain> engine) {
        Ticket<Long> first = engine.submit(new Take("a", 1, 1_000));
        Ticket<Long> second = engine.submit(new Take("a", 1, 1_000));

        engine.done(new Add("a", 1));

        assertThat(engine.done(first)).isEqualTo(1);
        assertThat(second.done()).isFalse();
        engine.done(new Add("a", 1));
        assertThat(engine.done(second)).isEqualTo(1);
    }

    @TestTemplate
    void isNotOvertakenByANewCommand(EngineHarness<ToyDomain> engine) {
        Ticket<Long> waiting = engine.submit(new Take("a", 1, 1_000));
        engine.settle();

        engine.submit(new Add("a", 1));
        Ticket<Long> late = engine.submit(new Take("a", 1, 0));

        assertThat(engine.done(waiting)).isEqualTo(1);
        assertThat(engine.done(late)).isZero();
    }

    @TestTemplate
    void wakesSeveralLinesFromOneFrame(EngineHarness<ToyDomain> engine) {
        Ticket<Long> a = engine.submit(new Take("a", 1, 1_000));
        Ticket<Long> b = engine.submit(new Take("b", 1, 1_000));

        engine.done(new AddAll(List.of("b", "a")));

        assertThat(engine.done(a)).isEqualTo(1);
        assertThat(engine.done(b)).isEqualTo(1);
    }

    @TestTemplate
    void isAnsweredAtItsDeadline(EngineHarness<ToyDomain> engine) {
        Ticket<Long> take = engine.submit(new Take("a", 1, 1_000));
        engine.settle();

        engine.advanceMillis(999);
        assertThat(take.done()).isFalse();
        engine.advanceMillis(1);

        assertThat(engine.done(take)).isZero();
    }

    @TestTemplate
    void keepsItsFirstDeadlineWhenItMustWaitAgain(EngineHarness<ToyDomain> engine) {
        Ticket<Long> take = engine.submit(new Take("a", 2, 1_000));
        engine.settle();
        engine.advanceMillis(600);
        engine.done(new Add("a", 1));

        engine.advanceMillis(399);
        assertThat(take.done()).isFalse();
        engine.advanceMillis(1);

        assertThat(engine.done(take)).isZero();
        assertThat(engine.domain().total("a")).isEqualTo(1);
    }

    @TestTemplate
    void isAnsweredAtOnceWhenItsDeadlineHasPassedAlready(EngineHarness<ToyDomain> engine) {
        long taken = engine.done(new Take("a", 1, 0));

        assertThat(taken).isZero();
    }

    @TestTemplate
    void neverHappensOnceCancelled(EngineHarness<ToyDomain> engine) {
        Ticket<Long> take = engine.submit(new Take("a", 1, 1_000));
        engine.settle();

        take.cancel();
        take.cancel();
        var failure = engine.failed(take);
        engine.done(new Add("a", 1));

        assertThat(failure.code()).isEqualTo(EngineError.CANCELLED);
        assertThat(engine.domain().total("a")).as("nobody took it").isEqualTo(1);
    }

    @TestTemplate
    void cancelledBeforeItIsDecidedNeverHappens(EngineHarness<ToyDomain> engine) {
        Ticket<Long> add = engine.submit(new Add("a", 1));

        add.cancel();
        var failure = engine.failed(add);

        assertThat(failure.code()).isEqualTo(EngineError.CANCELLED);
        assertThat(engine.domain().total("a")).isZero();
    }

    @TestTemplate
    void cancellingWhatIsDoneChangesNothing(EngineHarness<ToyDomain> engine) {
        Ticket<Long> add = engine.submit(new Add("a", 1));
        engine.settle();

        add.cancel();

        assertThat(engine.done(add)).isEqualTo(1);
    }

    @TestTemplate
    void givesUpItsPlaceToTheNextWhenCancelled(EngineHarness<ToyDomain> engine) {
        Ticket<Long> first = engine.submit(new Take("a", 1, 1_000));
        Ticket<Long> second = engine.submit(new Take("a", 1, 1_000));
        engine.settle();

        first.cancel();
        engine.done(new Add("a", 1));

        assertThat(engine.done(second)).isEqualTo(1);
    }
}
