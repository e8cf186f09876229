package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.EngineError;
import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.EngineLimits;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.ReplayEqualsLive;
import dev.skidway.engine.Ticket;
import dev.skidway.testkit.DiskFault;
import dev.skidway.testkit.FaultPlan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Chunks leave memory as soon as they may, and nobody who uses the queue can tell. */
class SpillTest {

    private static final EngineLimits NOTHING_STAYS = EngineLimits.DEFAULT.withResident(0, 1 << 20);
    private static final int KEYS = 5;

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::spilling, NOTHING_STAYS);

    @BeforeEach
    void createQueue(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
    }

    private static void sendToAllKeys(EngineHarness<QueueDomain> engine, int each) {
        engine.done(Q.send(IntStream.range(0, KEYS * each)
                .mapToObj(i -> Q.message("body " + i, "key " + i % KEYS))
                .toArray(NewMessage[]::new)));
    }

    private static long awayNow(EngineHarness<QueueDomain> engine) {
        engine.settle();
        return engine.domain().resident().partsAway();
    }

    /** Once what came back lately may leave again. */
    private static long away(EngineHarness<QueueDomain> engine) {
        engine.advanceMillis(Spill.STAY_MILLIS);
        return awayNow(engine);
    }

    @TestTemplate
    void putsWaitingMessagesAway(EngineHarness<QueueDomain> engine) {
        sendToAllKeys(engine, 10);

        assertThat(away(engine)).isEqualTo(KEYS);
        assertThat(engine.domain().resident().bytes()).isLessThanOrEqualTo(KEYS * 8);
        assertThat(Q.view(engine).visible()).isEqualTo(10 * KEYS);
    }

    @TestTemplate
    void receivesWhatIsAwayWithoutHoldingUpThePartition(EngineHarness<QueueDomain> engine) {
        sendToAllKeys(engine, 10);
        engine.settle();

        List<LeasedMessage> received = Q.received(engine, Q.receive(20));

        assertThat(received).hasSize(20);
        assertThat(Q.bodies(engine, received)).doesNotHaveDuplicates();
        assertThat(engine.partition().stats().partsLoaded()).isEqualTo(KEYS);
        assertThat(engine.partition().stats().partsReadInLine()).isZero();
        engine.done(Q.delete(received));
        assertThat(away(engine)).isEqualTo(KEYS);
        assertThat(Q.view(engine).visible()).isEqualTo(10 * KEYS - 20);
    }

    @TestTemplate
    void showsWhatIsAwayWithoutHoldingUpThePartition(EngineHarness<QueueDomain> engine) {
        sendToAllKeys(engine, 10);
        engine.settle();
        PeekMessages delayed = new PeekMessages(Q.ORDERS, PeekMessages.Wanted.DELAYED, null, 100);
        assertThat(engine.done(delayed).messages()).isEmpty();
        assertThat(engine.partition().stats().partsLoaded()).isZero();

        List<Long> places = new ArrayList<>();
        MessageRef next = null;
        do {
            PeekMessages.Reply page = engine.done(new PeekMessages(Q.ORDERS, PeekMessages.Wanted.READY, next, 4));
            assertThat(page.fetching()).isFalse();
            page.messages().forEach(message -> places.add(message.payload().position()));
            next = page.next();
        } while (next != null);

        assertThat(places).hasSize(10 * KEYS).doesNotHaveDuplicates();
        assertThat(engine.partition().stats().partsLoaded()).isGreaterThanOrEqualTo(KEYS);
        assertThat(engine.partition().stats().partsReadInLine()).isZero();
        assertThat(away(engine)).isEqualTo(KEYS);
    }

    @TestTemplate
    void keepsWhatCameBackUntilWhoeverWaitedForItCanHaveUsedIt(EngineHarness<QueueDomain> engine) {
        sendToAllKeys(engine, 10);
        assertThat(away(engine)).isEqualTo(KEYS);

        engine.done(new PeekMessages(Q.ORDERS, PeekMessages.Wanted.READY, null, 10 * KEYS));

        long away = awayNow(engine);
        assertThat(away).isLessThan(KEYS);
        engine.advanceMillis(Spill.STAY_MILLIS - 1);
        assertThat(awayNow(engine)).isEqualTo(away);
        engine.advanceMillis(1);
        assertThat(awayNow(engine)).isEqualTo(KEYS);
    }

    @TestTemplate
    void aPeekThatWaitsForTheDiskStandsBeforeNobodyAndGivesUpInTime(EngineHarness<QueueDomain> engine) {
        sendToAllKeys(engine, 10);
        engine.settle();
        var peek = engine.submit(new PeekMessages(Q.ORDERS, PeekMessages.Wanted.ALL, null, 4));
        var receive = engine.submit(Q.receive(4));
        engine.stepPartitions();
        assertThat(peek.done()).isFalse();

        engine.advanceMillis(QueueLimits.FETCH_MILLIS_MAX);

        assertThat(engine.done(peek)).isEqualTo(new PeekMessages.Reply(List.of(), null, true));
        assertThat(engine.done(receive).messages().size()).isLessThanOrEqualTo(4);
        assertThat(Q.received(engine, Q.receive(4))).hasSize(4);
    }

    @TestTemplate
    void whoLooksIsToldThatTheQueueWent(EngineHarness<QueueDomain> engine) {
        sendToAllKeys(engine, 10);
        engine.settle();
        var peek = engine.submit(new PeekMessages(Q.ORDERS, PeekMessages.Wanted.ALL, null, 4));
        engine.stepPartitions();

        engine.submit(new DeleteQueue(Q.ORDERS, Q.ORIGIN));

        assertThat(engine.outcome(peek)).isInstanceOf(Outcome.Refused.class);
    }

    @TestTemplate
    void keepsMessagesInMemoryThatAreDelayedOrLeased(EngineHarness<QueueDomain> engine) {
        engine.done(Q.send(Q.message("now", "a"), Q.message("later", "a", 0, 10_000)));
        assertThat(away(engine)).isZero();

        engine.advanceMillis(10_000);

        assertThat(away(engine)).isOne();
        List<LeasedMessage> received = Q.received(engine, Q.receive(1, 5_000, 0));
        assertThat(away(engine)).isZero();
        engine.done(Q.delete(received));
        assertThat(away(engine)).isOne();
        assertThat(Q.bodies(engine, Q.received(engine, Q.receive(5)))).containsExactly("later");
    }

    @TestTemplate
    void expiresWhatIsAway(EngineHarness<QueueDomain> engine) {
        engine.done(new SetQueueSettings(Q.ORDERS, Q.retention(60_000), Q.ORIGIN));
        sendToAllKeys(engine, 3);
        engine.settle();

        engine.advanceMillis(60_001);

        assertThat(Q.view(engine).visible()).isZero();
        assertThat(away(engine)).isZero();
        assertThat(engine.domain().resident().bytes()).isZero();
    }

    @TestTemplate
    void forgetsWhatIsAwayWithItsQueue(EngineHarness<QueueDomain> engine) {
        sendToAllKeys(engine, 3);
        engine.settle();
        engine.done(new PurgeQueue(Q.ORDERS, Q.ORIGIN));
        assertThat(away(engine)).isZero();

        sendToAllKeys(engine, 3);
        assertThat(away(engine)).isEqualTo(KEYS);
        engine.done(new DeleteQueue(Q.ORDERS, Q.ORIGIN));

        assertThat(away(engine)).isZero();
        assertThat(engine.domain().resident().bytes()).isZero();
    }

    @TestTemplate
    void purgesAtEveryStepOfLeavingAndComingBack(EngineHarness<QueueDomain> engine) {
        for (int steps = 0; steps < 24; steps++) {
            sendToAllKeys(engine, 2);
            var receive = steps % 2 == 0 ? null : engine.submit(Q.receive(4));
            for (int step = 0; step < steps; step++) {
                engine.stepPartitions();
                engine.stepStorage();
            }
            engine.submit(new PurgeQueue(Q.ORDERS, Q.ORIGIN));
            engine.settle();
            assertThat(receive == null || receive.done()).isTrue();
            assertThat(Q.view(engine).visible() + Q.view(engine).leased()).isZero();
            assertThat(engine.domain().resident().bytes()).isZero();
            engine.domain().checkConsistency();
            engine.advanceMillis(QueueLimits.PURGE_INTERVAL_MILLIS);
        }
    }

    @TestTemplate
    void takesSnapshotsAtEveryStepOfLeavingAndComingBack(EngineHarness<QueueDomain> engine) {
        for (int steps = 0; steps < 24; steps++) {
            sendToAllKeys(engine, 2);
            engine.submit(Q.receive(3));
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
    void losesNothingInAPowerCutAtAnyStepOfSpillingAndSnapshots(EngineHarness<QueueDomain> engine) {
        int sent = 0;
        List<String> seen = new ArrayList<>();
        for (int steps = 0; steps < 60; steps++) {
            sendToAllKeys(engine, 1);
            sent += KEYS;
            engine.askForSnapshot();
            var receive = engine.submit(Q.receive(2, 0, 0));
            for (int step = 0; step < steps; step++) {
                if (step % 3 == 0) {
                    engine.stepStorage();
                }
                engine.stepPartitions();
            }
            engine.crash();
            engine.domain().checkConsistency();
            assertThat(Q.view(engine).visible()).as("after %d steps", steps).isEqualTo(sent);
            seen.add(receive.command().toString());
        }
        assertThat(seen).hasSize(60);
        List<String> bodies = Q.bodies(engine, Q.received(engine, Q.receive(1_000)));
        assertThat(bodies).hasSize(sent);
    }

    @TestTemplate
    void removesSpillFilesThatNobodyNeeds(EngineHarness<QueueDomain> engine) {
        for (int round = 0; round < 200; round++) {
            sendToAllKeys(engine, 2);
            engine.settle();
            List<LeasedMessage> received = Q.received(engine, Q.receive(100));
            assertThat(received).hasSize(2 * KEYS);
            engine.done(Q.delete(received));
            if (round % 20 == 0) {
                engine.snapshot();
            }
        }
        engine.snapshot();

        assertThat(engine.spillFiles()).isLessThanOrEqualTo(2 * engine.partitionCount());
    }

    @TestTemplate
    void servesMoreQueuesAtOnceThanAreFetchedAtOnce(EngineHarness<QueueDomain> engine) {
        List<Ticket<?>> waiting = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            QueueName queue = new QueueName(Q.ORDERS.namespace(), "queue-" + i);
            engine.done(Q.create(queue));
            engine.done(new SendMessages(queue, List.of(Q.message("body " + i))));
        }
        engine.settle();
        for (int i = 0; i < 100; i++) {
            QueueName queue = new QueueName(Q.ORDERS.namespace(), "queue-" + i);
            waiting.add(engine.submit(new PeekMessages(queue, PeekMessages.Wanted.ALL, null, 1)));
            waiting.add(engine.submit(new ReceiveMessages(queue, 1, -1, QueueLimits.WAIT_MILLIS_MAX)));
        }

        engine.settle();

        assertThat(waiting).allMatch(Ticket::done);
    }

    @TestTemplate
    void receivesAllFromMoreKeysThanAreFetchedAtOnce(EngineHarness<QueueDomain> engine) {
        engine.done(Q.send(IntStream.range(0, 300)
                .mapToObj(i -> Q.message("body " + i, "key " + i))
                .toArray(NewMessage[]::new)));
        engine.settle();

        int received = 0;
        for (int receives = 0; receives < 300 && received < 300; receives++) {
            Ticket<ReceiveMessages.Reply> receive = engine.submit(Q.receive(300));
            for (int step = 0; step < 2_000 && !receive.done(); step++) {
                engine.stepPartitions();
                engine.stepStorage();
            }
            List<LeasedMessage> messages = engine.done(receive).messages();
            assertThat(messages).isNotEmpty();
            received += messages.size();
        }

        assertThat(received).isEqualTo(300);
    }

    @TestTemplate
    void emptiesFilesThatLittleIsLeftIn(EngineHarness<QueueDomain> engine) {
        QueueName stays = new QueueName(Q.ORDERS.namespace(), "stays");
        engine.done(Q.create(stays));
        for (int round = 0; round < 24; round++) {
            engine.done(new SendMessages(stays, List.of(Q.message("kept " + round, "key " + round))));
            for (int batch = 0; batch < 8; batch++) {
                engine.done(Q.send(1_000));
                engine.settle();
                engine.done(Q.delete(Q.received(engine, Q.receive(100))));
            }
            engine.settle();
            engine.done(new PurgeQueue(Q.ORDERS, Q.ORIGIN));
            engine.advanceMillis(QueueLimits.PURGE_INTERVAL_MILLIS);
        }
        engine.snapshot();

        assertThat(engine.done(new GetQueue(stays)).visible()).isEqualTo(24);
        assertThat(engine.spillFiles()).isLessThanOrEqualTo(3 * engine.partitionCount());
    }

    @TestTemplate
    void stopsRatherThanSkipsMessagesWhoseChunkIsDamaged(EngineHarness<QueueDomain> engine) throws IOException {
        sendToAllKeys(engine, 2);
        engine.settle();
        String file = String.format("spill-%05d-%016x.spl", engine.partitionCount() - 1, 1);
        engine.disk().flipBit(file, 100, 3);
        engine.expectFailure();

        Ticket<ReceiveMessages.Reply> receive = engine.submit(Q.receive(10));
        engine.settle();

        assertThat(engine.failed(receive).code()).isEqualTo(EngineError.PARTITION_FAILED);
        assertThat(engine.failures())
                .singleElement()
                .isInstanceOfSatisfying(
                        SkidwayException.class,
                        e -> assertThat(e)
                                .hasMessageContaining("SK-JRN-018")
                                .hasMessageContaining(file)
                                .hasMessageContaining("offset 0"));
    }

    @TestTemplate
    void keepsChunksInMemoryWhileTheDiskIsFullAndRefusesMoreThanFits(EngineHarness<QueueDomain> engine) {
        engine.disk().faults().rate(DiskFault.DISK_FULL, FaultPlan.RATE_BASE);
        List<SkidwayException> refused = new ArrayList<>();
        for (int batch = 0; batch < 80; batch++) {
            var ticket = engine.submit(Q.send(1_000));
            engine.settle();
            ticket.whenDone((outcome, failure) -> {
                if (failure != null) {
                    refused.add(failure);
                }
            });
        }

        assertThat(engine.domain().resident().partsAway()).isZero();
        assertThat(refused).isNotEmpty().allSatisfy(e -> {
            // Three partitions together fill the journal's room first.
            assertThat(e.code())
                    .isEqualTo(engine.partitionCount() == 1 ? EngineError.MEMORY_FULL : EngineError.SPACE_HIGH_WATER);
            assertThat(e.severity()).isEqualTo(Severity.RETRY);
        });
        engine.done(Q.delete(Q.received(engine, Q.receive(10))));

        engine.disk().faults().clear();
        engine.advanceMillis(60_000);

        engine.settle();
        assertThat(engine.domain().resident().partsAway()).isPositive();
        engine.done(Q.send(1));
    }
}
