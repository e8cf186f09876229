package dev.skidway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.ToyCommands.Add;
import dev.skidway.engine.ToyCommands.Get;
import dev.skidway.engine.ToyCommands.Take;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Law 1: no answer before everything it could have seen is durable. */
class DurabilityTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(ToyDomain::new);

    @TestTemplate
    void answersAChangeOnlyWhenItIsDurable(EngineHarness<ToyDomain> engine) {
        Ticket<Long> add = engine.submit(new Add("a", 1));

        stepPartitionsToRest(engine);

        assertThat(engine.domain().total("a")).as("applied at once").isEqualTo(1);
        assertThat(add.done()).as("told before the force").isFalse();
        assertThat(engine.done(add)).isEqualTo(1);
    }

    @TestTemplate
    void answersAReadOnlyWhenWhatItSawIsDurable(EngineHarness<ToyDomain> engine) {
        engine.submit(new Add("a", 1));

        Ticket<Long> get = engine.submit(new Get("a"));
        stepPartitionsToRest(engine);

        assertThat(get.done()).as("told before the force").isFalse();
        assertThat(engine.done(get)).isEqualTo(1);
    }

    @TestTemplate
    void answersARejectionOnlyWhenWhatItSawIsDurable(EngineHarness<ToyDomain> engine) {
        engine.submit(new Add("a", 1));

        Ticket<Long> refused = engine.submit(new Take("a", -1, 0));
        stepPartitionsToRest(engine);

        assertThat(refused.done()).as("told before the force").isFalse();
        assertThat(engine.outcome(refused)).isInstanceOf(Outcome.Refused.class);
    }

    @TestTemplate
    void answersARunOutWaitOnlyWhenWhatItSawIsDurable(EngineHarness<ToyDomain> engine) {
        Ticket<Long> take = engine.submit(new Take("a", 5, 10));
        engine.settle();
        engine.submit(new Add("a", 1));
        stepPartitionsToRest(engine);
        engine.time().advanceMillis(10);

        stepPartitionsToRest(engine);

        assertThat(take.done()).as("told before the force").isFalse();
        assertThat(engine.done(take)).isZero();
    }

    @TestTemplate
    void answersAReadAtOnceWhenEverythingIsDurable(EngineHarness<ToyDomain> engine) {
        engine.done(new Add("a", 1));

        Ticket<Long> get = engine.submit(new Get("a"));
        stepPartitionsToRest(engine);

        assertThat(get.done()).isTrue();
    }

    @TestTemplate
    void oneForceCoversManyCommands(EngineHarness<ToyDomain> engine) {
        List<Ticket<Long>> adds = IntStream.range(0, 50)
                .mapToObj(i -> engine.submit(new Add("a", 1)))
                .toList();
        stepPartitionsToRest(engine);
        assertThat(adds).noneMatch(Ticket::done);

        stepStorageToRest(engine);
        stepPartitionsToRest(engine);

        assertThat(adds).allMatch(Ticket::done);
    }

    @TestTemplate
    void forgetsWhatWasNeverAnsweredWhenThePowerGoes(EngineHarness<ToyDomain> engine) {
        Ticket<Long> add = engine.submit(new Add("a", 1));
        stepPartitionsToRest(engine);

        engine.crash();

        assertThat(add.done()).as("the ticket fails, it is not left alone").isTrue();
        assertThat(engine.done(new Get("a"))).isZero();
    }

    static void stepPartitionsToRest(EngineHarness<?> engine) {
        while (engine.stepPartitions()) {
            Thread.onSpinWait();
        }
    }

    private static void stepStorageToRest(EngineHarness<?> engine) {
        while (engine.stepStorage()) {
            Thread.onSpinWait();
        }
    }
}
