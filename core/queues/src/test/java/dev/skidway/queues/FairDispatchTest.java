package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Priorities, and keys that share by lease time. */
class FairDispatchTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    private static void send(EngineHarness<QueueDomain> engine, String key, int count) {
        List<NewMessage> messages = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            messages.add(Q.message(key, key));
        }
        engine.done(new SendMessages(Q.ORDERS, messages));
    }

    @TestTemplate
    void servesTheLowerPriorityNumberFirst(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(Q.message("last", null, 5, -1), Q.message("middle"), Q.message("first", "key", -3, -1)));

        List<LeasedMessage> messages = Q.received(engine, Q.receive(10));

        assertThat(Q.bodies(engine, messages)).containsExactly("first", "middle", "last");
    }

    @TestTemplate
    void servesAQuietKeyBeforeTheBacklogOfALoudOne(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        send(engine, "loud", 100);
        Q.received(engine, Q.receive(10));

        send(engine, "quiet", 1);

        assertThat(Q.bodies(engine, Q.received(engine, Q.receive(2)))).contains("quiet");
    }

    @TestTemplate
    void takesTurnsWithinOneReceive(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        send(engine, "a", 20);
        send(engine, "b", 20);
        send(engine, "c", 20);

        List<String> bodies = Q.bodies(engine, Q.received(engine, Q.receive(9)));

        assertThat(bodies).containsExactly("a", "b", "c", "a", "b", "c", "a", "b", "c");
    }

    @TestTemplate
    void givesAKeyWithLongJobsFewerDispatchesButAsMuchLeaseTime(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        send(engine, "long", 300);
        send(engine, "short", 300);
        long longMillis = 0;
        long shortMillis = 0;
        for (int job = 0; job < 200; job++) {
            LeasedMessage message = Q.one(engine);
            boolean isLong = "long".equals(message.key());
            engine.advanceMillis(isLong ? 10_000 : 1_000);
            engine.done(Q.delete(message.lease()));
            longMillis += isLong ? 10_000 : 0;
            shortMillis += isLong ? 0 : 1_000;
        }

        assertThat((double) longMillis / shortMillis).isBetween(0.85, 1.15);
    }

    @TestTemplate
    void forgetsAKeyThatHasNothingLeft(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        send(engine, "a", 1);
        MessageRef first = Q.one(engine).lease().message();
        engine.done(Q.delete(new LeaseRef(first, 1)));

        send(engine, "a", 1);

        assertThat(Q.one(engine).lease().message()).isNotEqualTo(first);
        assertThat(engine.done(Q.delete(new LeaseRef(first, 1))).results())
                .containsExactly(DeleteMessages.Result.ALREADY_GONE);
    }
}
