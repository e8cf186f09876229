package dev.skidway.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.ToyCommands.Add;
import dev.skidway.engine.ToyCommands.AddAll;
import dev.skidway.engine.ToyCommands.Forget;
import dev.skidway.engine.ToyCommands.Remind;
import dev.skidway.engine.ToyCommands.Take;
import dev.skidway.testkit.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Random commands, snapshots, restarts and crashes; what was answered stays, and replay equals live at every turn. */
class RandomHistoryTest {

    private static final int TURNS = 3_000;
    private static final EngineLimits SMALL =
            new EngineLimits(10_000, 1 << 20, 1_000, 100, 7, 5, 100, 128, 256, 20_000, 5_000, 100);

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(ToyDomain::new, SMALL);

    private final SplittableRandom random = Seed.ofThisRun().stream("history");
    private final List<Ticket<Long>> sums = new ArrayList<>();
    private long acknowledged;
    private long submitted;

    @TestTemplate
    void keepsWhatWasAnsweredThroughEverything(EngineHarness<ToyDomain> engine) {
        for (int turn = 0; turn < TURNS; turn++) {
            turn(engine);
            countAnswers();
            assertThat(engine.domain().total("sum")).as("after turn %d", turn).isBetween(acknowledged, submitted);
            submitted = sums.isEmpty() ? engine.domain().total("sum") : submitted;
        }

        engine.settle();
        countAnswers();
        assertThat(engine.domain().total("sum")).isEqualTo(submitted);
    }

    private void turn(EngineHarness<ToyDomain> engine) {
        String name = "c" + random.nextInt(30);
        switch (random.nextInt(100)) {
            case 0 -> engine.restart();
            case 1, 2 -> crash(engine);
            case 3, 4 -> engine.askForSnapshot();
            case 5 -> engine.checkReplayEqualsLive();
            case 6, 7, 8, 9, 10 -> engine.time().advanceMillis(random.nextInt(100));
            default -> {
                if (random.nextInt(4) == 0) {
                    step(engine);
                } else {
                    submit(engine, name);
                }
            }
        }
    }

    private void submit(EngineHarness<ToyDomain> engine, String name) {
        switch (random.nextInt(6)) {
            case 0 -> engine.submit(new AddAll(List.of(name, "c1", "c2")));
            case 1 -> engine.submit(new Take(name, random.nextInt(4), random.nextInt(200)));
            case 2 -> engine.submit(new Remind(random.nextInt(50), random.nextInt(300), name));
            case 3 -> engine.submit(new Forget(random.nextInt(50)));
            case 4 -> engine.submit(new Take("sum", Long.MAX_VALUE, 50)).cancel();
            default -> {
                sums.add(engine.submit(new Add("sum", 1)));
                submitted++;
            }
        }
    }

    private void step(EngineHarness<ToyDomain> engine) {
        if (random.nextBoolean()) {
            engine.stepPartitions();
        } else {
            engine.stepStorage();
        }
    }

    private void crash(EngineHarness<ToyDomain> engine) {
        countAnswers();
        engine.crash();
        long total = engine.domain().total("sum");
        assertThat(total).as("acknowledged before the crash").isGreaterThanOrEqualTo(acknowledged);
        sums.clear();
        acknowledged = total;
        submitted = total;
    }

    private void countAnswers() {
        int before = sums.size();
        sums.removeIf(Ticket::done);
        acknowledged += before - sums.size();
    }
}
