package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.Command;
import dev.skidway.engine.Domain;
import dev.skidway.engine.Event;
import dev.skidway.engine.StateHash;
import dev.skidway.testkit.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A snapshot shows the state of its beginning, whatever changes between any two of its units. */
class SnapshotUnderChangeTest {

    private static final int SNAPSHOTS = 12;
    private static final int SNAPSHOTS_MAX = 200;
    private static final List<String> NAMES = List.of("queue-0", "queue-1", "a.fifo", "b.fifo");
    private static final int COMMANDS_BETWEEN_UNITS_MAX = 4;

    private final SplittableRandom random = Seed.ofThisRun().stream("snapshot");
    private final DomainAlone alone = new DomainAlone();
    private final QueueDomain domain = alone.domain;
    private final List<LeaseRef> leases = new ArrayList<>();
    private long now = 1_700_000_000_000L;
    private long unitsChangedFirst;
    private long deadLetters;
    private final TreeSet<Integer> unitTypes = new TreeSet<>();

    @Test
    void showsTheStateOfItsBeginning() {
        // A seed may need longer until it has had a dead letter move.
        for (int round = 0; round < SNAPSHOTS || (deadLetters == 0 && round < SNAPSHOTS_MAX); round++) {
            for (int command = 0; command < 90; command++) {
                act();
            }
            DomainAlone.Units units = new DomainAlone.Units();
            long before = hash(domain);
            long timerBefore = domain.nextTimerMillis();
            domain.beginSnapshot(units);
            while (!domain.snapshotSlice(1)) {
                int unitsBefore = units.bodies.size();
                for (int command = random.nextInt(8) == 0 ? COMMANDS_BETWEEN_UNITS_MAX : 0; command > 0; command--) {
                    act();
                }
                unitsChangedFirst += units.bodies.size() - unitsBefore;
            }

            unitTypes.addAll(units.types);
            QueueDomain restored = units.restore();

            assertThat(hash(restored)).as("hash of snapshot %d", round).isEqualTo(before);
            assertThat(restored.nextTimerMillis()).isEqualTo(timerBefore);
            domain.checkConsistency();
        }
        assertThat(unitsChangedFirst).as("units written because they changed").isGreaterThan(SNAPSHOTS);
        assertThat(deadLetters).as("moves of dead letters").isPositive();
        assertThat(unitTypes).contains(SnapshotUnits.DEDUPLICATIONS, SnapshotUnits.ATTEMPT);
    }

    @Test
    void writesNothingMoreOnceItIsAbandoned() {
        run(Q.create(Q.ORDERS), reply -> {});
        run(Q.send(10), reply -> {});
        DomainAlone.Units units = new DomainAlone.Units();
        domain.beginSnapshot(units);
        int before = units.bodies.size();

        domain.abandonSnapshot();
        run(Q.send(10), reply -> {});

        assertThat(units.bodies).hasSize(before);
    }

    private ChangeQueueTags tag(QueueName queue) {
        return new ChangeQueueTags(
                queue,
                new TreeSet<>(),
                new TreeMap<>(Map.of("key " + random.nextInt(4), "value " + random.nextInt(9))),
                Q.ORIGIN);
    }

    private void act() {
        now += random.nextInt(2_000);
        QueueName queue = new QueueName("000000000000", NAMES.get(random.nextInt(NAMES.size())));
        String attempt = random.nextInt(4) == 0 ? "try " + random.nextInt(30) : null;
        switch (random.nextInt(40)) {
            case 0 -> run(new PurgeQueue(queue, Q.ORIGIN), reply -> {});
            case 1 -> run(new DeleteQueue(queue, Q.ORIGIN), reply -> {});
            case 2 -> run(new SetQueueSettings(queue, Q.retention(60_000 + random.nextInt(90_000)), Q.ORIGIN), r -> {});
            case 3, 4 -> {
                run(queue.fifo() ? Fifo.create(queue) : Q.create(queue), reply -> {});
                setDeadLetters(queue);
            }
            case 5 -> run(tag(queue), reply -> {});
            case 6, 7 -> setDeadLetters(queue);
            case 8, 9, 10, 11, 12, 13, 14, 15, 16 ->
                run(new SendMessages(queue, queue.fifo() ? fifoMessages() : messages()), reply -> {});
            case 17, 18, 19, 20, 21, 22, 23, 24 ->
                run(
                        new ReceiveMessages(queue, random.nextInt(1, 10), random.nextInt(20_000), 0, attempt),
                        reply -> reply.messages().forEach(message -> leases.add(message.lease())));
            case 25, 26, 27, 28, 29, 30, 31 -> run(new DeleteMessages(queue, List.of(someLease())), reply -> {});
            case 32, 33 ->
                run(
                        new ChangeVisibility(
                                queue, List.of(new ChangeVisibility.Change(someLease(), 1_000L * random.nextInt(20)))),
                        reply -> {});
            default -> run(domain.fireTimers(random.nextInt(1, 20)), reply -> {});
        }
    }

    private void setDeadLetters(QueueName queue) {
        // Mostly its neighbour, which is of its kind; else a queue that may be refused.
        int target = random.nextInt(8) == 0 ? random.nextInt(NAMES.size()) : NAMES.indexOf(queue.name()) ^ 1;
        DeadLetterPolicy policy = new DeadLetterPolicy(NAMES.get(target), random.nextInt(1, 3));
        run(new SetQueueSettings(queue, Q.deadLetters(policy), Q.ORIGIN), reply -> {});
    }

    private List<NewMessage> messages() {
        List<NewMessage> messages = new ArrayList<>();
        for (int count = random.nextInt(1, 30); count > 0; count--) {
            String key = random.nextBoolean() ? null : "key " + random.nextInt(20);
            long delay = random.nextInt(5) == 0 ? random.nextInt(random.nextInt(3) == 0 ? 900_000 : 10_000) : -1;
            messages.add(Q.message("body", key, random.nextInt(8) == 0 ? 1 : 0, delay));
        }
        return messages;
    }

    private List<NewMessage> fifoMessages() {
        List<NewMessage> messages = new ArrayList<>();
        for (int count = random.nextInt(1, 60); count > 0; count--) {
            messages.add(Fifo.message("body", "group " + random.nextInt(20), "id " + random.nextInt(2_000)));
        }
        return messages;
    }

    private LeaseRef someLease() {
        return leases.isEmpty()
                ? new LeaseRef(new MessageRef(1, 0, 0), 1)
                : leases.get(random.nextInt(Math.max(0, leases.size() - 80), leases.size()));
    }

    private <R> void run(Command<R> command, Consumer<R> then) {
        R reply = alone.run(command, now);
        if (reply != null) {
            then.accept(reply);
        }
        for (Event event : alone.events) {
            deadLetters += event instanceof MessagesDeadLettered ? 1 : 0;
        }
        alone.events.clear();
    }

    private static long hash(Domain domain) {
        long[] hash = {17};
        domain.hash(new StateHash() {
            @Override
            public void putLong(long value) {
                hash[0] = (hash[0] ^ value) * 0x9E37_79B9_7F4A_7C15L + (hash[0] >>> 29);
            }

            @Override
            public void putBytes(byte[] bytes) {
                putLong(Arrays.hashCode(bytes));
            }
        });
        return hash[0];
    }
}
