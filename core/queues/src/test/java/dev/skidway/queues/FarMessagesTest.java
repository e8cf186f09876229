package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.EngineLimits;
import dev.skidway.engine.ReplayEqualsLive;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Messages delayed for long leave memory by the time they are due, and nobody who uses the queue can tell. */
class FarMessagesTest {

    private static final EngineLimits NOTHING_STAYS = EngineLimits.DEFAULT.withResident(0, 1 << 20);
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::spilling, NOTHING_STAYS);

    @BeforeEach
    void createQueue(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
    }

    private static MessageRef sent(EngineHarness<QueueDomain> engine, String body, long delayMillis) {
        SendMessages.Reply reply = engine.done(Q.send(Q.message(body, null, 0, delayMillis)));
        return ((SendResult.Stored) reply.results().getFirst()).message();
    }

    private static long away(EngineHarness<QueueDomain> engine) {
        engine.settle();
        return engine.domain().resident().partsAway();
    }

    @TestTemplate
    void laysThoseTogetherThatAreDueTogether(EngineHarness<QueueDomain> engine) {
        MessageRef first = sent(engine, "at two", 2 * HOUR);
        MessageRef other = sent(engine, "at three", 3 * HOUR);
        MessageRef second = sent(engine, "at two, too", 2 * HOUR + 500);
        MessageRef soon = sent(engine, "soon", MINUTE);

        assertThat(second.slot()).isEqualTo(first.slot() + 1);
        assertThat(Chunk.blockOf(other.slot())).isNotEqualTo(Chunk.blockOf(first.slot()));
        assertThat(FarSlots.isFar(soon.slot())).isFalse();
        assertThat(first.lane()).isEqualTo(other.lane()).isEqualTo(soon.lane());
    }

    @TestTemplate
    void spansGetLongerTheFartherTheyAre(EngineHarness<QueueDomain> engine) {
        Set<Long> spans = new HashSet<>();
        long now = engine.time().wallMillis();
        for (long delay = QueueLimits.FAR_DELAY_MILLIS_MIN;
                delay <= QueueLimits.DELAY_MILLIS_MAX;
                delay += delay / 100) {
            spans.add(FarSlots.spanOf(now + delay, now));
        }

        assertThat(spans).hasSizeLessThan(800);
        assertThat(FarSlots.spanOf(now + 59 * MINUTE, now)).isNotEqualTo(FarSlots.spanOf(now + 60 * MINUTE, now));
    }

    @TestTemplate
    void firesWhatIsAwayInTimeWithoutHoldingUpThePartition(EngineHarness<QueueDomain> engine) {
        SplittableRandom random = new SplittableRandom(5);
        List<Long> delays = new ArrayList<>();
        long start = engine.time().wallMillis();
        for (int batch = 0; batch < 20; batch++) {
            NewMessage[] messages = new NewMessage[20];
            for (int i = 0; i < messages.length; i++) {
                long delay = random.nextLong(3 * MINUTE, 2 * HOUR);
                delays.add(delay);
                messages[i] = Q.message("after " + delay, null, 0, delay);
            }
            engine.done(Q.send(messages));
        }
        delays.sort(Comparator.naturalOrder());
        engine.advanceMillis(Spill.STAY_MILLIS);
        assertThat(away(engine)).isGreaterThan(50);
        assertThat(engine.domain().resident().bytes()).isLessThan(200 * 100);

        long inLine = engine.partition().stats().partsReadInLine();
        for (int fired = 0; fired < delays.size(); fired += 7) {
            engine.advanceMillis(start + delays.get(fired) - engine.time().wallMillis());
            long due = delays.stream()
                    .filter(delay -> start + delay <= engine.time().wallMillis())
                    .count();
            assertThat(Q.view(engine).visible()).isEqualTo(due);
            assertThat(Q.view(engine).delayed()).isEqualTo(delays.size() - due);
        }

        assertThat(engine.partition().stats().partsReadInLine()).isEqualTo(inLine);
    }

    @TestTemplate
    void givesOutWhatWasDelayedForLongBeforeWhatCameLater(EngineHarness<QueueDomain> engine) {
        sent(engine, "far", 5 * MINUTE);
        engine.advanceMillis(5 * MINUTE - 1);
        sent(engine, "near", -1);
        assertThat(Q.bodies(engine, Q.received(engine, Q.receive(10, 1_000, 0))))
                .containsExactly("near");

        engine.advanceMillis(1_001);

        assertThat(Q.bodies(engine, Q.received(engine, Q.receive(10)))).containsExactly("far", "near");
    }

    @TestTemplate
    void ordersGroupsOfAFifoQueueBySendNotByDueTime(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create(Fifo.ORDERS));
        engine.done(new SetQueueSettings(
                Fifo.ORDERS, new SettingsChange(600_000L, null, null, null, null, null, Q.NONE), Q.ORIGIN));
        engine.done(new SendMessages(Fifo.ORDERS, List.of(Fifo.message("first", "group", "id 1"))));
        engine.done(new SetQueueSettings(
                Fifo.ORDERS, new SettingsChange(300_000L, null, null, null, null, null, Q.NONE), Q.ORIGIN));
        engine.done(new SendMessages(Fifo.ORDERS, List.of(Fifo.message("second", "group", "id 2"))));

        engine.advanceMillis(600_000);

        List<LeasedMessage> received = Q.received(engine, new ReceiveMessages(Fifo.ORDERS, 10, -1, 0));
        assertThat(Q.bodies(engine, received)).containsExactly("first", "second");
    }

    @TestTemplate
    void expiresTheOldestWhereverItLies(EngineHarness<QueueDomain> engine) {
        engine.done(new SetQueueSettings(Q.ORDERS, Q.retention(10 * MINUTE), Q.ORIGIN));
        sent(engine, "far", 5 * MINUTE);
        engine.advanceMillis(MINUTE);
        sent(engine, "near", -1);
        engine.advanceMillis(MINUTE);
        sent(engine, "far again", 5 * MINUTE + 10);

        engine.advanceMillis(8 * MINUTE);

        assertThat(Q.view(engine).oldestEnqueuedAtMillis())
                .isEqualTo(engine.time().wallMillis() - 9 * MINUTE);
        assertThat(Q.view(engine).visible()).isEqualTo(2);
        engine.advanceMillis(MINUTE);
        assertThat(Q.bodies(engine, Q.received(engine, Q.receive(10)))).containsExactly("far again");
    }

    @TestTemplate
    void keepsFewMessagesOfAKeyWhereItsOthersAre(EngineHarness<QueueDomain> engine) {
        SendMessages.Reply few = engine.done(Q.send(Q.message("far", "key", 0, 2 * HOUR)));
        for (int batch = 0; batch < 2; batch++) {
            NewMessage[] many = new NewMessage[600];
            for (int i = 0; i < many.length; i++) {
                many[i] = Q.message("near", "key", 0, -1);
            }
            engine.done(Q.send(many));
        }
        SendMessages.Reply among = engine.done(Q.send(Q.message("far", "key", 0, 2 * HOUR)));

        assertThat(((SendResult.Stored) few.results().getFirst()).message().slot())
                .isZero();
        assertThat(((SendResult.Stored) among.results().getFirst()).message().slot())
                .isEqualTo(FarSlots.FIRST_SLOT);
    }

    @TestTemplate
    void showsWhatIsDelayedForLong(EngineHarness<QueueDomain> engine) {
        sent(engine, "far", 2 * HOUR);
        assertThat(away(engine)).isOne();

        PeekedMessage seen = engine.done(new PeekMessages(Q.ORDERS, PeekMessages.Wanted.DELAYED, null, 10))
                .messages()
                .getFirst();

        assertThat(seen.dueAtMillis()).isEqualTo(seen.enqueuedAtMillis() + 2 * HOUR);
        assertThat(engine.partition().stats().partsReadInLine()).isZero();
    }

    @TestTemplate
    void forgetsWhatIsAwayWithItsQueue(EngineHarness<QueueDomain> engine) {
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < 200; i++) {
                sent(engine, "far", (3 + i) * MINUTE);
            }
            assertThat(away(engine)).isGreaterThan(40);
            engine.done(new PurgeQueue(Q.ORDERS, Q.ORIGIN));
            assertThat(away(engine)).isZero();
            assertThat(engine.domain().resident().bytes()).isZero();
            assertThat(engine.domain().nextTimerMillis()).isEqualTo(Long.MAX_VALUE);
            engine.advanceMillis(QueueLimits.PURGE_INTERVAL_MILLIS);
        }
    }

    @TestTemplate
    void takesSnapshotsAtEveryStepOfLeavingAndComingBack(EngineHarness<QueueDomain> engine) {
        for (int steps = 0; steps < 24; steps++) {
            sent(engine, "far", 3 * MINUTE);
            sent(engine, "farther", (4 + steps % 5) * MINUTE);
            if (steps % 2 == 0) {
                engine.time().advanceMillis(2 * MINUTE + 30_000);
            }
            for (int step = 0; step < steps; step++) {
                engine.stepPartitions();
                engine.stepStorage();
            }
            engine.snapshot();
            long hash = engine.hash();
            engine.restart();
            assertThat(engine.hash()).as("after %d steps", steps).isEqualTo(hash);
        }
    }

    @TestTemplate
    void losesNothingInAPowerCutAtAnyStepOfLeavingSnapshotsAndComingBack(EngineHarness<QueueDomain> engine) {
        int sent = 0;
        for (int steps = 0; steps < 40; steps++) {
            for (int i = 0; i < 3; i++) {
                sent(engine, "far", (3 + i * 10) * MINUTE);
                sent++;
            }
            engine.askForSnapshot();
            engine.time().advanceMillis(MINUTE);
            for (int step = 0; step < steps; step++) {
                if (step % 3 == 0) {
                    engine.stepStorage();
                }
                engine.stepPartitions();
            }
            engine.crash();
            engine.domain().checkConsistency();
            QueueView view = Q.view(engine);
            assertThat(view.visible() + view.delayed())
                    .as("after %d steps", steps)
                    .isEqualTo(sent);
        }
        engine.advanceMillis(HOUR);
        assertThat(Q.view(engine).visible()).isEqualTo(sent);
        assertThat(Q.received(engine, Q.receive(1_000))).hasSize(sent);
    }

    @TestTemplate
    void removesSpillFilesOfWhatWasDelayed(EngineHarness<QueueDomain> engine) {
        for (int round = 0; round < 60; round++) {
            for (int i = 0; i < 5; i++) {
                sent(engine, "far", (3 + i) * MINUTE);
            }
            engine.settle();
            engine.advanceMillis(8 * MINUTE);
            List<LeasedMessage> received = Q.received(engine, Q.receive(100));
            assertThat(received).hasSize(5);
            engine.done(Q.delete(received));
            if (round % 10 == 0) {
                engine.snapshot();
            }
        }
        engine.snapshot();

        assertThat(engine.spillFiles()).isLessThanOrEqualTo(2 * engine.partitionCount());
    }

    @TestTemplate
    void firesTimersOfManyQueuesWithoutHoldingUpThePartition(EngineHarness<QueueDomain> engine) {
        List<QueueName> queues = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            QueueName queue = new QueueName(Q.ORDERS.namespace(), "queue-" + i);
            queues.add(queue);
            engine.done(Q.create(queue));
            engine.done(new SetQueueSettings(queue, Q.retention(30 * MINUTE), Q.ORIGIN));
            engine.done(new SendMessages(
                    queue, List.of(Q.message("far", null, 0, 5 * MINUTE), Q.message("near", null, 0, -1))));
        }
        assertThat(away(engine)).isGreaterThan(100);

        engine.advanceMillis(5 * MINUTE);
        for (QueueName queue : queues) {
            assertThat(engine.done(new GetQueue(queue)).visible()).isEqualTo(2);
        }
        engine.advanceMillis(25 * MINUTE + 1);
        for (QueueName queue : queues) {
            assertThat(engine.done(new GetQueue(queue)).visible()).isZero();
        }

        assertThat(engine.partition().stats().partsReadInLine()).isZero();
    }
}
