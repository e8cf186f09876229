package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import java.util.List;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Creating, finding, changing, purging, deleting and listing queues. */
class QueueLifeTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    private static QueueName named(String name) {
        return new QueueName("000000000000", name);
    }

    @TestTemplate
    void findsAQueueWhoseSettingsAgree(EngineHarness<QueueDomain> engine) {
        assertThat(engine.done(Q.create(Q.ORDERS, Q.retention(60_000))).created())
                .isTrue();

        assertThat(engine.done(Q.create(Q.ORDERS)).created()).isFalse();
        assertThat(engine.done(Q.create(Q.ORDERS, Q.retention(60_000))).created())
                .isFalse();
        var rejection = engine.refused(Q.create(Q.ORDERS, Q.retention(61_000)));
        assertThat(rejection.reason()).isEqualTo(QueueRejection.QUEUE_EXISTS);
        assertThat(rejection.message()).contains("retentionMillis");
        assertThat(engine.refused(Q.create(Q.ORDERS, Q.extra("sqs.Policy", "x")))
                        .message())
                .contains("sqs.Policy");
    }

    @TestTemplate
    void refusesNamesAndSettingsOutOfBounds(EngineHarness<QueueDomain> engine) {
        for (String name : List.of("", "a".repeat(81), "../x", "a\0b", "ａ", "a b")) {
            assertThat(engine.refused(Q.create(named(name))).reason()).isEqualTo(QueueRejection.QUEUE_NAME_INVALID);
        }
        for (long retention : new long[] {59_999, QueueLimits.RETENTION_MILLIS_MAX + 1, -1}) {
            assertThat(engine.refused(Q.create(Q.ORDERS, Q.retention(retention)))
                            .reason())
                    .isEqualTo(QueueRejection.SETTING_INVALID);
        }
        assertThat(engine.refused(Q.create(Q.ORDERS, Q.extra("x", "y".repeat(70_000))))
                        .reason())
                .isEqualTo(QueueRejection.SETTING_INVALID);
    }

    @TestTemplate
    void keepsTheNameOfADeletedQueueForAMinute(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(3));
        engine.done(new DeleteQueue(Q.ORDERS, Q.ORIGIN));

        assertThat(engine.refused(new GetQueue(Q.ORDERS)).reason()).isEqualTo(QueueRejection.QUEUE_NOT_FOUND);
        engine.advanceMillis(59_999);
        assertThat(engine.refused(Q.create(Q.ORDERS)).reason()).isEqualTo(QueueRejection.QUEUE_DELETED_RECENTLY);
        engine.advanceMillis(1);

        assertThat(engine.done(Q.create(Q.ORDERS)).created()).isTrue();
        assertThat(Q.view(engine).visible()).isZero();
        assertThat(Q.view(engine).queueId()).isEqualTo(2);
    }

    @TestTemplate
    void purgesEverythingAtMostOnceAMinute(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(5));
        engine.done(Q.send(Q.message("later", "key", 1, 60_000)));
        LeasedMessage leased = Q.one(engine);

        assertThat(engine.done(new PurgeQueue(Q.ORDERS, Q.ORIGIN)).messages()).isEqualTo(6);

        assertThat(Q.view(engine).visible()
                        + Q.view(engine).leased()
                        + Q.view(engine).delayed())
                .isZero();
        assertThat(engine.done(Q.delete(leased.lease())).results()).containsExactly(DeleteMessages.Result.ALREADY_GONE);
        assertThat(engine.refused(new PurgeQueue(Q.ORDERS, Q.ORIGIN)).reason())
                .isEqualTo(QueueRejection.PURGE_IN_PROGRESS);
        engine.advanceMillis(60_000);
        assertThat(engine.done(new PurgeQueue(Q.ORDERS, Q.ORIGIN)).messages()).isZero();
        long[] live = new long[1];
        engine.domain().liveSegments().forEach((segment, bytes) -> live[0] += bytes);
        assertThat(live[0]).isZero();
    }

    @TestTemplate
    void removesWhatIsTooOldEvenWhileItIsLeased(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS, Q.retention(60_000)));
        engine.done(Q.send(3));
        LeasedMessage leased = Q.received(engine, Q.receive(1, 120_000, 0)).getFirst();
        engine.advanceMillis(59_999);
        assertThat(Q.view(engine).visible()).isEqualTo(2);

        engine.advanceMillis(1);

        assertThat(Q.view(engine).visible() + Q.view(engine).leased()).isZero();
        assertThat(engine.done(Q.delete(leased.lease())).results()).containsExactly(DeleteMessages.Result.ALREADY_GONE);
    }

    @TestTemplate
    void removesOldMessagesWhenRetentionIsLowered(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        engine.done(Q.send(500));
        engine.advanceMillis(61_000);
        engine.done(Q.send(1));

        engine.done(new SetQueueSettings(Q.ORDERS, Q.retention(60_000), Q.ORIGIN));
        engine.settle();

        assertThat(Q.view(engine).visible()).isEqualTo(1);
    }

    @TestTemplate
    void removesAProtocolSettingByAnEmptyValue(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS, Q.extra("sqs.Policy", "x")));

        engine.done(new SetQueueSettings(Q.ORDERS, Q.extra("sqs.Policy", ""), Q.ORIGIN));

        assertThat(Q.view(engine).settings().extra()).isEmpty();
    }

    @TestTemplate
    void listsQueuesPageByPage(EngineHarness<QueueDomain> engine) {
        for (String name : List.of("b-2", "a-1", "b-1", "c", "b-3")) {
            engine.done(Q.create(named(name)));
        }
        engine.done(Q.create(new QueueName("000000000001", "b-4")));

        var page = engine.done(new ListQueues("000000000000", "b", "", 2));
        var rest = engine.done(new ListQueues("000000000000", "b", "b-2", 2));

        assertThat(page.queues()).extracting(view -> view.queue().name()).containsExactly("b-1", "b-2");
        assertThat(page.more()).isTrue();
        assertThat(rest.queues()).extracting(view -> view.queue().name()).containsExactly("b-3");
        assertThat(rest.more()).isFalse();
        assertThat(engine.refused(new ListQueues("000000000000", "", "", 0)).reason())
                .isEqualTo(QueueRejection.SETTING_INVALID);
    }
}
