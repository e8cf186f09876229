package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.CompactionStats;
import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.EngineLimits;
import dev.skidway.engine.ReclaimLimits;
import dev.skidway.engine.ReplayEqualsLive;
import dev.skidway.journal.Space;
import dev.skidway.testkit.Seed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Room on disk follows what is live: payloads of nearly dead segments are copied forward, and none is lost or changed by it. */
class CompactionTest {

    private static final int SEGMENT_BYTES = 4 << 20;
    private static final int BODY_BYTES = 16_000;
    private static final long HOUR_MILLIS = 3_600_000;
    private static final EngineLimits LIMITS =
            EngineLimits.DEFAULT.withReclaim(new ReclaimLimits(30, 4L << 20, 256 << 10, 1_000));

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain, LIMITS);

    private final SplittableRandom random = Seed.ofThisRun().stream("compaction");
    private final TreeMap<String, Long> live = new TreeMap<>();
    private int sent;

    @TestTemplate
    void followsWhatIsLiveAfterMostWasAckedAtRandom(EngineHarness<QueueDomain> engine) throws IOException {
        engine.done(Q.create(Q.ORDERS));
        send(engine, 1_000);
        long full = journalBytes(engine);
        ackAtRandom(engine, 900);

        advance(engine, 30);

        long liveBytes = 100L * (BODY_BYTES + 5) * engine.partitionCount();
        assertThat(full).isGreaterThan(1_000L * BODY_BYTES * engine.partitionCount());
        assertThat(journalBytes(engine)).isLessThan(2 * liveBytes + 4 * SEGMENT_BYTES);
        assertThat(stats(engine).payloadsCopied()).isGreaterThanOrEqualTo(60);
        assertThat(stats(engine).segmentsEmptied()).isPositive();
        assertThat(stats(engine).payloadsDamaged()).isZero();
        assertEverythingIsThere(engine);
        engine.crash();
        assertEverythingIsThere(engine);
    }

    @TestTemplate
    void givesBackHalfDeadSegmentsTooWhileTheLoadIsLight(EngineHarness<QueueDomain> engine) throws IOException {
        engine.done(Q.create(Q.ORDERS));
        send(engine, 1_000);
        ackAtRandom(engine, 600);
        engine.snapshot();
        long half = journalBytes(engine);

        advance(engine, 60);

        long liveBytes = 400L * (BODY_BYTES + 5) * engine.partitionCount();
        assertThat(stats(engine).payloadsCopied()).isPositive();
        assertThat(journalBytes(engine)).isLessThan(half).isLessThan(2 * liveBytes + 4 * SEGMENT_BYTES);
        assertEverythingIsThere(engine);
        engine.crash();
        assertEverythingIsThere(engine);

        advance(engine, 20);
        CompactionStats after = stats(engine);
        advance(engine, 60);
        assertThat(stats(engine).bytesCopied()).isEqualTo(after.bytesCopied());
    }

    @Test
    void leavesHalfDeadSegmentsAloneWhileTheLoadWouldThinTheCopies() {
        EngineHarness<QueueDomain> engine = new EngineHarness<>(Q::domain, 1, LIMITS);
        engine.done(Q.create(Q.ORDERS));
        send(engine, 1_000);
        List<LeasedMessage> all = new ArrayList<>(Q.received(engine, Q.receive(1_000, HOUR_MILLIS, 0)));
        Collections.shuffle(all, new java.util.Random(random.nextLong()));
        engine.done(Q.delete(all.subList(0, 500)));
        engine.snapshot();

        for (int second = 0; second < 60; second++) {
            fillAndAck(engine, 100);
            engine.advanceMillis(1_000);
        }

        // The segment that was the newest holds little else than what the load left: that is always worth copying.
        assertThat(stats(engine).bytesCopied()).isLessThan(SEGMENT_BYTES / 3);
        assertThat(stats(engine).liveSegments()).isGreaterThanOrEqualTo(4);
    }

    @TestTemplate
    void oneMessageUnackedForTheWholeRunPinsNothingElse(EngineHarness<QueueDomain> engine) throws IOException {
        engine.done(Q.create(Q.ORDERS));
        send(engine, 1);
        LeasedMessage held = Q.received(engine, Q.receive(1, HOUR_MILLIS, 0)).getFirst();

        for (int round = 0; round < 60; round++) {
            engine.done(Q.send(bodies(40).toArray(NewMessage[]::new)));
            engine.done(Q.delete(Q.received(engine, Q.receive(40))));
            engine.advanceMillis(500);
            if (round > 30) {
                assertThat(journalBytes(engine)).isLessThanOrEqualTo(10L * SEGMENT_BYTES);
            }
        }

        assertThat(stats(engine).passes()).isGreaterThan(1);
        LocatePayloads.Reply place = engine.done(new LocatePayloads(Q.ORDERS, List.of(held.lease())));
        long position = place.positions().getFirst();
        assertThat(position).isGreaterThan(held.payloadPosition());
        assertThat(new String(engine.read(position + held.headerBytes(), held.bodyBytes()), StandardCharsets.UTF_8))
                .startsWith("message 0 ");
        assertThat(engine.done(Q.delete(held.lease())).results()).containsExactly(DeleteMessages.Result.DELETED);
        assertThat(engine.done(new LocatePayloads(Q.ORDERS, List.of(held.lease())))
                        .positions())
                .containsExactly(LocatePayloads.GONE);
    }

    @TestTemplate
    void leavesADamagedPayloadWhereItIsAndSaysWhere(EngineHarness<QueueDomain> engine) throws IOException {
        engine.done(Q.create(Q.ORDERS));
        send(engine, 400);
        ackAtRandom(engine, 390);
        engine.snapshot();
        // The one that lies first: the last segment is still being written, and is not compacted.
        LeasedMessage victim = Q.received(engine, Q.receive(10, 0, 0)).stream()
                .min(Comparator.comparingLong(LeasedMessage::payloadPosition))
                .orElseThrow();
        long offset = victim.payloadPosition() % SEGMENT_BYTES + 77;
        String file = String.format("journal-%016x.seg", victim.payloadPosition() / SEGMENT_BYTES);
        engine.disk().flipBit(file, offset, 3);

        advance(engine, 30);

        assertThat(stats(engine).payloadsDamaged()).isEqualTo(1);
        assertThat(stats(engine).newestDamage()).startsWith(file).contains("offset");
        assertThat(engine.disk().list()).contains(file);
        assertThat(Q.received(engine, Q.receive(10, 0, 0)))
                .filteredOn(message ->
                        message.lease().message().equals(victim.lease().message()))
                .singleElement()
                .satisfies(message -> assertThat(message.payloadPosition()).isEqualTo(victim.payloadPosition()));
        assertThat(Q.view(engine).visible()).isEqualTo(10);
        engine.disk().flipBit(file, offset, 3);
    }

    @TestTemplate
    void copiesNothingThatWasAckedMeanwhile(EngineHarness<QueueDomain> engine) throws IOException {
        engine.done(Q.create(Q.ORDERS));
        send(engine, 400);
        ackAtRandom(engine, 390);
        engine.snapshot();
        engine.time().advance(Duration.ofMillis(1_000));
        // Found and asked for, but the disk has not answered: only partitions step.
        for (int step = 0; step < 20; step++) {
            engine.stepPartitions();
        }

        engine.submit(Q.receive(10, HOUR_MILLIS, 0));
        engine.stepPartitions();
        engine.submit(new PurgeQueue(Q.ORDERS, Q.ORIGIN));
        engine.stepPartitions();
        advance(engine, 10);

        assertThat(stats(engine).payloadsCopied()).isZero();
        assertThat(stats(engine).passes()).isPositive();
        assertThat(stats(engine).liveBytes()).isZero();
    }

    @TestTemplate
    void findsMessagesThatMovedToAnotherQueue(EngineHarness<QueueDomain> engine) throws IOException {
        QueueName dead = new QueueName(Q.ORDERS.namespace(), "dead");
        engine.done(Q.create(dead));
        engine.done(Q.create(Q.ORDERS, Q.deadLetters(new DeadLetterPolicy("dead", 1))));
        send(engine, 5);
        Q.received(engine, Q.receive(5, 0, 0));
        Q.received(engine, Q.receive(5, 0, 0));
        fillAndAck(engine, 600);

        advance(engine, 30);

        List<LeasedMessage> moved =
                engine.done(new ReceiveMessages(dead, 10, 0, 0)).messages();
        assertThat(moved).hasSize(5).allMatch(message -> message.payloadPosition() > SEGMENT_BYTES);
        assertThat(Q.bodies(engine, moved)).allMatch(live::containsKey);
    }

    @TestTemplate
    void doesNothingWhileTheDiskIsFull(EngineHarness<QueueDomain> engine) throws IOException {
        engine.done(Q.create(Q.ORDERS));
        send(engine, 400);
        ackAtRandom(engine, 390);
        engine.journal().space(Space.EXHAUSTED);

        advance(engine, 10);

        assertThat(stats(engine).passes()).isZero();
        engine.journal().space(Space.HIGH_WATER);
        advance(engine, 30);
        assertThat(stats(engine).payloadsCopied()).isPositive();
        engine.journal().space(null);
        assertEverythingIsThere(engine);
    }

    @TestTemplate
    void losesNothingInACrashBetweenAnyTwoSteps(EngineHarness<QueueDomain> engine) throws IOException {
        engine.done(Q.create(Q.ORDERS));
        long copied = 0;
        for (int round = 0; round < 40; round++) {
            send(engine, 60);
            ackAtRandom(engine, 56);
            if (random.nextBoolean()) {
                engine.askForSnapshot();
            }
            for (int step = random.nextInt(600); step > 0; step--) {
                engine.stepPartitions();
                if (random.nextBoolean()) {
                    engine.stepStorage();
                }
                engine.time().advance(Duration.ofMillis(random.nextInt(100)));
            }
            copied += stats(engine).payloadsCopied();
            engine.crash();
            assertEverythingIsThere(engine);
        }
        assertThat(copied).isPositive();
    }

    private void advance(EngineHarness<QueueDomain> engine, int seconds) {
        for (int tick = 0; tick < seconds * 20; tick++) {
            engine.advanceMillis(50);
        }
    }

    private List<NewMessage> bodies(int count) {
        List<NewMessage> messages = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            String body = "message " + sent++ + " ";
            messages.add(Q.message(body + "x".repeat(BODY_BYTES - body.length()), random.nextBoolean() ? null : "key"));
        }
        return messages;
    }

    private void send(EngineHarness<QueueDomain> engine, int count) {
        for (int left = count; left > 0; left -= 50) {
            List<NewMessage> messages = bodies(Math.min(50, left));
            engine.done(Q.send(messages.toArray(NewMessage[]::new)));
            messages.forEach(
                    message -> live.put(new String(message.body(), StandardCharsets.UTF_8), (long) live.size()));
        }
    }

    private void fillAndAck(EngineHarness<QueueDomain> engine, int count) {
        for (int left = count; left > 0; left -= 50) {
            engine.done(Q.send(bodies(50).toArray(NewMessage[]::new)));
            engine.done(Q.delete(Q.received(engine, Q.receive(50))));
        }
    }

    private void ackAtRandom(EngineHarness<QueueDomain> engine, int count) {
        List<LeasedMessage> all = new ArrayList<>(Q.received(engine, Q.receive(1_000, 0, 0)));
        assertThat(all).hasSize(live.size());
        Collections.shuffle(all, new java.util.Random(random.nextLong()));
        List<LeasedMessage> acked = all.subList(0, count);
        Q.bodies(engine, acked).forEach(live::remove);
        engine.done(Q.delete(acked));
    }

    private void assertEverythingIsThere(EngineHarness<QueueDomain> engine) {
        List<LeasedMessage> all = Q.received(engine, Q.receive(1_000, 0, 0));
        assertThat(new TreeSet<>(Q.bodies(engine, all))).isEqualTo(live.keySet());
        assertThat(all).hasSize(live.size());
    }

    private static CompactionStats stats(EngineHarness<QueueDomain> engine) {
        return engine.partition().stats().compaction();
    }

    private static long journalBytes(EngineHarness<QueueDomain> engine) throws IOException {
        return engine.disk().list().stream()
                        .filter(name -> name.endsWith(".seg"))
                        .count()
                * SEGMENT_BYTES;
    }
}
