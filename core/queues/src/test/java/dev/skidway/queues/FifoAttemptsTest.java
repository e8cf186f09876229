package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import dev.skidway.engine.Ticket;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A receive whose answer was lost is asked again by its attempt id. */
class FifoAttemptsTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    private static ReceiveMessages attempt(String id) {
        return new ReceiveMessages(Fifo.ORDERS, 2, -1, 0, id);
    }

    private static List<LeasedMessage> received(EngineHarness<QueueDomain> engine, String id) {
        return engine.done(attempt(id)).messages();
    }

    private static void createWithThree(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        engine.done(Fifo.send("a", "a1", "a2", "a3"));
    }

    @TestTemplate
    void givesTheSameLeasesAgainAndTheirFullTime(EngineHarness<QueueDomain> engine) {
        createWithThree(engine);
        List<LeasedMessage> first = received(engine, "try");
        engine.advanceMillis(29_000);

        assertThat(received(engine, "try"))
                .extracting(LeasedMessage::lease)
                .containsExactly(first.getFirst().lease(), first.getLast().lease());

        engine.advanceMillis(29_000);
        assertThat(engine.done(Fifo.delete(first.toArray(LeasedMessage[]::new))).results())
                .containsOnly(DeleteMessages.Result.DELETED);
    }

    @TestTemplate
    void repeatsAcrossSnapshotAndRestart(EngineHarness<QueueDomain> engine) {
        createWithThree(engine);
        List<LeasedMessage> first = received(engine, "try");
        engine.snapshot();
        assertThat(received(engine, "try")).isEqualTo(first);
        engine.restart();
        engine.crash();

        assertThat(received(engine, "try")).isEqualTo(first);
    }

    @TestTemplate
    void takesAnewOnceAMessageWasDeleted(EngineHarness<QueueDomain> engine) {
        createWithThree(engine);
        List<LeasedMessage> first = received(engine, "try");

        engine.done(Fifo.delete(first.get(0)));

        assertThat(received(engine, "try"))
                .as("the group is locked by the other one")
                .isEmpty();
    }

    @TestTemplate
    void takesAnewOnceALeaseWasChanged(EngineHarness<QueueDomain> engine) {
        createWithThree(engine);
        List<LeasedMessage> first = received(engine, "try");
        engine.done(Fifo.visibility(first.get(0), 0));
        engine.done(Fifo.visibility(first.get(1), 0));

        List<LeasedMessage> second = received(engine, "try");

        assertThat(second).extracting(LeasedMessage::receiveCount).containsExactly(2, 2);
        assertThat(received(engine, "try")).isEqualTo(second);
    }

    @TestTemplate
    void takesAnewOnceTheLeasesRanOut(EngineHarness<QueueDomain> engine) {
        createWithThree(engine);
        received(engine, "try");
        engine.advanceMillis(30_000);

        assertThat(received(engine, "try"))
                .extracting(LeasedMessage::receiveCount)
                .containsExactly(2, 2);
    }

    @TestTemplate
    void forgetsAnAttemptAfterFiveMinutes(EngineHarness<QueueDomain> engine) {
        createWithThree(engine);
        engine.done(new ReceiveMessages(Fifo.ORDERS, 2, 3_600_000, 0, "try"));

        engine.advanceMillis(QueueLimits.ATTEMPT_MILLIS);

        assertThat(received(engine, "try")).isEmpty();
    }

    @TestTemplate
    void countsFiveMinutesFromTheFirstReceiveHoweverOftenItIsRepeated(EngineHarness<QueueDomain> engine) {
        createWithThree(engine);
        List<LeasedMessage> first = received(engine, "try");
        for (long passed = 20_000; passed < QueueLimits.ATTEMPT_MILLIS; passed += 20_000) {
            engine.advanceMillis(20_000);
            assertThat(received(engine, "try"))
                    .extracting(LeasedMessage::lease)
                    .containsExactly(first.getFirst().lease(), first.getLast().lease());
        }

        engine.advanceMillis(20_000);

        assertThat(received(engine, "try")).as("the group is locked").isEmpty();
    }

    @TestTemplate
    void givesTheSameLeasesAgainWhileNothingNewIsLeased(EngineHarness<QueueDomain> engine) {
        createWithThree(engine);
        List<LeasedMessage> first = received(engine, "try");
        engine.done(Fifo.send("b", "b1"));
        Dispatch.set(engine, Fifo.ORDERS, DispatchChange.pause(true, "stocktaking"));

        assertThat(received(engine, "another")).isEmpty();
        assertThat(received(engine, "try")).isEqualTo(first);
    }

    @TestTemplate
    void answersTheSecondOfTwoThatWaitedWithTheLeasesOfTheFirst(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        ReceiveMessages waiting = new ReceiveMessages(Fifo.ORDERS, 2, -1, 20_000, "try");
        Ticket<ReceiveMessages.Reply> lost = engine.submit(waiting);
        engine.settle();
        Ticket<ReceiveMessages.Reply> again = engine.submit(waiting);
        engine.settle();

        engine.done(Fifo.send("a", "a1"));

        assertThat(engine.done(again).messages())
                .isEqualTo(engine.done(lost).messages())
                .hasSize(1);
    }

    @Test
    void remembersABoundedNumber() {
        Shared shared = new Shared(position -> 0);
        Queue queue = new Queue(1, Fifo.ORDERS, 0, SettingsRules.DEFAULTS, Q.NONE, shared);
        FifoMemory memory = queue.messages.memory();

        for (int attempt = 0; attempt <= QueueLimits.ATTEMPTS_PER_QUEUE_MAX; attempt++) {
            String id = "try " + attempt;
            memory.received(new MessagesLeased(1, 2, id, "", false, List.of()), id, attempt);
        }

        assertThat(memory.attempts.size()).isEqualTo(QueueLimits.ATTEMPTS_PER_QUEUE_MAX);
        assertThat(memory.attempts.find("try 0")).isNull();
        assertThat(memory.attempts.find("try 1")).isNotNull();
    }

    @TestTemplate
    void refusesAnIdThatIsTooLong(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());

        assertThat(engine.refused(attempt("x".repeat(129))).reason()).isEqualTo(QueueRejection.SETTING_INVALID);
        assertThat(engine.refused(attempt("")).reason()).isEqualTo(QueueRejection.SETTING_INVALID);
    }
}
