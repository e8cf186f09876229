package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Peeking shows what lies in a queue, and changes nothing. */
class PeekMessagesTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    private static PeekMessages peek(PeekMessages.Wanted wanted, @Nullable MessageRef after, int countMax) {
        return new PeekMessages(Q.ORDERS, wanted, after, countMax);
    }

    private static List<String> bodies(EngineHarness<QueueDomain> engine, List<PeekedMessage> messages) {
        return messages.stream()
                .map(PeekedMessage::payload)
                .map(payload -> new String(
                        engine.read(payload.position() + payload.headerBytes(), payload.bodyBytes()),
                        StandardCharsets.UTF_8))
                .toList();
    }

    private static List<String> shown(EngineHarness<QueueDomain> engine, PeekMessages.Wanted wanted) {
        return bodies(engine, engine.done(peek(wanted, null, 100)).messages());
    }

    @TestTemplate
    void showsEachMessageByWhatItIsDoing(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(Q.message("leased")));
        LeasedMessage leased = Q.one(engine);
        engine.done(Q.send(Q.message("ready", "group", 3, -1), Q.message("delayed", null, 0, 60_000)));

        assertThat(shown(engine, PeekMessages.Wanted.ALL)).containsExactlyInAnyOrder("leased", "ready", "delayed");
        assertThat(shown(engine, PeekMessages.Wanted.READY)).containsExactly("ready");
        assertThat(shown(engine, PeekMessages.Wanted.DELAYED)).containsExactly("delayed");
        assertThat(shown(engine, PeekMessages.Wanted.LEASED)).containsExactly("leased");
        PeekedMessage ready =
                engine.done(peek(PeekMessages.Wanted.READY, null, 1)).messages().getFirst();
        assertThat(ready.key()).isEqualTo("group");
        assertThat(ready.priority()).isEqualTo(3);
        assertThat(ready.receiveCount()).isZero();
        assertThat(ready.dueAtMillis()).isZero();
        assertThat(ready.firstReceivedAtMillis()).isZero();
        PeekedMessage inFlight = engine.done(peek(PeekMessages.Wanted.LEASED, null, 1))
                .messages()
                .getFirst();
        assertThat(inFlight.identity()).isEqualTo(leased.identity());
        assertThat(inFlight.receiveCount()).isEqualTo(1);
        assertThat(inFlight.firstReceivedAtMillis()).isEqualTo(leased.firstReceivedAtMillis());
        assertThat(inFlight.dueAtMillis())
                .isEqualTo(leased.firstReceivedAtMillis() + QueueLimits.VISIBILITY_MILLIS_DEFAULT);
        PeekedMessage delayed = engine.done(peek(PeekMessages.Wanted.DELAYED, null, 1))
                .messages()
                .getFirst();
        assertThat(delayed.dueAtMillis()).isEqualTo(delayed.enqueuedAtMillis() + 60_000);
        assertThat(delayed.firstReceivedAtMillis()).isZero();
    }

    @TestTemplate
    void leasesAndCountsNothing(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(3));
        long before = engine.hash();

        engine.done(peek(PeekMessages.Wanted.ALL, null, 100));

        assertThat(engine.hash()).isEqualTo(before);
        assertThat(Q.one(engine).receiveCount()).isEqualTo(1);
    }

    @TestTemplate
    void goesOnFromPageToPageThoughMessagesAndLanesGoMeanwhile(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        List<String> expected = new ArrayList<>();
        for (int number = 0; number < 30; number++) {
            engine.done(Q.send(Q.message("body " + number, number % 3 == 0 ? null : "key " + number)));
            expected.add("body " + number);
        }

        List<String> seen = new ArrayList<>();
        MessageRef next = null;
        do {
            PeekMessages.Reply page = engine.done(peek(PeekMessages.Wanted.ALL, next, 4));
            seen.addAll(bodies(engine, page.messages()));
            next = page.next();
            List<LeasedMessage> gone = Q.received(engine, Q.receive(1));
            seen.addAll(Q.bodies(engine, gone));
            engine.done(Q.delete(gone));
        } while (next != null);

        assertThat(seen).containsAll(expected);
    }

    @TestTemplate
    void showsADeadLetterWithItsFirstIdAndItsSource(EngineHarness<QueueDomain> engine) {
        QueueName source = new QueueName("000000000000", "source");
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.create(source, Q.deadLetters(new DeadLetterPolicy("orders", 1))));
        engine.done(new SendMessages(source, List.of(Q.message("poison"))));
        LeasedMessage inVain =
                engine.done(new ReceiveMessages(source, 1, 0, 0)).messages().getFirst();
        engine.settle();
        engine.done(new ReceiveMessages(source, 1, 0, 0));

        PeekedMessage dead =
                engine.done(peek(PeekMessages.Wanted.ALL, null, 1)).messages().getFirst();

        assertThat(dead.identity()).isEqualTo(inVain.identity());
        assertThat(dead.place()).isNotEqualTo(inVain.identity());
        assertThat(dead.firstReceivedAtMillis()).isEqualTo(inVain.firstReceivedAtMillis());
        assertThat(dead.deadLetterSource()).isEqualTo("source");
        assertThat(dead.state()).isEqualTo(PeekedMessage.State.READY);
        assertThat(dead.receiveCount()).isEqualTo(1);
    }

    @TestTemplate
    void boundsTheWayAndTheBytesOfOnePage(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        for (int sent = 0; sent < QueueLimits.PEEK_LOOKED_MAX; sent += 1_000) {
            engine.done(Q.send(1_000));
        }
        engine.done(Q.send(Q.message("delayed", null, 0, 60_000)));

        PeekMessages.Reply first = engine.done(peek(PeekMessages.Wanted.DELAYED, null, 1));
        PeekMessages.Reply second = engine.done(peek(PeekMessages.Wanted.DELAYED, first.next(), 1));

        assertThat(first.messages()).isEmpty();
        assertThat(bodies(engine, second.messages())).containsExactly("delayed");
        assertThat(second.next()).isNull();
        engine.done(new PurgeQueue(Q.ORDERS, Q.ORIGIN));
        String large = "x".repeat(QueueLimits.PEEK_BYTES_MAX / 4);
        for (int count = 0; count < 6; count++) {
            engine.done(Q.send(Q.message(large)));
        }
        assertThat(engine.done(peek(PeekMessages.Wanted.ALL, null, 100)).messages())
                .hasSize(4);
    }

    @TestTemplate
    void refusesWhatItCannotShow(EngineHarness<QueueDomain> engine) {
        assertThat(engine.refused(peek(PeekMessages.Wanted.ALL, null, 1)).reason())
                .isEqualTo(QueueRejection.QUEUE_NOT_FOUND);
        engine.done(Q.create(Q.ORDERS));

        assertThat(engine.refused(peek(PeekMessages.Wanted.ALL, null, 0)).reason())
                .isEqualTo(QueueRejection.SETTING_INVALID);
        assertThat(engine.refused(peek(PeekMessages.Wanted.ALL, null, 101)).reason())
                .isEqualTo(QueueRejection.SETTING_INVALID);
        assertThat(engine.refused(peek(PeekMessages.Wanted.ALL, new MessageRef(99, 0, 0), 1))
                        .reason())
                .isEqualTo(QueueRejection.SETTING_INVALID);
        assertThat(engine.done(peek(PeekMessages.Wanted.ALL, null, 1)).messages())
                .isEmpty();
    }
}
