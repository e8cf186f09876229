package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import dev.skidway.engine.Ticket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds back single keys, and how much they get: weights, limits, backlog, pause, quarantine. */
class KeyDispatchTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    private static final QuarantinePolicy THREE_IN_A_MINUTE = new QuarantinePolicy(3, 60_000, 10_000);

    private static List<String> receive(EngineHarness<QueueDomain> engine, int count) {
        return Dispatch.keys(Q.received(engine, Q.receive(count)));
    }

    @TestTemplate
    void runsNoMoreOfAKeyAtOnceThanItMay(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS, new SettingsChange(DispatchChange.keys(Dispatch.keyConcurrency(2)))));
        engine.done(Q.send(5, "a"));
        engine.done(Q.send(1, "b"));
        List<LeasedMessage> first = Q.received(engine, Q.receive(10));
        assertThat(Dispatch.keys(first)).containsExactlyInAnyOrder("a", "a", "b");
        Ticket<ReceiveMessages.Reply> waiting = engine.submit(Q.receive(10, -1, 20_000));
        engine.settle();
        assertThat(waiting.done()).isFalse();

        engine.done(Q.delete(first));

        assertThat(Dispatch.keys(engine.done(waiting).messages())).containsExactly("a", "a");
    }

    @TestTemplate
    void countsAllPrioritiesOfAKeyTogether(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS, new SettingsChange(DispatchChange.keys(Dispatch.keyConcurrency(2)))));
        engine.done(Q.send(
                Q.message("1", "a", 1, -1),
                Q.message("2", "a", 2, -1),
                Q.message("3", "a", 3, -1),
                Q.message("b", "b", 9, -1)));

        assertThat(Q.bodies(engine, Q.received(engine, Q.receive(10)))).containsExactly("1", "2", "b");
        engine.restart();
        assertThat(Q.received(engine, Q.receive(10))).isEmpty();
    }

    @TestTemplate
    void givesAKeyItsOwnLimitInstead(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS, new SettingsChange(DispatchChange.keys(Dispatch.keyConcurrency(1)))));
        engine.done(Dispatch.key("a", KeyChange.limits(Dispatch.keyConcurrency(3))));
        engine.done(Q.send(5, "a"));
        engine.done(Q.send(5, "b"));

        assertThat(receive(engine, 10)).containsExactlyInAnyOrder("a", "a", "a", "b");
        engine.done(Dispatch.key("a", KeyChange.RESET));
        assertThat(receive(engine, 10)).isEmpty();
        Dispatch.set(engine, DispatchChange.keys(KeyLimits.NONE));
        assertThat(receive(engine, 10)).hasSize(6);
    }

    @TestTemplate
    void beginsJobsOfAKeyAtItsRate(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(
                Q.ORDERS, new SettingsChange(DispatchChange.keys(Dispatch.keyRate(new RateLimit(1, 1_000, 2))))));
        engine.done(Q.send(10, "a"));
        assertThat(receive(engine, 10)).containsExactly("a", "a");
        engine.done(Q.send(3, "b"));
        assertThat(receive(engine, 10)).containsExactly("b", "b");
        Ticket<ReceiveMessages.Reply> waiting = engine.submit(Q.receive(10, 100_000, 20_000));
        engine.advanceMillis(999);
        assertThat(waiting.done()).isFalse();
        engine.snapshot();
        engine.advanceMillis(1);
        assertThat(engine.done(waiting).messages()).isNotEmpty();
        engine.crash();
        engine.advanceMillis(3_000);
        assertThat(receive(engine, 10)).as("two of a at least").contains("a", "a");
    }

    @TestTemplate
    void remembersTheRateOfAKeyThatHasNothingLeft(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(
                Q.ORDERS, new SettingsChange(DispatchChange.keys(Dispatch.keyRate(new RateLimit(1, 60_000, 1))))));
        engine.done(Q.send(1, "a"));
        engine.done(Q.delete(Q.received(engine, Q.receive(1))));
        engine.restart();
        engine.done(Q.send(1, "a"));
        assertThat(receive(engine, 1)).isEmpty();
        assertThat(engine.domain().keysKnown(Q.ORDERS)).isEqualTo(1);

        engine.advanceMillis(60_000);

        engine.done(Q.delete(Q.received(engine, Q.receive(1))));
        engine.advanceMillis(60_000);
        assertThat(engine.domain().keysKnown(Q.ORDERS))
                .as("forgotten once it is full")
                .isZero();
    }

    @TestTemplate
    void sharesLeaseTimeByWeightInAnyTenSeconds(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS, new SettingsChange(Dispatch.concurrency(10))));
        Map<String, Integer> weights = Map.of("one", 1, "two", 2, "seven", 7);
        weights.forEach((key, weight) -> engine.done(Dispatch.key(key, KeyChange.weight(weight))));
        List<String> served = new ArrayList<>();
        weights.keySet().forEach(key -> engine.done(Q.send(50, key)));
        // Ten workers, jobs of 100 ms: 100 jobs a second, 25 seconds.
        for (int round = 0; round < 250; round++) {
            List<LeasedMessage> messages = Q.received(engine, Q.receive(10));
            served.addAll(Dispatch.keys(messages));
            engine.advanceMillis(100);
            engine.done(Q.delete(messages));
            messages.forEach(message -> engine.done(Q.send(1, KeyStates.nameOf(message.key()))));
        }

        for (int from = 0; from + 1_000 <= served.size(); from += 10) {
            Map<String, Integer> counts = new HashMap<>();
            served.subList(from, from + 1_000).forEach(key -> counts.merge(key, 1, Integer::sum));
            weights.forEach((key, weight) -> assertThat(counts.getOrDefault(key, 0) / 1_000.0)
                    .as("share of %s", key)
                    .isBetween(weight / 10.0 - 0.02, weight / 10.0 + 0.02));
        }
    }

    @TestTemplate
    void refusesMoreMessagesOfAKeyThanItsBacklogHolds(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS, new SettingsChange(DispatchChange.keys(Dispatch.backlog(3)))));
        engine.done(Q.send(2, "a"));

        List<SendResult> results = engine.done(Q.send(Q.message("1", "a"), Q.message("2", "a"), Q.message("3", "b")))
                .results();

        assertThat(results.get(0)).isInstanceOf(SendResult.Stored.class);
        assertThat(((SendResult.Refused) results.get(1)).rejection().reason())
                .isEqualTo(QueueRejection.KEY_BACKLOG_FULL);
        assertThat(results.get(2)).isInstanceOf(SendResult.Stored.class);
        List<LeasedMessage> messages = Q.received(engine, Q.receive(10));
        engine.done(Q.delete(messages));
        assertThat(engine.done(Q.send(1, "a")).results()).allMatch(SendResult.Stored.class::isInstance);
    }

    @TestTemplate
    void pausesAKeyAndNotTheOthers(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(2, "a"));
        engine.done(Q.send(Q.message("none")));
        engine.done(Dispatch.key("a", KeyChange.pause(true, "asked us to stop")));
        engine.done(Dispatch.key("", KeyChange.pause(true, "")));
        engine.done(Q.send(1, "b"));
        assertThat(receive(engine, 10)).containsExactly("b");
        engine.restart();
        Ticket<ReceiveMessages.Reply> waiting = engine.submit(Q.receive(10, -1, 20_000));
        engine.settle();
        assertThat(waiting.done()).isFalse();

        engine.done(Dispatch.key("a", KeyChange.pause(false, "")));

        assertThat(Dispatch.keys(engine.done(waiting).messages())).containsExactly("a", "a");
    }

    @TestTemplate
    void putsAKeyAsideWhoseJobsFailAndProbesItLater(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS, new SettingsChange(DispatchChange.quarantine(THREE_IN_A_MINUTE))));
        engine.done(Q.send(5, "bad"));
        engine.done(Q.send(5, "good"));
        List<LeasedMessage> messages = Q.received(engine, Q.receive(10));
        messages.stream()
                .filter(message -> "bad".equals(message.key()))
                .limit(3)
                .forEach(message -> engine.done(Q.visibility(message, 0)));
        assertThat(receive(engine, 10)).as("bad is put aside").isEmpty();
        engine.done(Q.delete(messages.stream()
                .filter(message -> "bad".equals(message.key()))
                .skip(3)
                .toList()));
        engine.restart();
        engine.advanceMillis(9_999);
        assertThat(receive(engine, 10)).isEmpty();

        engine.advanceMillis(1);

        LeasedMessage probe = Q.one(engine);
        assertThat(probe.key()).isEqualTo("bad");
        assertThat(receive(engine, 10)).as("one probe at a time").isEmpty();
        engine.done(Q.visibility(probe, 0));
        engine.advanceMillis(19_999);
        assertThat(receive(engine, 10)).as("twice as long").doesNotContain("bad");
        engine.advanceMillis(1);
        engine.done(Q.delete(List.of(Q.one(engine))));
        assertThat(receive(engine, 10)).contains("bad", "bad");
    }

    @TestTemplate
    void countsFailuresInARowAndWithinTheWindowOnly(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS, new SettingsChange(DispatchChange.quarantine(THREE_IN_A_MINUTE))));
        engine.done(Q.send(5, "a"));
        for (int attempt = 0; attempt < 4; attempt++) {
            engine.done(Q.visibility(Q.one(engine), 0));
            engine.advanceMillis(30_000);
        }
        engine.done(Q.visibility(Q.one(engine), 0));
        engine.done(Q.delete(List.of(Q.one(engine))));
        engine.done(Q.visibility(Q.one(engine), 0));
        engine.done(Q.visibility(Q.one(engine), 0));
        assertThat(receive(engine, 1)).hasSize(1);
        engine.advanceMillis(30_000);
        assertThat(receive(engine, 1)).as("a lease that runs out is the third").isEmpty();

        engine.done(Dispatch.key("a", KeyChange.RELEASE));

        assertThat(receive(engine, 1)).hasSize(1);
    }

    @TestTemplate
    void keepsWhatKeysHaveOfTheirOwnThroughAPurge(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS, new SettingsChange(DispatchChange.keys(Dispatch.keyConcurrency(1)))));
        engine.done(Dispatch.key("a", KeyChange.pause(true, "")));
        engine.done(Q.send(2, "a"));
        engine.done(Q.send(2, "b"));
        assertThat(receive(engine, 10)).containsExactly("b");

        engine.done(new PurgeQueue(Q.ORDERS, Q.ORIGIN));

        assertThat(engine.domain().keysKnown(Q.ORDERS)).isEqualTo(1);
        engine.done(Q.send(2, "a"));
        engine.done(Q.send(2, "b"));
        assertThat(receive(engine, 10)).containsExactly("b");
    }

    @TestTemplate
    void movesDeadLettersOfAKeyThatIsPaused(EngineHarness<QueueDomain> engine) {
        QueueName elsewhere = new QueueName(Q.ORDERS.namespace(), "elsewhere");
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.create(elsewhere, Q.deadLetters(new DeadLetterPolicy("orders", 5))));
        engine.done(Dispatch.key("a", KeyChange.pause(true, "")));
        engine.done(Q.send(Q.message("1", "a", 1, -1), Q.message("2", "a", 2, -1), Q.message("3", "b", 1, -1)));

        engine.done(new StartMoveTask(Q.ORDERS, elsewhere, 0, Q.ORIGIN));
        engine.advanceMillis(1_000);

        assertThat(Q.view(engine).visible()).isZero();
        assertThat(engine.done(new GetQueue(elsewhere)).visible()).isEqualTo(3);
    }

    @TestTemplate
    void movesWhatIsDeadWithoutUsingUpALimit(EngineHarness<QueueDomain> engine) {
        QueueName dead = new QueueName(Q.ORDERS.namespace(), "dead");
        engine.done(Q.create(dead));
        engine.done(Q.create(Q.ORDERS, Q.deadLetters(new DeadLetterPolicy("dead", 1))));
        Dispatch.set(engine, DispatchChange.keys(Dispatch.keyRate(new RateLimit(1, 60_000, 3))));
        engine.done(Q.send(3, "a"));
        Q.received(engine, Q.receive(2, 1_000, 0));
        engine.advanceMillis(1_000);

        assertThat(receive(engine, 10)).as("the third, past two dead letters").containsExactly("a");
        assertThat(engine.done(new GetQueue(dead)).visible()).isEqualTo(2);
    }

    @TestTemplate
    void listsKeysPageByPage(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Dispatch.key("c", KeyChange.pause(true, "why not")));
        long now = engine.time().wallMillis();
        engine.done(Q.send(Q.message("none"), Q.message("1", "a", 1, -1), Q.message("2", "a", 2, -1)));
        engine.done(Q.send(2, "b"));
        Q.received(engine, Q.receive(1));

        ListKeys.Reply first = engine.done(new ListKeys(Q.ORDERS, null, 2));
        ListKeys.Reply second = engine.done(new ListKeys(Q.ORDERS, "a", 2));

        assertThat(first.keys()).extracting(KeyView::key).containsExactly("", "a");
        assertThat(first.more()).isTrue();
        assertThat(first.keys().get(0).running()).isEqualTo(1);
        assertThat(first.keys().get(1).waiting()).isEqualTo(2);
        assertThat(second.keys()).extracting(KeyView::key).containsExactly("b", "c");
        assertThat(second.more()).isFalse();
        assertThat(second.keys().get(1).settings().note()).isEqualTo("why not");
        assertThat(second.keys().get(1).pausedSinceMillis()).isEqualTo(now);
        assertThat(engine.refused(new ListKeys(Q.ORDERS, null, 0)).reason()).isEqualTo(QueueRejection.SETTING_INVALID);
    }

    @TestTemplate
    void refusesSettingsThatMakeNoSense(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        for (KeyChange change : List.of(
                KeyChange.weight(0),
                KeyChange.weight(-1),
                KeyChange.weight(QueueLimits.KEY_WEIGHT_MAX + 1),
                KeyChange.limits(Dispatch.keyConcurrency(0)),
                KeyChange.limits(Dispatch.backlog(0)),
                KeyChange.limits(Dispatch.keyRate(new RateLimit(0, 1, 1))),
                KeyChange.pause(true, "x".repeat(513)))) {
            assertThat(engine.refused(Dispatch.key("a", change)).reason())
                    .as("%s", change)
                    .isEqualTo(QueueRejection.SETTING_INVALID);
        }
        for (String key : List.of("k".repeat(129), "k".repeat(10_240), "\ud800")) {
            assertThat(engine.refused(Dispatch.key(key, KeyChange.weight(2))).reason())
                    .isEqualTo(QueueRejection.SETTING_INVALID);
        }
        for (QuarantinePolicy policy : List.of(
                new QuarantinePolicy(-1, 1, 1),
                new QuarantinePolicy(1, 0, 1),
                new QuarantinePolicy(1, 1, 0),
                new QuarantinePolicy(0, 1, 1),
                new QuarantinePolicy(1, 1, Long.MAX_VALUE))) {
            assertThat(engine.refused(new SetQueueSettings(
                                    Q.ORDERS, new SettingsChange(DispatchChange.quarantine(policy)), Q.ORIGIN))
                            .reason())
                    .isEqualTo(QueueRejection.SETTING_INVALID);
        }
        SetKeySettings.Change twice = new SetKeySettings.Change("a", KeyChange.weight(2));
        assertThat(engine.refused(new SetKeySettings(Q.ORDERS, List.of(twice, twice), Q.ORIGIN))
                        .reason())
                .isEqualTo(QueueRejection.SETTING_INVALID);
        assertThat(engine.domain().keysKnown(Q.ORDERS)).isZero();
    }
}
