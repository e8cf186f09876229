package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import dev.skidway.engine.Ticket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Limits that several queues share. */
class SharedLimitsTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    private static final QueueName BILLS = new QueueName(Q.ORDERS.namespace(), "bills");

    private static void create(EngineHarness<QueueDomain> engine, QueueName queue, String... limits) {
        engine.done(Q.create(queue, new SettingsChange(DispatchChange.limits(List.of(limits)))));
        engine.done(new SendMessages(queue, Q.send(10).messages()));
    }

    private static List<LeasedMessage> receive(EngineHarness<QueueDomain> engine, QueueName queue, int count) {
        return engine.done(new ReceiveMessages(queue, count, -1, 0)).messages();
    }

    private static void delete(EngineHarness<QueueDomain> engine, QueueName queue, List<LeasedMessage> messages) {
        engine.done(new DeleteMessages(
                queue, messages.stream().map(LeasedMessage::lease).toList()));
    }

    private static LimitView view(EngineHarness<QueueDomain> engine) {
        return engine.done(new ListLimits(Q.ORDERS.namespace(), "", 10))
                .limits()
                .getFirst();
    }

    @TestTemplate
    void countsOverAllQueuesThatNameIt(EngineHarness<QueueDomain> engine) {
        engine.done(Dispatch.limit("database", 5, RateLimit.NONE));
        create(engine, Q.ORDERS, "database");
        create(engine, BILLS, "database");
        List<LeasedMessage> orders = receive(engine, Q.ORDERS, 3);
        assertThat(receive(engine, BILLS, 10)).hasSize(2);
        assertThat(receive(engine, Q.ORDERS, 10)).isEmpty();
        assertThat(view(engine).running()).isEqualTo(5);
        engine.restart();
        assertThat(view(engine).running()).isEqualTo(5);
        Ticket<ReceiveMessages.Reply> waiting = engine.submit(new ReceiveMessages(BILLS, 10, -1, 20_000));
        engine.settle();
        assertThat(waiting.done()).isFalse();

        delete(engine, Q.ORDERS, orders.subList(0, 2));

        assertThat(engine.done(waiting).messages()).hasSize(2);
    }

    @TestTemplate
    void letsQueuesTakeTurns(EngineHarness<QueueDomain> engine) {
        engine.done(Dispatch.limit("one", 1, RateLimit.NONE));
        create(engine, Q.ORDERS, "one");
        create(engine, BILLS, "one");
        List<String> served = new ArrayList<>();
        Ticket<ReceiveMessages.Reply> orders = engine.submit(new ReceiveMessages(Q.ORDERS, 1, -1, 20_000));
        Ticket<ReceiveMessages.Reply> bills = engine.submit(new ReceiveMessages(BILLS, 1, -1, 20_000));
        for (int round = 0; round < 8; round++) {
            engine.settle();
            assertThat(orders.done()).isNotEqualTo(bills.done());
            if (orders.done()) {
                served.add("orders");
                Ticket<ReceiveMessages.Reply> next = engine.submit(new ReceiveMessages(Q.ORDERS, 1, -1, 20_000));
                delete(engine, Q.ORDERS, engine.done(orders).messages());
                orders = next;
            } else {
                served.add("bills");
                Ticket<ReceiveMessages.Reply> next = engine.submit(new ReceiveMessages(BILLS, 1, -1, 20_000));
                delete(engine, BILLS, engine.done(bills).messages());
                bills = next;
            }
        }

        assertThat(served).startsWith("orders", "bills", "orders", "bills", "orders", "bills");
    }

    @TestTemplate
    void beginsJobsOfAllItsQueuesAtItsRate(EngineHarness<QueueDomain> engine) {
        engine.done(Dispatch.limit("mail", DispatchSettings.UNLIMITED, RateLimit.perSecond(1, 3)));
        create(engine, Q.ORDERS, "mail");
        create(engine, BILLS, "mail");
        assertThat(receive(engine, Q.ORDERS, 2)).hasSize(2);
        assertThat(receive(engine, BILLS, 2)).hasSize(1);
        engine.snapshot();
        engine.crash();
        Ticket<ReceiveMessages.Reply> waiting = engine.submit(new ReceiveMessages(BILLS, 10, -1, 20_000));
        engine.advanceMillis(999);
        assertThat(waiting.done()).isFalse();

        engine.advanceMillis(1);

        assertThat(engine.done(waiting).messages()).hasSize(1);
        engine.done(Dispatch.limit("mail", DispatchSettings.UNLIMITED, RateLimit.NONE));
        assertThat(receive(engine, Q.ORDERS, 20)).hasSize(8);
    }

    @TestTemplate
    void countsAnewWhenQueuesComeAndGo(EngineHarness<QueueDomain> engine) {
        engine.done(Dispatch.limit("a", 4, RateLimit.NONE));
        engine.done(Dispatch.limit("b", 9, RateLimit.NONE));
        create(engine, Q.ORDERS);
        create(engine, BILLS, "a", "b");
        assertThat(receive(engine, Q.ORDERS, 3)).hasSize(3);
        assertThat(receive(engine, BILLS, 3)).hasSize(3);

        Dispatch.set(engine, DispatchChange.limits(List.of("a")));

        assertThat(view(engine).running())
                .as("more than it allows; nothing is revoked")
                .isEqualTo(6);
        assertThat(receive(engine, BILLS, 3)).isEmpty();
        engine.done(new PurgeQueue(Q.ORDERS, Q.ORIGIN));
        assertThat(receive(engine, BILLS, 3)).hasSize(1);
        engine.done(new DeleteQueue(BILLS, Q.ORIGIN));
        assertThat(view(engine).running()).isZero();
        assertThat(view(engine).queues()).isEqualTo(1);
        engine.done(Q.send(10));
        assertThat(receive(engine, Q.ORDERS, 10)).hasSize(4);
    }

    @TestTemplate
    void refusesWhatDoesNotExistOrIsInUse(EngineHarness<QueueDomain> engine) {
        SettingsChange missing = new SettingsChange(DispatchChange.limits(List.of("missing")));
        assertThat(engine.refused(Q.create(Q.ORDERS, missing)).reason()).isEqualTo(QueueRejection.LIMIT_NOT_FOUND);
        engine.done(Q.create(Q.ORDERS));
        assertThat(engine.refused(new SetQueueSettings(Q.ORDERS, missing, Q.ORIGIN))
                        .reason())
                .isEqualTo(QueueRejection.LIMIT_NOT_FOUND);
        DeleteLimit delete = new DeleteLimit(new LimitName(Q.ORDERS.namespace(), "missing"), Q.ORIGIN);
        assertThat(engine.refused(delete).reason()).isEqualTo(QueueRejection.LIMIT_NOT_FOUND);
        assertThat(engine.done(Dispatch.limit("missing", 1, RateLimit.NONE)).created())
                .isTrue();
        assertThat(engine.done(Dispatch.limit("missing", 2, RateLimit.NONE)).created())
                .isFalse();
        engine.done(new SetQueueSettings(Q.ORDERS, missing, Q.ORIGIN));
        assertThat(engine.refused(delete).reason()).isEqualTo(QueueRejection.LIMIT_IN_USE);
        engine.done(new DeleteQueue(Q.ORDERS, Q.ORIGIN));
        engine.done(delete);
        assertThat(engine.done(new ListLimits(Q.ORDERS.namespace(), "", 10)).limits())
                .isEmpty();
        for (SetLimit wrong : List.of(
                Dispatch.limit("a", 0, RateLimit.NONE),
                Dispatch.limit("a", -2, RateLimit.NONE),
                Dispatch.limit("a", 1, new RateLimit(1, 0, 1)),
                Dispatch.limit("", 1, RateLimit.NONE),
                Dispatch.limit("a b", 1, RateLimit.NONE))) {
            assertThat(engine.refused(wrong).reason()).isEqualTo(QueueRejection.SETTING_INVALID);
        }
        List<String> tooMany =
                java.util.stream.IntStream.range(0, 9).mapToObj(i -> "l" + i).toList();
        for (List<String> names : List.of(tooMany, List.of("a", "a"))) {
            assertThat(engine.refused(Q.create(Q.ORDERS, new SettingsChange(DispatchChange.limits(names))))
                            .reason())
                    .isEqualTo(QueueRejection.SETTING_INVALID);
        }
    }

    @TestTemplate
    void boundsTheQueuesOfALimit(EngineHarness<QueueDomain> engine) {
        engine.done(Dispatch.limit("crowd", 1, RateLimit.NONE));
        SettingsChange uses = new SettingsChange(DispatchChange.limits(List.of("crowd")));
        for (int queue = 0; queue < QueueLimits.QUEUES_PER_SHARED_LIMIT_MAX; queue++) {
            engine.done(Q.create(new QueueName(Q.ORDERS.namespace(), "queue-" + queue), uses));
        }
        assertThat(engine.refused(Q.create(Q.ORDERS, uses)).reason()).isEqualTo(QueueRejection.QUEUE_LIMIT);
        QueueName first = new QueueName(Q.ORDERS.namespace(), "queue-0");
        engine.done(new SetQueueSettings(first, uses, Q.ORIGIN));
    }

    @TestTemplate
    void listsLimitsPageByPage(EngineHarness<QueueDomain> engine) {
        for (String name : List.of("c", "a", "b")) {
            engine.done(Dispatch.limit(name, 1, RateLimit.NONE));
        }
        engine.done(new SetLimit(new LimitName("1", "z"), 1, RateLimit.NONE, Q.ORIGIN));

        ListLimits.Reply first = engine.done(new ListLimits(Q.ORDERS.namespace(), "", 2));
        ListLimits.Reply second = engine.done(new ListLimits(Q.ORDERS.namespace(), "b", 2));

        assertThat(first.limits()).extracting(LimitView::name).containsExactly("a", "b");
        assertThat(first.more()).isTrue();
        assertThat(second.limits()).extracting(LimitView::name).containsExactly("c");
        assertThat(second.more()).isFalse();
        assertThat(engine.refused(new ListLimits("1", "", 0)).reason()).isEqualTo(QueueRejection.SETTING_INVALID);
    }
}
