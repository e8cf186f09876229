package dev.skidway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.ToyCommands.Add;
import dev.skidway.engine.ToyCommands.Fill;
import dev.skidway.engine.ToyCommands.Forget;
import dev.skidway.engine.ToyCommands.Remind;
import dev.skidway.journal.SnapshotInfo;
import dev.skidway.journal.Space;
import java.util.Objects;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Snapshots taken while the partition goes on. */
class SnapshotTest {

    private static final int JOURNAL_BYTES = 400_000;
    private static final EngineLimits SMALL =
            new EngineLimits(1_000, 100_000, 10, 1_000, 5, 5, 64, 64, 256, JOURNAL_BYTES, 60_000, 1_000);

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(ToyDomain::new, SMALL);

    @TestTemplate
    void showsTheMomentOfItsBeginningWhateverChangesMeanwhile(EngineHarness<ToyDomain> engine) {
        fill(engine);
        engine.askForSnapshot();
        engine.stepPartitions();

        for (int change = 0; engine.partition().snapshotRunning(); change++) {
            engine.submit(new Add("c" + change % 40, 1));
            engine.submit(new Add("new" + change, 1));
            engine.submit(new Forget(change % 40));
            engine.stepPartitions();
            engine.stepStorage();
        }

        assertThat(latest(engine).sequence()).isEqualTo(80);
        engine.checkReplayEqualsLive();
        engine.restart();
        assertThat(engine.domain().total("new0")).isEqualTo(1);
    }

    @TestTemplate
    void isNotFinishedBeforeItsFramesAreDurable(EngineHarness<ToyDomain> engine) {
        engine.submit(new Add("a", 1));
        engine.stepPartitions();

        engine.askForSnapshot();
        DurabilityTest.stepPartitionsToRest(engine);
        assertThat(engine.snapshots().latest(engine.partitionCount() - 1)).isNull();
        engine.settle();

        assertThat(latest(engine).sequence()).isEqualTo(1);
    }

    @TestTemplate
    void aCrashInTheMiddleOfASnapshotLosesNothing(EngineHarness<ToyDomain> engine) {
        fill(engine);
        engine.askForSnapshot();
        engine.stepPartitions();
        engine.stepPartitions();

        engine.crash();

        assertThat(engine.domain().total("c7")).isEqualTo(7);
    }

    @TestTemplate
    void beginsWhenTheJournalHasGrown(EngineHarness<ToyDomain> engine) {
        engine.done(new Fill(JOURNAL_BYTES));

        assertThat(latest(engine).sequence()).isEqualTo(1);
    }

    @TestTemplate
    void beginsAfterTheIntervalIfAnythingChanged(EngineHarness<ToyDomain> engine) {
        engine.advanceMillis(60_000);
        assertThat(engine.snapshots().begun()).as("nothing changed").isZero();
        engine.done(new Add("a", 1));

        engine.advanceMillis(60_000);
        engine.advanceMillis(60_000);

        assertThat(engine.snapshots().begun()).isEqualTo(engine.partitionCount());
        assertThat(engine.partition().stats().snapshotAgeMillis()).isEqualTo(120_000);
    }

    @TestTemplate
    void doesNotWaitForTheIntervalWhileRoomIsShort(EngineHarness<ToyDomain> engine) {
        engine.done(new Add("a", 1));
        engine.advanceMillis(1_000);
        assertThat(engine.snapshots().begun()).isZero();

        engine.journal().space(Space.HIGH_WATER);
        engine.advanceMillis(1_000);

        assertThat(engine.snapshots().begun()).isPositive();
        engine.journal().space(null);
    }

    @TestTemplate
    void isTriedAgainLaterWhenItFailed(EngineHarness<ToyDomain> engine) {
        engine.snapshots().failing(true);
        fill(engine);
        engine.snapshot();
        int begun = engine.snapshots().begun();
        assertThat(engine.snapshots().latest(0)).isNull();
        engine.snapshots().failing(false);

        engine.done(new Fill(JOURNAL_BYTES));
        assertThat(engine.snapshots().begun())
                .as("not before the pause is over")
                .isEqualTo(begun);
        engine.advanceMillis(1_000);

        assertThat(latest(engine).sequence()).isEqualTo(81);
    }

    @TestTemplate
    void holdsCommandsBackWhenTheDiskCannotFollow(EngineHarness<ToyDomain> engine) {
        fill(engine);
        engine.snapshots().full(true);
        engine.askForSnapshot();
        engine.stepPartitions();
        for (int i = 0; i < 40; i++) {
            engine.submit(new Add("c" + i, 1));
        }
        engine.settle();
        assertThat(engine.domain().total("c39"))
                .as("the last is not decided yet")
                .isEqualTo(39);

        engine.snapshots().full(false);
        engine.settle();

        assertThat(engine.domain().total("c39")).isEqualTo(40);
        assertThat(latest(engine).sequence()).isEqualTo(80);
    }

    @TestTemplate
    void isGivenUpWhenThePartitionIsClosed(EngineHarness<ToyDomain> engine) {
        fill(engine);
        engine.snapshots().full(true);
        engine.askForSnapshot();
        engine.settle();

        engine.restart();
        engine.snapshots().full(false);
        engine.snapshot();

        assertThat(latest(engine).sequence()).isEqualTo(80);
    }

    private static void fill(EngineHarness<ToyDomain> engine) {
        for (int i = 0; i < 40; i++) {
            engine.submit(new Add("c" + i, i));
            engine.submit(new Remind(i, 1_000_000 + i, "r" + i));
        }
        engine.settle();
    }

    private static SnapshotInfo latest(EngineHarness<ToyDomain> engine) {
        return Objects.requireNonNull(engine.snapshots().latest(engine.partitionCount() - 1));
    }
}
