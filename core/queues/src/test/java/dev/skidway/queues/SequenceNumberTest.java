package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Numbers of a group only grow, whatever becomes of the group in between. */
class SequenceNumberTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    private BigInteger before = BigInteger.ZERO;

    private void sendsHigher(EngineHarness<QueueDomain> engine, String body) {
        SendResult result = engine.done(Fifo.send("a", body)).results().getFirst();
        BigInteger number = new BigInteger(SequenceNumber.of(((SendResult.Stored) result).message()));
        assertThat(number).isGreaterThan(before);
        before = number;
    }

    @TestTemplate
    void growsWhenAGroupIsForgottenPurgedAndRestarted(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        sendsHigher(engine, "1");
        sendsHigher(engine, "2");
        engine.done(Fifo.delete(Fifo.received(engine, 10).toArray(LeasedMessage[]::new)));
        sendsHigher(engine, "3");
        engine.done(new PurgeQueue(Fifo.ORDERS, Q.ORIGIN));
        sendsHigher(engine, "4");
        engine.snapshot();
        engine.restart();
        sendsHigher(engine, "5");
        engine.done(Fifo.delete(Fifo.received(engine, 10).toArray(LeasedMessage[]::new)));
        engine.restart();
        sendsHigher(engine, "6");
    }

    @Test
    void hasTwentyDigitsWhileLanesAreFew() {
        List<MessageRef> places = List.of(
                new MessageRef(1, 0, 0), new MessageRef(1, 0, (1L << 40) - 1), new MessageRef(1, 80_000_000, 5));

        assertThat(places).extracting(SequenceNumber::of).allMatch(number -> number.length() == 20);
        assertThat(SequenceNumber.of(places.getFirst())).isEqualTo("10000000000000000000");
    }

    @Test
    void growsFromTheLastSlotOfALaneToTheNextLane() {
        BigInteger last = new BigInteger(SequenceNumber.of(new MessageRef(1, 6, (1L << 40) - 1)));

        assertThat(new BigInteger(SequenceNumber.of(new MessageRef(1, 7, 0)))).isEqualTo(last.add(BigInteger.ONE));
    }
}
