package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.EngineLimits;
import dev.skidway.engine.ReplayEqualsLive;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A move task whose messages leave memory as soon as they may. */
class MoveSpillTest {

    private static final QueueName FAILED = new QueueName("000000000000", "failed");
    private static final QueueName OTHER = new QueueName("000000000000", "other");
    private static final int KEYS = 300;
    private static final int EACH = 3;

    @RegisterExtension
    static final ReplayEqualsLive ENGINE =
            ReplayEqualsLive.over(Q::spilling, EngineLimits.DEFAULT.withResident(0, 1 << 20));

    @TestTemplate
    void movesWhatIsAtHandWhileTheRestIsBeingFetched(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(FAILED));
        engine.done(Q.create(OTHER));
        engine.done(Q.create(Q.ORDERS, Q.deadLetters(new DeadLetterPolicy("failed", 1))));
        engine.done(new SendMessages(
                FAILED,
                List.of(new NewMessage(new byte[] {1}, new byte[0], 1, "key of one that was received", -1, 0))));
        engine.done(new ReceiveMessages(FAILED, 1, 0, 0));
        engine.done(new SendMessages(
                FAILED,
                IntStream.range(0, EACH)
                        .mapToObj(number -> Q.message("body " + number, "key"))
                        .toList()));
        engine.settle();
        assertThat(engine.domain().resident().partsAway()).isOne();
        long before = engine.partition().stats().timerFrames();

        engine.submit(new StartMoveTask(FAILED, OTHER, 0, Q.ORIGIN));
        engine.stepPartitions();
        engine.stepPartitions();

        assertThat(engine.partition().stats().timerFrames()).isEqualTo(before + 1);
        assertThat(engine.partition().stats().partsReadInLine()).isZero();
        engine.settle();
        engine.advanceMillis(QueueLimits.MOVE_PAUSE_MILLIS);
        assertThat(engine.done(new GetQueue(OTHER)).visible()).isEqualTo(1 + EACH);
    }

    @TestTemplate
    void movesMoreKeysThanCanBeInMemoryAtOnce(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(FAILED));
        engine.done(Q.create(OTHER));
        engine.done(Q.create(Q.ORDERS, Q.deadLetters(new DeadLetterPolicy("failed", 1))));
        for (int round = 0; round < EACH; round++) {
            engine.done(new SendMessages(
                    FAILED,
                    IntStream.range(0, KEYS)
                            .mapToObj(key -> Q.message("body", "key " + key))
                            .toList()));
        }
        engine.advanceMillis(Spill.STAY_MILLIS);
        engine.settle();
        assertThat(engine.domain().resident().partsAway()).isEqualTo(KEYS);

        engine.done(new StartMoveTask(FAILED, OTHER, 0, Q.ORIGIN));

        for (int steps = 0; engine.done(new GetQueue(OTHER)).visible() < KEYS * EACH; steps++) {
            assertThat(steps).as("steps of the task").isLessThan(5_000);
            engine.advanceMillis(QueueLimits.MOVE_PAUSE_MILLIS);
        }
        assertThat(engine.done(new GetQueue(FAILED)).visible()).isZero();
    }
}
