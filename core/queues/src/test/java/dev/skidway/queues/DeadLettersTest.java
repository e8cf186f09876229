package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.ReplayEqualsLive;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Dead letters: what was received in vain too often moves to another queue at the next receive. */
class DeadLettersTest {

    private static final QueueName FAILED = new QueueName("000000000000", "failed");

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    private static SetQueueSettings policy(QueueName source, QueueName target, int receiveCountMax) {
        return new SetQueueSettings(
                source, Q.deadLetters(new DeadLetterPolicy(target.name(), receiveCountMax)), Q.ORIGIN);
    }

    private static void withPolicy(EngineHarness<QueueDomain> engine, int receiveCountMax) {
        engine.done(Q.create(FAILED));
        engine.done(Q.create(Q.ORDERS, Q.deadLetters(new DeadLetterPolicy("failed", receiveCountMax))));
    }

    private static List<LeasedMessage> from(EngineHarness<QueueDomain> engine, QueueName queue, int countMax) {
        return engine.done(new ReceiveMessages(queue, countMax, 1_000, 0)).messages();
    }

    /** Receives so often in vain that the next receive moves everything. */
    private static List<LeasedMessage> exhaust(EngineHarness<QueueDomain> engine, int times, int countMax) {
        List<LeasedMessage> last = List.of();
        for (int time = 0; time < times; time++) {
            last = from(engine, Q.ORDERS, countMax);
            engine.advanceMillis(1_000);
        }
        return last;
    }

    @TestTemplate
    void movesAMessageAtTheReceiveAfterItsLastOne(EngineHarness<QueueDomain> engine) {
        withPolicy(engine, 2);
        engine.done(Q.send(Q.message("poison", "group")));
        LeasedMessage inVain = exhaust(engine, 2, 1).getFirst();
        assertThat(Q.view(engine).visible())
                .as("it stays until the next receive")
                .isEqualTo(1);

        assertThat(from(engine, Q.ORDERS, 10)).isEmpty();

        assertThat(Q.view(engine).visible()).isZero();
        LeasedMessage dead = from(engine, FAILED, 10).getFirst();
        assertThat(Q.bodies(engine, List.of(dead))).containsExactly("poison");
        assertThat(dead.identity()).isEqualTo(inVain.lease().message());
        assertThat(dead.deadLetterSource()).isEqualTo("orders");
        assertThat(dead.receiveCount()).isEqualTo(3);
        assertThat(dead.key()).isEqualTo("group");
        assertThat(dead.headerBytes()).isEqualTo(inVain.headerBytes());
        assertThat(dead.payloadPosition()).as("not copied").isEqualTo(inVain.payloadPosition());
        assertThat(dead.enqueuedAtMillis()).isEqualTo(inVain.enqueuedAtMillis());
        assertThat(dead.firstReceivedAtMillis()).isEqualTo(inVain.firstReceivedAtMillis());
    }

    @TestTemplate
    void leasesLaterMessagesInTheSameReceive(EngineHarness<QueueDomain> engine) {
        withPolicy(engine, 1);
        engine.done(Q.send(20));
        exhaust(engine, 1, 12);

        List<LeasedMessage> messages = from(engine, Q.ORDERS, 5);

        assertThat(Q.bodies(engine, messages)).containsExactly("body 12", "body 13", "body 14", "body 15", "body 16");
        assertThat(engine.done(new GetQueue(FAILED)).visible()).isEqualTo(12);
    }

    @TestTemplate
    void movesABoundedNumberAndLetsTheReceiverAskAgain(EngineHarness<QueueDomain> engine) {
        withPolicy(engine, 1);
        engine.done(Q.send(150));
        exhaust(engine, 1, 150);

        var first = engine.submit(new ReceiveMessages(Q.ORDERS, 10, 1_000, 20_000));

        assertThat(engine.done(first).messages()).isEmpty();
        assertThat(engine.done(new GetQueue(FAILED)).visible()).isEqualTo(100);
        assertThat(from(engine, Q.ORDERS, 10)).isEmpty();
        assertThat(engine.done(new GetQueue(FAILED)).visible()).isEqualTo(150);
    }

    @TestTemplate
    void goesOnWaitingAfterItMovedWhatWasThere(EngineHarness<QueueDomain> engine) {
        withPolicy(engine, 1);
        engine.done(Q.send(1));
        exhaust(engine, 1, 1);
        var waiting = engine.submit(new ReceiveMessages(Q.ORDERS, 10, 1_000, 20_000));
        engine.settle();
        assertThat(waiting.done()).isFalse();
        assertThat(engine.done(new GetQueue(FAILED)).visible()).isEqualTo(1);

        engine.done(Q.send(Q.message("good")));

        assertThat(Q.bodies(engine, engine.done(waiting).messages())).containsExactly("good");
    }

    @TestTemplate
    void wakesReceiversOfTheDeadLetterQueue(EngineHarness<QueueDomain> engine) {
        withPolicy(engine, 1);
        engine.done(Q.send(1));
        exhaust(engine, 1, 1);
        var waiting = engine.submit(new ReceiveMessages(FAILED, 10, 1_000, 20_000));
        engine.settle();

        from(engine, Q.ORDERS, 1);

        assertThat(engine.done(waiting).messages()).hasSize(1);
    }

    @TestTemplate
    void findsTheMessageGoneForLeasesOfItsFirstQueue(EngineHarness<QueueDomain> engine) {
        withPolicy(engine, 1);
        engine.done(Q.send(1));
        LeasedMessage inVain = exhaust(engine, 1, 1).getFirst();
        from(engine, Q.ORDERS, 1);

        assertThat(engine.done(Q.delete(inVain.lease())).results()).containsExactly(DeleteMessages.Result.ALREADY_GONE);
        LeasedMessage dead = from(engine, FAILED, 1).getFirst();
        assertThat(engine.done(new DeleteMessages(FAILED, List.of(dead.lease())))
                        .results())
                .containsExactly(DeleteMessages.Result.DELETED);
        assertThat(engine.done(new GetQueue(FAILED)).leased()).isZero();
    }

    @TestTemplate
    void letsTheRetentionClockRunOn(EngineHarness<QueueDomain> engine) {
        withPolicy(engine, 1);
        engine.done(new SetQueueSettings(FAILED, Q.retention(60_000), Q.ORIGIN));
        engine.done(Q.send(1));
        engine.advanceMillis(50_000);
        engine.done(new SendMessages(FAILED, List.of(Q.message("younger, but first in its lane"))));
        exhaust(engine, 1, 1);
        from(engine, Q.ORDERS, 1);
        assertThat(engine.done(new GetQueue(FAILED)).visible()).isEqualTo(2);

        engine.advanceMillis(9_000);
        engine.settle();

        List<LeasedMessage> left = from(engine, FAILED, 10);
        assertThat(Q.bodies(engine, left)).containsExactly("younger, but first in its lane");
        engine.advanceMillis(50_000);
        engine.settle();
        assertThat(engine.done(new GetQueue(FAILED)).leased()).isZero();
    }

    @TestTemplate
    void leasesTheMessageAsUsualWhileItsDeadLetterQueueIsGone(EngineHarness<QueueDomain> engine) {
        withPolicy(engine, 1);
        engine.done(Q.send(1));
        exhaust(engine, 1, 1);
        engine.done(new DeleteQueue(FAILED, Q.ORIGIN));

        assertThat(from(engine, Q.ORDERS, 1)).singleElement().matches(message -> message.receiveCount() == 2);
    }

    @TestTemplate
    void countsReceivesInEachQueueForItsOwnPolicy(EngineHarness<QueueDomain> engine) {
        withPolicy(engine, 2);
        engine.done(policy(FAILED, Q.ORDERS, 1));
        engine.done(Q.send(1));
        LeasedMessage first = exhaust(engine, 2, 1).getFirst();
        from(engine, Q.ORDERS, 1);
        assertThat(from(engine, FAILED, 1)).singleElement().matches(message -> message.receiveCount() == 3);
        engine.advanceMillis(1_000);

        assertThat(from(engine, FAILED, 1)).isEmpty();

        LeasedMessage back = from(engine, Q.ORDERS, 1).getFirst();
        assertThat(back.receiveCount()).isEqualTo(4);
        assertThat(back.identity()).isEqualTo(first.lease().message());
        assertThat(back.deadLetterSource()).isEqualTo("failed");
    }

    @TestTemplate
    void takesDeadLettersBeyondTheLimitsOfTheirQueue(EngineHarness<QueueDomain> engine) {
        withPolicy(engine, 1);
        engine.done(
                new SetQueueSettings(FAILED, new SettingsChange(null, 1_024L, null, null, null, 1L, Q.NONE), Q.ORIGIN));
        engine.done(new SendMessages(FAILED, List.of(Q.message("in flight"))));
        engine.done(new ReceiveMessages(FAILED, 1, 60_000, 0));
        engine.done(Q.send(Q.message("x".repeat(2_000))));
        exhaust(engine, 1, 1);
        engine.done(Q.send(Q.message("next")));

        assertThat(Q.bodies(engine, from(engine, Q.ORDERS, 10))).containsExactly("next");

        assertThat(engine.done(new GetQueue(FAILED)).visible()).isEqualTo(1);
    }

    @TestTemplate
    void refusesAPolicyWhoseTargetIsMissingOrItself(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));

        assertThat(engine.send(policy(Q.ORDERS, FAILED, 3))).satisfies(DeadLettersTest::isMissing);
        assertThat(engine.send(policy(Q.ORDERS, Q.ORDERS, 3))).satisfies(DeadLettersTest::isMissing);
        assertThat(engine.send(Q.create(FAILED, Q.deadLetters(new DeadLetterPolicy("nowhere", 3)))))
                .satisfies(DeadLettersTest::isMissing);
    }

    private static void isMissing(Outcome<?> outcome) {
        assertRefused(outcome, QueueRejection.DEAD_LETTER_TARGET_MISSING);
    }

    private static void assertRefused(Outcome<?> outcome, QueueRejection reason) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.rejection().reason()).isEqualTo(reason));
    }

    @TestTemplate
    void refusesAPolicyThatItsTargetDoesNotAllow(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.create(FAILED, Q.sources(DeadLetterSources.Allowed.NONE)));
        assertRefused(engine.send(policy(Q.ORDERS, FAILED, 3)), QueueRejection.DEAD_LETTER_TARGET_DENIES);
        engine.done(new SetQueueSettings(FAILED, Q.sources(DeadLetterSources.Allowed.NAMED, "billing"), Q.ORIGIN));
        assertRefused(engine.send(policy(Q.ORDERS, FAILED, 3)), QueueRejection.DEAD_LETTER_TARGET_DENIES);

        engine.done(new SetQueueSettings(FAILED, Q.sources(DeadLetterSources.Allowed.NAMED, "orders"), Q.ORIGIN));
        engine.done(policy(Q.ORDERS, FAILED, 3));

        assertThat(Q.view(engine).settings().deadLetters()).isEqualTo(new DeadLetterPolicy("failed", 3));
    }

    @TestTemplate
    void refusesPoliciesOutsideTheirBounds(EngineHarness<QueueDomain> engine) {
        withPolicy(engine, 1);

        assertRefused(engine.send(policy(Q.ORDERS, FAILED, 0)), QueueRejection.SETTING_INVALID);
        assertRefused(engine.send(policy(Q.ORDERS, FAILED, 1_001)), QueueRejection.SETTING_INVALID);
        assertRefused(
                engine.send(policy(Q.ORDERS, new QueueName("000000000000", "a b"), 1)), QueueRejection.SETTING_INVALID);
        assertRefused(
                engine.send(policy(Q.ORDERS, new QueueName("000000000000", ""), 1)), QueueRejection.SETTING_INVALID);
        String[] eleven = IntStream.range(0, 11).mapToObj(i -> "queue-" + i).toArray(String[]::new);
        for (SettingsChange change : List.of(
                Q.sources(DeadLetterSources.Allowed.NAMED),
                Q.sources(DeadLetterSources.Allowed.NAMED, eleven),
                Q.sources(DeadLetterSources.Allowed.NAMED, "a b"),
                Q.sources(DeadLetterSources.Allowed.ALL, "orders"))) {
            assertRefused(engine.send(new SetQueueSettings(FAILED, change, Q.ORIGIN)), QueueRejection.SETTING_INVALID);
        }
    }

    @TestTemplate
    void turnsOffAndNamesADifferenceOfPolicies(EngineHarness<QueueDomain> engine) {
        withPolicy(engine, 1);
        engine.done(Q.send(1));
        exhaust(engine, 1, 1);
        assertRefused(
                engine.send(Q.create(Q.ORDERS, Q.deadLetters(new DeadLetterPolicy("failed", 2)))),
                QueueRejection.QUEUE_EXISTS);
        assertRefused(
                engine.send(Q.create(Q.ORDERS, Q.sources(DeadLetterSources.Allowed.NONE))),
                QueueRejection.QUEUE_EXISTS);

        engine.done(new SetQueueSettings(Q.ORDERS, Q.deadLetters(DeadLetterPolicy.NONE), Q.ORIGIN));

        assertThat(from(engine, Q.ORDERS, 1)).hasSize(1);
    }

    @TestTemplate
    void listsTheQueuesThatUseOneForTheirDeadLetters(EngineHarness<QueueDomain> engine) {
        withPolicy(engine, 1);
        engine.done(
                Q.create(new QueueName("000000000000", "billing"), Q.deadLetters(new DeadLetterPolicy("failed", 9))));
        engine.done(Q.create(new QueueName("000000000000", "other")));
        engine.done(Q.create(new QueueName("999999999999", "failed")));

        ListDeadLetterSources.Reply first = engine.done(new ListDeadLetterSources(FAILED, "", 1));
        ListDeadLetterSources.Reply second = engine.done(new ListDeadLetterSources(FAILED, "billing", 1));

        assertThat(first.sources()).extracting(QueueName::name).containsExactly("billing");
        assertThat(first.more()).isTrue();
        assertThat(second.sources()).containsExactly(Q.ORDERS);
        assertThat(second.more()).isFalse();
        assertRefused(engine.send(new ListDeadLetterSources(FAILED, "", 0)), QueueRejection.SETTING_INVALID);
        assertRefused(
                engine.send(new ListDeadLetterSources(new QueueName("000000000000", "none"), "", 1)),
                QueueRejection.QUEUE_NOT_FOUND);
    }
}
