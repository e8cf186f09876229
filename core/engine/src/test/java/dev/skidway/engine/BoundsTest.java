package dev.skidway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.ToyCommands.Add;
import dev.skidway.engine.ToyCommands.Get;
import dev.skidway.engine.ToyCommands.Remind;
import dev.skidway.engine.ToyCommands.Take;
import dev.skidway.journal.Space;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Law 6: what does not fit is refused with a code, and nothing else suffers. */
class BoundsTest {

    private static final EngineLimits SMALL = new EngineLimits(4, 100, 2, 3, 2, 2, 64, 64, 64, 1 << 20, 60_000, 1_000);

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(ToyDomain::new, SMALL);

    @TestTemplate
    void refusesWhatTheInboxCannotHold(EngineHarness<ToyDomain> engine) {
        List<Ticket<Long>> fitting = IntStream.range(0, 4)
                .mapToObj(i -> engine.submit(new Add("a", 1)))
                .toList();

        assertThatThrownBy(() -> engine.submit(new Add("a", 1)))
                .isInstanceOfSatisfying(SkidwayException.class, failure -> {
                    assertThat(failure.code()).isEqualTo(EngineError.INBOX_FULL);
                    assertThat(failure.severity()).isEqualTo(Severity.RETRY);
                });

        engine.settle();
        assertThat(fitting).allMatch(Ticket::done);
        assertThat(engine.done(new Add("a", 1))).as("goes on afterwards").isEqualTo(5);
    }

    @TestTemplate
    void refusesMoreBytesThanTheInboxCanHold(EngineHarness<ToyDomain> engine) {
        String name = "n".repeat(60);
        engine.submit(new Add(name, 1));

        assertThatThrownBy(() -> engine.submit(new Add(name, 1))).hasMessageContaining("SK-ENG-001");

        assertThat(engine.done(new Add("a", 1))).isEqualTo(1);
        assertThat(engine.done(new Add(name, 1))).isEqualTo(2);
    }

    @TestTemplate
    void refusesMoreWaitersThanItKeeps(EngineHarness<ToyDomain> engine) {
        engine.submit(new Take("a", 1, 1_000));
        engine.submit(new Take("a", 1, 1_000));

        SkidwayException failure = engine.failed(engine.submit(new Take("a", 1, 1_000)));

        assertThat(failure.code()).isEqualTo(EngineError.WAITERS_FULL);
        assertThat(failure.severity()).isEqualTo(Severity.RETRY);
    }

    @TestTemplate
    void takesNoCommandWhileTooManyRepliesWaitForTheDisk(EngineHarness<ToyDomain> engine) {
        IntStream.range(0, 4).forEach(i -> engine.submit(new Add("a", 1)));

        DurabilityTest.stepPartitionsToRest(engine);

        assertThat(engine.domain().total("a")).isEqualTo(3);
        engine.settle();
        assertThat(engine.domain().total("a")).isEqualTo(4);
    }

    @TestTemplate
    void keepsACommandThatFoundNoRoomFirstInLine(EngineHarness<ToyDomain> engine) {
        engine.journal().noRoom(true);
        Ticket<Long> first = engine.submit(new Add("a", 1));
        Ticket<Long> second = engine.submit(new Get("a"));
        engine.settle();
        assertThat(first.done() || second.done()).isFalse();

        engine.journal().noRoom(false);

        assertThat(engine.done(first)).isEqualTo(1);
        assertThat(engine.done(second)).as("decided after the first").isEqualTo(1);
    }

    @TestTemplate
    void keepsAWokenCommandThatFoundNoRoom(EngineHarness<ToyDomain> engine) {
        Ticket<Long> take = engine.submit(new Take("a", 1, 60_000));
        engine.done(new Remind(1, 10, "a"));
        engine.time().advanceMillis(10);
        engine.journal().noRoom(true);
        engine.settle();
        assertThat(engine.domain().fired()).as("timers wait for room too").isEmpty();

        engine.journal().noRoom(false);

        assertThat(engine.done(take)).isEqualTo(1);
    }

    @TestTemplate
    void refusesOnlyNewWorkAboveTheHighWaterMark(EngineHarness<ToyDomain> engine) {
        engine.done(new Add("a", 2));
        engine.journal().space(Space.HIGH_WATER);

        SkidwayException failure = engine.failed(engine.submit(new Add("a", 1)));
        long taken = engine.done(new Take("a", 1, 0));

        assertThat(failure.code()).isEqualTo(EngineError.SPACE_HIGH_WATER);
        assertThat(taken).isEqualTo(1);
        engine.journal().space(null);
        assertThat(engine.done(new Add("a", 1))).isEqualTo(2);
    }

    @TestTemplate
    void refusesEveryWriteWithoutLosingAnythingWhenSpaceIsExhausted(EngineHarness<ToyDomain> engine) {
        engine.done(new Add("a", 2));
        engine.journal().space(Space.EXHAUSTED);
        engine.journal().noRoom(true);

        SkidwayException failure = engine.failed(engine.submit(new Take("a", 1, 0)));

        assertThat(failure.code()).isEqualTo(EngineError.SPACE_EXHAUSTED);
        assertThat(failure.severity()).isEqualTo(Severity.RETRY);
        assertThat(engine.done(new Get("a"))).as("reads go on").isEqualTo(2);
        engine.journal().space(null);
        engine.journal().noRoom(false);
        assertThat(engine.done(new Take("a", 1, 0))).isEqualTo(1);
    }

    @TestTemplate
    void answersReadsOnAFullDiskAlthoughADueTimerFindsNoRoom(EngineHarness<ToyDomain> engine) {
        engine.done(new Remind(1, 100, "a"));
        engine.journal().space(Space.EXHAUSTED);
        engine.journal().noRoom(true);
        engine.advanceMillis(200);

        assertThat(engine.done(new Get("a"))).isZero();

        engine.journal().space(null);
        engine.journal().noRoom(false);
        engine.settle();
        assertThat(engine.done(new Get("a"))).as("the timer fires late").isOne();
    }

    @TestTemplate
    void triesDueTimersOnAFullDiskOnlyNowAndThen(EngineHarness<ToyDomain> engine) {
        engine.done(new Remind(1, 100, "a"));
        engine.journal().space(Space.EXHAUSTED);
        engine.journal().noRoom(true);
        engine.advanceMillis(200);
        engine.settle();
        long firstTry = engine.journal().refused();

        engine.settle();
        engine.advanceMillis(1);
        engine.settle();

        assertThat(firstTry).isPositive();
        assertThat(engine.journal().refused()).isEqualTo(firstTry);
        engine.advanceMillis(Duration.ofMinutes(10).toMillis());
        engine.settle();
        assertThat(engine.journal().refused()).isEqualTo(2 * firstTry);
    }

    @TestTemplate
    void refusesACommandThatNobodyDecides(EngineHarness<ToyDomain> engine) {
        record Unknown() implements Command<Long> {}

        assertThatThrownBy(() -> engine.submit(new Unknown())).isInstanceOf(IllegalArgumentException.class);
    }
}
