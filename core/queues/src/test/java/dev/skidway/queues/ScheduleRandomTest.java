package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.EngineLimits;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.ReplayEqualsLive;
import dev.skidway.testkit.ManualTime;
import dev.skidway.testkit.Seed;
import java.util.SplittableRandom;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A schedule that is triggered, paused, backfilled and changed at random, with workers, snapshots in tiny slices, restarts and crashes: every
 * nominal time comes to exactly one thing, and every job that was counted lies in the queue.
 */
class ScheduleRandomTest {

    private static final EngineLimits SMALL_SLICES = new EngineLimits(
                    1_000, 64L << 20, 1_000, 1_000, 4, 8, 64, 1 << 10, 32L << 20, 20_000, 5 * 60_000L, 10L)
            .withResident(0, 1L << 30);
    private static final int ROUNDS = 600;
    private static final long EVERY = 20_000;

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::spilling, SMALL_SLICES);

    @TestTemplate
    void everyNominalTimeComesToOneThing(EngineHarness<QueueDomain> engine) {
        World world = new World(engine, Seed.ofThisRun().stream("schedules"));
        for (int round = 0; round < ROUNDS; round++) {
            world.act();
            world.compare();
            if (round % 200 == 199) {
                engine.checkReplayEqualsLive();
            }
        }
        ScheduleView view = S.view(engine);
        assertThat(view.firedTotal()).as("sent").isPositive();
        assertThat(view.skippedTotal()).as("left out").isPositive();
        assertThat(world.triggered).as("triggered").isPositive();
        assertThat(world.backfilled).as("backfilled").isPositive();
    }

    /** The engine, and what was asked of the schedule. */
    private static final class World {

        private final EngineHarness<QueueDomain> engine;
        private final SplittableRandom random;
        private final long firstMillis = ManualTime.START_MILLIS + EVERY;
        long triggered;
        long backfilled;

        World(EngineHarness<QueueDomain> engine, SplittableRandom random) {
            this.engine = engine;
            this.random = random;
            S.created(engine, S.spec(S.every(EVERY), Overlap.SKIP, S.MINUTE));
        }

        void act() {
            switch (random.nextInt(20)) {
                case 0 -> engine.restart();
                case 1 -> engine.crash();
                case 2 -> engine.askForSnapshot();
                case 3 -> engine.done(S.pause(random.nextBoolean()));
                case 4 -> engine.done(S.update(S.spec(S.every(EVERY), overlap(), random.nextLong(3 * S.MINUTE))));
                case 5 -> trigger();
                case 6 -> backfill();
                case 7, 8, 9 -> work();
                case 10 -> engine.advanceMillis(random.nextLong(10 * S.MINUTE));
                default -> engine.advanceMillis(random.nextLong(EVERY));
            }
        }

        private Overlap overlap() {
            return Overlap.values()[random.nextInt(Overlap.values().length)];
        }

        private void trigger() {
            if (engine.send(S.trigger(overlap()))
                            instanceof Outcome.Done<TriggerSchedule.Reply>(TriggerSchedule.Reply reply)
                    && !reply.fetching()) {
                triggered++;
            }
        }

        private void backfill() {
            int firings = 1 + random.nextInt(5);
            long last = firstMillis - (1 + random.nextInt(10)) * EVERY;
            long first = last - (firings - 1) * EVERY;
            if (engine.send(new BackfillSchedule(S.NAME, first, last, firings, overlap(), Q.ORIGIN))
                    instanceof Outcome.Done<?>) {
                backfilled += firings;
            }
        }

        private void work() {
            for (LeasedMessage job : Q.received(engine, Q.receive(1 + random.nextInt(5), 60_000, 0))) {
                if (random.nextInt(4) > 0) {
                    J.finish(engine, job, FinishJobs.Done.PLAIN);
                }
            }
        }

        void compare() {
            ScheduleView view = S.view(engine);
            long passed = (view.nextMillis() - firstMillis) / EVERY;
            assertThat(view.firedTotal() + view.skippedTotal() + view.waiting())
                    .as("nominal times, triggers and backfills")
                    .isEqualTo(passed + triggered + backfilled);
            assertThat(Q.view(engine).sentTotal()).as("jobs sent").isEqualTo(view.firedTotal());
        }
    }
}
