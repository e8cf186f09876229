package dev.skidway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.ToyCommands.Add;
import dev.skidway.engine.ToyCommands.AddAll;
import dev.skidway.engine.ToyCommands.Fill;
import dev.skidway.engine.ToyCommands.Get;
import dev.skidway.engine.ToyCommands.Remind;
import dev.skidway.engine.ToyCommands.Take;
import dev.skidway.engine.ToyCommands.ToyRejection;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commands through a partition: decided, appended, applied, answered. */
class PartitionTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(ToyDomain::new);

    @TestTemplate
    void answersWithTheReplyOfTheDecider(EngineHarness<ToyDomain> engine) {
        engine.done(new Add("a", 2));

        long total = engine.done(new Add("a", 3));

        assertThat(total).isEqualTo(5);
        assertThat(engine.done(new Get("a"))).isEqualTo(5);
    }

    @TestTemplate
    void answersARejectionThatChangedNothing(EngineHarness<ToyDomain> engine) {
        long before = engine.hash();

        Rejection rejection = engine.refused(new Take("a", -1, 0));

        assertThat(rejection.reason()).isEqualTo(ToyRejection.NEGATIVE);
        assertThat(engine.hash()).isEqualTo(before);
    }

    @TestTemplate
    void appliesAllEventsOfACommand(EngineHarness<ToyDomain> engine) {
        engine.done(new AddAll(List.of("a", "b", "a")));

        assertThat(engine.domain().total("a")).isEqualTo(2);
        assertThat(engine.domain().total("b")).isEqualTo(1);
    }

    @TestTemplate
    void keepsItsStateOverARestart(EngineHarness<ToyDomain> engine) {
        engine.done(new Add("a", 1));
        engine.snapshot();
        engine.done(new Add("b", 2));

        engine.restart();

        assertThat(engine.done(new Get("a"))).isEqualTo(1);
        assertThat(engine.done(new Get("b"))).isEqualTo(2);
    }

    @TestTemplate
    void keepsWhatWasAnsweredOverACrash(EngineHarness<ToyDomain> engine) {
        engine.done(new Add("a", 1));

        engine.crash();

        assertThat(engine.done(new Get("a"))).isEqualTo(1);
    }

    @TestTemplate
    void writesFramesLargerThanItsFirstScratch(EngineHarness<ToyDomain> engine) {
        boolean filled = engine.done(new Fill(1 << 20));

        assertThat(filled).isTrue();
    }

    @TestTemplate
    void failsACommandThatNeedsMoreThanAFrame(EngineHarness<ToyDomain> engine) {
        var failure = engine.failed(engine.submit(new Fill(engine.journal().frameBytesMax())));

        assertThat(failure.code()).isEqualTo(EngineError.FRAME_TOO_LARGE);
    }

    @TestTemplate
    void failsACommandThatNeedsMoreRecordsThanAFrameCounts(EngineHarness<ToyDomain> engine) {
        var failure = engine.failed(engine.submit(new AddAll(Collections.nCopies(RecordCodec.RECORDS_MAX + 1, "a"))));

        assertThat(failure.code()).isEqualTo(EngineError.FRAME_TOO_LARGE);
        assertThat(engine.domain().total("a")).isZero();
    }

    @TestTemplate
    void knowsHowLongItMayIdle(EngineHarness<ToyDomain> engine) {
        engine.settle();
        assertThat(engine.partition().idleNanosMax()).isEqualTo(1_000_000_000L);

        engine.done(new Remind(1, 500, "a"));
        assertThat(engine.partition().idleNanosMax()).isEqualTo(500_000_000L);

        engine.submit(new Take("b", 1, 20));
        engine.settle();
        assertThat(engine.partition().idleNanosMax()).isEqualTo(20_000_000L);
    }

    @TestTemplate
    void asksTheJournalAgainSoonWhenACommandFoundNoRoom(EngineHarness<ToyDomain> engine) {
        engine.journal().noRoom(true);
        Ticket<Long> held = engine.submit(new Add("a", 1));
        engine.settle();

        assertThat(engine.partition().idleNanosMax()).isEqualTo(100_000L);
        engine.journal().noRoom(false);
        assertThat(engine.done(held)).isEqualTo(1);
    }

    @TestTemplate
    void countsWhatItDoes(EngineHarness<ToyDomain> engine) {
        engine.done(new AddAll(List.of("a", "b")));
        engine.done(new Get("a"));

        PartitionStats stats = engine.partition().stats();

        assertThat(stats.commandsByName())
                .containsEntry("AddAll", 1L)
                .containsEntry("Get", 1L)
                .containsEntry("Add", 0L);
        assertThat(stats.frames()).isEqualTo(1);
        assertThat(stats.events()).isEqualTo(2);
        assertThat(stats.frameBytes()).isEqualTo(32 + 2 * 17);
        assertThat(stats.inboxCommands()).isZero();
    }
}
