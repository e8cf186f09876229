package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.EngineLimits;
import dev.skidway.engine.ReplayEqualsLive;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Whole chunks of a long queue: memory stays within its bound, and no receive finds the next message missing. */
class LargeBacklogTest {

    private static final int MIB = 1 << 20;
    private static final int MESSAGES = 120_000;
    private static final int BATCH = 1_000;
    private static final EngineLimits LITTLE_MEMORY = EngineLimits.DEFAULT.withResident(MIB, 16 * MIB);

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain, LITTLE_MEMORY);

    private static void send(EngineHarness<QueueDomain> engine, int first) {
        engine.done(Q.send(IntStream.range(first, first + BATCH)
                .mapToObj(i -> Q.message("" + i))
                .toArray(NewMessage[]::new)));
    }

    @TestTemplate
    void staysWithinItsMemoryAndGivesEverythingBackInOrder(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        for (int sent = 0; sent < MESSAGES; sent += BATCH) {
            send(engine, sent);
            assertThat(engine.domain().resident().bytes()).isLessThan(2L * MIB);
        }
        assertThat(engine.domain().resident().partsAway()).isGreaterThan(10);
        engine.snapshot();
        engine.restart();
        assertThat(engine.domain().resident().bytes()).as("after a restart").isLessThan(2L * MIB);

        for (int received = 0; received < MESSAGES; received += BATCH) {
            List<LeasedMessage> messages = Q.received(engine, Q.receive(BATCH));
            assertThat(Q.bodies(engine, messages).getFirst()).isEqualTo("" + received);
            assertThat(messages).hasSize(BATCH);
            engine.done(Q.delete(messages));
        }

        assertThat(Q.view(engine).visible()).isZero();
        assertThat(engine.partition().stats().partsLoaded()).isGreaterThan(10);
        assertThat(engine.partition().stats().partsReadInLine()).isZero();
    }
}
