package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    private static NewMessage job(String body, @Nullable String key, int priority) {
        return Q.message(body, key, priority, -1);
    }

    private static void share(EngineHarness<QueueDomain> engine, int percent) {
        DispatchChange change = new DispatchChange(percent, null, null, null, null, null);
        engine.done(new SetQueueSettings(Q.ORDERS, new SettingsChange(change), Q.ORIGIN));
    }

    @TestTemplate
    void takesAnyPriority(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(
                job("last", "key", Integer.MAX_VALUE),
                job("third", "key", 0),
                job("first", "key", Integer.MIN_VALUE),
                job("second", null, -1_000_000)));

        engine.restart();

        assertThat(Q.bodies(engine, Q.received(engine, Q.receive(10))))
                .containsExactly("first", "second", "third", "last");
    }

    @TestTemplate
    void servesTheNextLaneOfAKeyOnceTheBetterOneIsDrained(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        share(engine, 0);
        engine.done(Q.send(
                job("a 1", "a", 1), job("a 1", "a", 1), job("a 2", "a", 2), job("b 2", "b", 2), job("a 3", "a", 3)));

        assertThat(Q.bodies(engine, Q.received(engine, Q.receive(1)))).containsExactly("a 1");
        List<String> rest = Q.bodies(engine, Q.received(engine, Q.receive(10)));
        assertThat(rest.getFirst()).isEqualTo("a 1");
        assertThat(rest.subList(1, 3)).containsExactlyInAnyOrder("a 2", "b 2");
        assertThat(rest.getLast()).isEqualTo("a 3");
    }

    @TestTemplate
    void givesTheOldestJobItsShareOfALoudPriority(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(job("old 1", "quiet", 9), job("old 2", "other", 7)));
        engine.advanceMillis(1_000);
        List<String> served = new ArrayList<>();
        for (int round = 0; round < 10; round++) {
            engine.done(Q.send(10, "loud"));
            engine.advanceMillis(10);
            List<LeasedMessage> messages = Q.received(engine, Q.receive(round % 2 == 0 ? 10 : 7));
            served.addAll(Q.bodies(engine, messages));
            engine.done(Q.delete(messages));
            if (round == 5) {
                engine.restart();
            }
        }

        assertThat(served.indexOf("old 1")).isEqualTo(19);
        assertThat(served.indexOf("old 2")).isEqualTo(39);
    }

    @TestTemplate
    void looksAtTheShareOfTheOldestWithinOneReceiveToo(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        share(engine, 50);
        for (int job = 0; job < 5; job++) {
            engine.done(Q.send(job("old " + job, job == 3 ? "b" : "a", 10 - job)));
            engine.advanceMillis(1);
        }
        engine.done(Q.send(20, "loud"));

        List<String> bodies = Q.bodies(engine, Q.received(engine, Q.receive(8)));

        assertThat(bodies).containsExactly("loud", "old 0", "loud", "old 1", "loud", "old 2", "loud", "old 3");
    }

    private static List<JobResult> reprioritize(EngineHarness<QueueDomain> engine, int priority, MessageRef... jobs) {
        return engine.done(new ReprioritizeJobs(Q.ORDERS.namespace(), List.of(jobs), priority))
                .results();
    }

    private static MessageRef sent(EngineHarness<QueueDomain> engine, NewMessage message) {
        return ((SendResult.Stored) engine.done(Q.send(message)).results().getFirst()).message();
    }

    @TestTemplate
    void changesThePriorityOfWhatWaitsAndKeepsItsIdentity(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        MessageRef first = sent(engine, job("first", "a", 0));
        MessageRef second = sent(engine, job("second", "a", 0));
        MessageRef third = sent(engine, Q.message("third", "b", 5, 10_000));
        assertThat(reprioritize(engine, -7, second, third)).containsOnly(JobResult.DONE);
        engine.restart();
        assertThat(reprioritize(engine, -7, second)).as("again").containsExactly(JobResult.DONE);

        List<LeasedMessage> messages = Q.received(engine, Q.receive(10));

        assertThat(Q.bodies(engine, messages)).containsExactly("second", "first");
        assertThat(messages.getFirst().identity()).isEqualTo(second);
        assertThat(reprioritize(engine, 1, first).getFirst().refusal())
                .extracting(refusal -> refusal.reason())
                .isEqualTo(QueueRejection.JOB_LEASED);
        engine.advanceMillis(10_000);
        assertThat(Q.one(engine).identity()).as("due when it was").isEqualTo(third);
        engine.done(Q.delete(messages));
        assertThat(reprioritize(engine, 1, first, third, third))
                .extracting(result ->
                        result.refusal() == null ? null : result.refusal().reason())
                .containsExactly(QueueRejection.JOB_NOT_FOUND, QueueRejection.JOB_LEASED, QueueRejection.JOB_NOT_FOUND);
    }

    @TestTemplate
    void starvesWhereItIsToldTo(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        share(engine, 0);
        engine.done(Q.send(job("old", null, 1)));
        engine.done(Q.send(200, "loud"));

        assertThat(Q.bodies(engine, Q.received(engine, Q.receive(200)))).doesNotContain("old");
    }
}
