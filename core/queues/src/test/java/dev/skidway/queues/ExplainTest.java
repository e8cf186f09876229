package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import dev.skidway.engine.Ticket;
import java.util.List;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Why a job or a queue is not served, and waiting for one that is without taking anything. */
class ExplainTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    private static MessageRef sent(EngineHarness<QueueDomain> engine, NewMessage message) {
        return ((SendResult.Stored) engine.done(Q.send(message)).results().getFirst()).message();
    }

    private static Explanation job(EngineHarness<QueueDomain> engine, MessageRef job) {
        return engine.done(new ExplainJob(Q.ORDERS, job));
    }

    private static List<Reason.Kind> kinds(Explanation explanation) {
        return explanation.reasons().stream().map(Reason::kind).toList();
    }

    private static Explanation queue(EngineHarness<QueueDomain> engine) {
        return engine.done(new ExplainQueue(Q.ORDERS));
    }

    @TestTemplate
    void followsAJobThroughItsLife(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        MessageRef job = sent(engine, Q.message("a", "key", 0, 5_000));
        Reason delayed = job(engine, job).reasons().getFirst();
        assertThat(delayed.kind()).isEqualTo(Reason.Kind.DELAYED);
        assertThat(delayed.untilMillis()).isEqualTo(engine.time().wallMillis() + 5_000);
        engine.advanceMillis(5_000);
        assertThat(job(engine, job).runnableNow()).isTrue();
        assertThat(kinds(job(engine, job))).containsExactly(Reason.Kind.NO_WORKER);
        LeasedMessage leased = Q.one(engine);
        assertThat(kinds(job(engine, job))).containsExactly(Reason.Kind.RUNNING);
        engine.done(Q.delete(leased.lease()));
        assertThat(kinds(job(engine, job))).containsExactly(Reason.Kind.FINISHED);
        assertThat(kinds(job(engine, new MessageRef(99, 0, 0)))).containsExactly(Reason.Kind.FINISHED);
    }

    @TestTemplate
    void countsWhatIsAhead(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(3, "a"));
        MessageRef fourth = sent(engine, Q.message("4", "a"));
        MessageRef other = sent(engine, Q.message("b", "b"));
        engine.done(Q.send(Q.message("first", "c", -5, -1), Q.message("first", "c", -5, -1)));

        Explanation behind = job(engine, fourth);
        assertThat(kinds(behind)).containsExactly(Reason.Kind.BEHIND, Reason.Kind.PRIORITY);
        assertThat(behind.reasons()).extracting(Reason::ahead).containsExactly(3L, 2L);
        assertThat(kinds(job(engine, other))).containsExactly(Reason.Kind.PRIORITY, Reason.Kind.FAIRNESS);
    }

    @TestTemplate
    void namesEveryLimit(EngineHarness<QueueDomain> engine) {
        engine.done(Dispatch.limit("shared", 1, RateLimit.perSecond(1, 2)));
        DispatchChange change = new DispatchChange(
                null,
                1,
                new RateLimit(1, 2_000, 1),
                null,
                null,
                null,
                new KeyLimits(1, new RateLimit(1, 3_000, 1), DispatchSettings.UNLIMITED),
                List.of("shared"),
                null);
        engine.done(Q.create(Q.ORDERS, new SettingsChange(change)));
        engine.done(Q.send(1, "a"));
        MessageRef second = sent(engine, Q.message("2", "a"));
        long now = engine.time().wallMillis();
        Q.one(engine);
        engine.done(Q.send(1, "b"));

        Explanation explanation = job(engine, second);

        assertThat(explanation.reasons())
                .extracting(Reason::kind, Reason::name, Reason::untilMillis)
                .containsExactly(
                        tuple(Reason.Kind.CONCURRENCY, "queue", -1L),
                        tuple(Reason.Kind.RATE, "queue", now + 2_000),
                        tuple(Reason.Kind.CONCURRENCY, "shared", -1L),
                        tuple(Reason.Kind.CONCURRENCY, "key", -1L),
                        tuple(Reason.Kind.RATE, "key", now + 3_000));
        assertThat(kinds(queue(engine)))
                .containsExactly(Reason.Kind.CONCURRENCY, Reason.Kind.RATE, Reason.Kind.CONCURRENCY);
    }

    @TestTemplate
    void tellsOfPausesAndQuarantine(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(
                Q.ORDERS, new SettingsChange(DispatchChange.quarantine(new QuarantinePolicy(1, 1_000, 10_000)))));
        assertThat(kinds(queue(engine))).containsExactly(Reason.Kind.EMPTY);
        MessageRef job = sent(engine, Q.message("a", "a"));
        assertThat(queue(engine).runnableNow()).isTrue();
        engine.done(Q.visibility(Q.one(engine), 0));
        assertThat(kinds(job(engine, job))).containsExactly(Reason.Kind.QUARANTINED);
        assertThat(kinds(queue(engine))).containsExactly(Reason.Kind.QUARANTINED);
        engine.done(Dispatch.key("a", KeyChange.pause(true, "too loud")));
        Dispatch.set(engine, DispatchChange.pause(true, "stocktaking"));

        Explanation explanation = job(engine, job);

        assertThat(kinds(explanation))
                .containsExactly(Reason.Kind.QUEUE_PAUSED, Reason.Kind.KEY_PAUSED, Reason.Kind.QUARANTINED);
        assertThat(explanation.reasons().get(0).message()).contains("stocktaking");
        assertThat(explanation.reasons().get(1).message()).contains("too loud");
        Dispatch.set(engine, DispatchChange.pause(false, ""));
        engine.done(Dispatch.key("a", KeyChange.pause(false, "")));
        engine.advanceMillis(10_000);
        Q.one(engine);
        MessageRef next = sent(engine, Q.message("b", "a"));
        assertThat(job(engine, next).reasons().getFirst().name()).isEqualTo("probe");
    }

    @TestTemplate
    void tellsWhatMovesToTheDeadLetters(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(new QueueName(Q.ORDERS.namespace(), "dead")));
        engine.done(Q.create(Q.ORDERS, Q.deadLetters(new DeadLetterPolicy("dead", 1))));
        MessageRef job = sent(engine, Q.message("a"));
        engine.done(Q.visibility(Q.one(engine), 0));

        assertThat(kinds(job(engine, job))).containsExactly(Reason.Kind.DEAD_LETTER);
        assertThat(kinds(queue(engine))).containsExactly(Reason.Kind.DEAD_LETTER);
        assertThat(Q.received(engine, Q.receive(1))).isEmpty();
        assertThat(job(engine, job).runnableNow())
                .as("in the dead-letter queue")
                .isTrue();
    }

    @TestTemplate
    void namesTheJobThatLocksAGroup(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        engine.done(Fifo.send("group", 2));
        LeasedMessage first = engine.done(new ReceiveMessages(Fifo.ORDERS, 1, -1, 0))
                .messages()
                .getFirst();
        MessageRef second =
                new MessageRef(first.identity().queueId(), first.identity().lane(), 1);

        Reason reason =
                engine.done(new ExplainJob(Fifo.ORDERS, second)).reasons().getFirst();

        assertThat(reason.kind()).isEqualTo(Reason.Kind.GROUP_LOCKED);
        assertThat(reason.job()).isEqualTo(first.identity());
        assertThat(kinds(engine.done(new ExplainQueue(Fifo.ORDERS)))).containsExactly(Reason.Kind.GROUP_LOCKED);
    }

    @TestTemplate
    void explainsNothingOfQueuesThatAreNotThere(EngineHarness<QueueDomain> engine) {
        assertThat(engine.refused(new ExplainQueue(Q.ORDERS)).reason()).isEqualTo(QueueRejection.QUEUE_NOT_FOUND);
        assertThat(engine.refused(new ExplainJob(Q.ORDERS, new MessageRef(1, 0, 0)))
                        .reason())
                .isEqualTo(QueueRejection.QUEUE_NOT_FOUND);
        assertThat(engine.refused(new AwaitReady(Q.ORDERS, 0)).reason()).isEqualTo(QueueRejection.QUEUE_NOT_FOUND);
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.create(new QueueName("1", "orders")));
        MessageRef job = sent(engine, Q.message("a"));
        assertThat(kinds(engine.done(new ExplainJob(new QueueName("1", "orders"), job))))
                .as("of another namespace")
                .containsExactly(Reason.Kind.FINISHED);
    }

    @TestTemplate
    void waitsUntilSomethingCouldBeLeasedAndLeasesNothing(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        assertThat(engine.refused(new AwaitReady(Q.ORDERS, QueueLimits.AWAIT_MILLIS_MAX + 1))
                        .reason())
                .isEqualTo(QueueRejection.SETTING_INVALID);
        assertThat(engine.done(new AwaitReady(Q.ORDERS, 0)).ready()).isFalse();
        Ticket<AwaitReady.Reply> waiting = engine.submit(new AwaitReady(Q.ORDERS, 30_000));
        Ticket<AwaitReady.Reply> patient = engine.submit(new AwaitReady(Q.ORDERS, 60_000));
        engine.settle();
        assertThat(waiting.done()).isFalse();

        engine.done(Q.send(1));

        assertThat(engine.done(waiting).ready()).isTrue();
        assertThat(engine.done(patient).ready()).isTrue();
        assertThat(Q.view(engine).leased()).isZero();
        Dispatch.set(engine, DispatchChange.pause(true, ""));
        waiting = engine.submit(new AwaitReady(Q.ORDERS, 30_000));
        engine.settle();
        engine.advanceMillis(30_000);
        assertThat(engine.done(waiting).ready()).isFalse();
    }
}
