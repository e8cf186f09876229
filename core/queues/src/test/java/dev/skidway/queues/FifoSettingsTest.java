package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.ReplayEqualsLive;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What makes a queue FIFO, what it may be told later, and which queues fit together. */
class FifoSettingsTest {

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    @TestTemplate
    void keepsItsSettingsAcrossRestart(EngineHarness<QueueDomain> engine) {
        FifoSettings wanted = new FifoSettings(
                true, true, FifoSettings.DeduplicationScope.GROUP, FifoSettings.ThroughputLimit.PER_GROUP);
        engine.done(Q.create(
                Fifo.ORDERS,
                Fifo.change(new FifoChange(true, true, wanted.deduplicationScope(), wanted.throughputLimit()))));

        engine.snapshot();
        engine.restart();

        assertThat(Fifo.view(engine).settings().fifo()).isEqualTo(wanted);
    }

    @TestTemplate
    void takesNamesOfItsKindOnly(EngineHarness<QueueDomain> engine) {
        assertThat(engine.refused(Q.create(Fifo.ORDERS)).reason()).isEqualTo(QueueRejection.QUEUE_NAME_INVALID);
        assertThat(engine.refused(Fifo.create(Q.ORDERS)).reason()).isEqualTo(QueueRejection.QUEUE_NAME_INVALID);
    }

    @TestTemplate
    void keepsItsKind(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        SettingsChange standard = Fifo.change(new FifoChange(false, null, null, null));

        assertThat(engine.refused(new SetQueueSettings(Fifo.ORDERS, standard, Q.ORIGIN))
                        .reason())
                .isEqualTo(QueueRejection.QUEUE_KIND_FIXED);
        engine.done(new SetQueueSettings(Fifo.ORDERS, Fifo.change(new FifoChange(true, null, null, null)), Q.ORIGIN));
    }

    @TestTemplate
    void refusesFifoSettingsOnAStandardQueue(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));

        assertThat(engine.refused(new SetQueueSettings(Q.ORDERS, Fifo.contentBased(false), Q.ORIGIN))
                        .reason())
                .isEqualTo(QueueRejection.SETTING_INVALID);
        assertThat(engine.refused(Q.create(
                                new QueueName("000000000000", "other"),
                                Fifo.scope(FifoSettings.DeduplicationScope.QUEUE)))
                        .reason())
                .isEqualTo(QueueRejection.SETTING_INVALID);
    }

    @TestTemplate
    void wantsTheGroupAsScopeForALimitPerGroup(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        SettingsChange perGroup = Fifo.change(new FifoChange(null, null, null, FifoSettings.ThroughputLimit.PER_GROUP));

        assertThat(engine.refused(new SetQueueSettings(Fifo.ORDERS, perGroup, Q.ORIGIN))
                        .reason())
                .isEqualTo(QueueRejection.SETTING_INVALID);
    }

    @TestTemplate
    void isTheSameQueueOnlyWithTheSameSettings(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());

        assertThat(engine.done(Fifo.create()).created()).isFalse();
        assertThat(engine.refused(Q.create(Fifo.ORDERS, Fifo.contentBased(true)))
                        .reason())
                .isEqualTo(QueueRejection.QUEUE_EXISTS);
        assertThat(engine.refused(Q.create(Fifo.ORDERS, Fifo.scope(FifoSettings.DeduplicationScope.GROUP)))
                        .message())
                .endsWith("deduplicationScope");
    }

    @TestTemplate
    void sendsDeadLettersToQueuesOfItsKindOnly(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create());
        engine.done(Fifo.create(Fifo.FAILED));
        engine.done(Q.create(Q.ORDERS));
        SettingsChange toStandard = Q.deadLetters(new DeadLetterPolicy("orders", 1));
        SettingsChange toFifo = Q.deadLetters(new DeadLetterPolicy("failed.fifo", 1));

        assertThat(engine.refused(new SetQueueSettings(Fifo.ORDERS, toStandard, Q.ORIGIN))
                        .reason())
                .isEqualTo(QueueRejection.DEAD_LETTER_KIND_DIFFERS);
        assertThat(engine.refused(new SetQueueSettings(Q.ORDERS, toFifo, Q.ORIGIN))
                        .reason())
                .isEqualTo(QueueRejection.DEAD_LETTER_KIND_DIFFERS);
        engine.done(new SetQueueSettings(Fifo.ORDERS, toFifo, Q.ORIGIN));
    }
}
