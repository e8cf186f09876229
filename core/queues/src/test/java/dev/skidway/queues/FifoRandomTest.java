package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.EngineLimits;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.ReplayEqualsLive;
import dev.skidway.testkit.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Random commands to a FIFO queue and its dead-letter queue against a simple model, with snapshots, restarts and crashes in between. */
class FifoRandomTest {

    private static final EngineLimits SMALL_SLICES =
            new EngineLimits(1_000, 64L << 20, 1_000, 1_000, 4, 8, 64, 1 << 10, 32L << 20, 20_000, 5 * 60_000L, 10L);
    private static final int ROUNDS = 2_500;

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain, SMALL_SLICES);

    private final SplittableRandom random = Seed.ofThisRun().stream("fifo");
    private final FifoModel model = new FifoModel();
    private final List<LeaseRef> leases = new ArrayList<>();
    private int duplicates;
    private int numbered;

    @TestTemplate
    void agreesWithTheModel(EngineHarness<QueueDomain> engine) {
        engine.done(Fifo.create(Fifo.FAILED));
        engine.done(Fifo.create());
        engine.done(new SetQueueSettings(
                Fifo.ORDERS,
                Q.deadLetters(new DeadLetterPolicy(Fifo.FAILED.name(), FifoModel.RECEIVES_MAX)),
                Q.ORIGIN));
        for (int round = 0; round < ROUNDS; round++) {
            act(engine);
            if (round % 97 == 0) {
                compare(engine);
                engine.domain().checkConsistency();
            }
            if (round % 800 == 799) {
                engine.checkReplayEqualsLive();
            }
        }
        compare(engine);
        assertThat(duplicates).as("duplicates").isPositive();
        assertThat(model.deadCount).as("dead letters").isPositive();
    }

    private void act(EngineHarness<QueueDomain> engine) {
        switch (random.nextInt(100)) {
            case 0 -> purge(engine);
            case 1 -> engine.restart();
            case 2 -> engine.crash();
            case 3 -> engine.snapshot();
            case 4 -> engine.askForSnapshot();
            case 5, 6, 7, 8, 9, 10, 11, 12 -> advance(engine, random.nextInt(20_000));
            case 13 -> advance(engine, random.nextInt(400_000));
            default -> work(engine);
        }
    }

    private void work(EngineHarness<QueueDomain> engine) {
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> send(engine);
            case 4, 5, 6 -> receive(engine);
            case 7, 8 -> delete(engine);
            default -> changeVisibility(engine);
        }
    }

    private void advance(EngineHarness<QueueDomain> engine, int millis) {
        engine.advanceMillis(millis);
        model.advanceTo(now(engine));
    }

    private static long now(EngineHarness<QueueDomain> engine) {
        return engine.time().wallMillis();
    }

    private void send(EngineHarness<QueueDomain> engine) {
        List<String> ids = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        List<NewMessage> messages = new ArrayList<>();
        for (int count = random.nextInt(1, 8); count > 0; count--) {
            int number = random.nextInt(5) == 0 ? Math.max(0, numbered - random.nextInt(40)) : numbered++;
            ids.add("id " + number);
            groups.add("group " + random.nextInt(6));
            // Of one number always the same: a repeated send is the same message.
            int priority = number % 3 == 0 ? number % 5 - 2 : 0;
            messages.add(Fifo.message("body " + number, groups.getLast(), ids.getLast(), priority));
        }
        List<SendResult> results =
                engine.done(new SendMessages(Fifo.ORDERS, messages)).results();
        for (int index = 0; index < results.size(); index++) {
            SendResult.Stored stored = (SendResult.Stored) results.get(index);
            duplicates += stored.duplicate() ? 1 : 0;
            String body = ids.get(index).replace("id", "body");
            model.sent(groups.get(index), ids.get(index), body, stored, now(engine));
        }
    }

    private void receive(EngineHarness<QueueDomain> engine) {
        int count = random.nextInt(1, 8);
        long visibility = random.nextInt(1, 40_000);
        List<LeasedMessage> messages =
                engine.done(Fifo.receive(count, visibility, 0)).messages();
        List<String> bodies = bodies(engine, messages);
        model.moved(deadLetters(engine));
        model.received(messages, bodies, count, now(engine) + visibility);
        messages.forEach(message -> leases.add(message.lease()));
    }

    /** As the node reads them: payloads that were copied forward since they were leased are asked for again. */
    private static List<String> bodies(EngineHarness<QueueDomain> engine, List<LeasedMessage> messages) {
        List<LeaseRef> leases = messages.stream().map(LeasedMessage::lease).toList();
        List<Long> positions =
                engine.done(new LocatePayloads(Fifo.ORDERS, leases)).positions();
        List<LeasedMessage> placed = new ArrayList<>(messages.size());
        for (int index = 0; index < messages.size(); index++) {
            placed.add(messages.get(index).withPayloadAt(positions.get(index)));
        }
        return Q.bodies(engine, placed);
    }

    /** Takes all there are. */
    private static List<LeasedMessage> deadLetters(EngineHarness<QueueDomain> engine) {
        List<LeasedMessage> letters =
                engine.done(new ReceiveMessages(Fifo.FAILED, 1_000, -1, 0)).messages();
        engine.done(new DeleteMessages(
                Fifo.FAILED, letters.stream().map(LeasedMessage::lease).toList()));
        return letters;
    }

    private void delete(EngineHarness<QueueDomain> engine) {
        if (!leases.isEmpty()) {
            LeaseRef lease = someLease();
            DeleteMessages command = new DeleteMessages(Fifo.ORDERS, List.of(lease));
            assertThat(engine.done(command).results()).containsExactly(model.deleted(lease));
        }
    }

    private void changeVisibility(EngineHarness<QueueDomain> engine) {
        if (!leases.isEmpty()) {
            LeaseRef lease = someLease();
            long visibility = random.nextInt(3) == 0 ? 0 : random.nextInt(1, 60_000);
            ChangeVisibility command =
                    new ChangeVisibility(Fifo.ORDERS, List.of(new ChangeVisibility.Change(lease, visibility)));
            assertThat(engine.done(command).results()).containsExactly(model.changed(lease, visibility, now(engine)));
        }
    }

    private LeaseRef someLease() {
        return leases.get(random.nextInt(Math.max(0, leases.size() - 30), leases.size()));
    }

    private void purge(EngineHarness<QueueDomain> engine) {
        if (random.nextInt(4) == 0 && engine.send(new PurgeQueue(Fifo.ORDERS, Q.ORIGIN)) instanceof Outcome.Done) {
            model.purged();
        }
    }

    private void compare(EngineHarness<QueueDomain> engine) {
        QueueView view = Fifo.view(engine);
        assertThat(view.visible()).as("visible").isEqualTo(model.ready());
        assertThat(view.leased()).as("leased").isEqualTo(model.leased());
    }
}
