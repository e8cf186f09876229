package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.EngineLimits;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.ReplayEqualsLive;
import dev.skidway.testkit.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Random commands against a simple model, with snapshots in tiny slices, restarts and crashes in between. */
class RandomCommandsTest {

    private static final EngineLimits SMALL_SLICES = new EngineLimits(
                    1_000, 64L << 20, 1_000, 1_000, 4, 8, 64, 1 << 10, 32L << 20, 20_000, 5 * 60_000L, 10L)
            .withResident(0, 1L << 30);
    private static final QueueName MOVED = new QueueName("000000000000", "moved");
    private static final int ROUNDS = 4_000;

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::spilling, SMALL_SLICES);

    @TestTemplate
    void agreesWithTheModel(EngineHarness<QueueDomain> engine) {
        SplittableRandom random = Seed.ofThisRun().stream("queues");
        World world = new World(engine, random);
        for (int round = 0; round < ROUNDS; round++) {
            world.act();
            if (round % 97 == 0) {
                world.compare();
                engine.domain().checkConsistency();
            }
            if (round % 800 == 799) {
                engine.checkReplayEqualsLive();
            }
        }
        world.compare();
        assertThat(world.leasesEver).isPositive();
        assertThat(world.movedEver).isPositive();
        assertThat(world.awayEver).as("chunks away").isPositive();
    }

    /** The engine, the model, and what clients hold. */
    private static final class World {

        private final EngineHarness<QueueDomain> engine;
        private final SplittableRandom random;
        private final QueueModel model = new QueueModel();
        private final List<LeaseRef> leases = new ArrayList<>();
        private final TreeMap<String, String> tags = new TreeMap<>();
        int leasesEver;
        int movedEver;
        long awayEver;
        private int sent;
        private boolean exists;

        World(EngineHarness<QueueDomain> engine, SplittableRandom random) {
            this.engine = engine;
            this.random = random;
        }

        void act() {
            collect();
            switch (random.nextInt(100)) {
                case 0 -> purge();
                case 1 -> deleteQueue();
                case 2 -> engine.restart();
                case 3 -> engine.crash();
                case 4 -> engine.snapshot();
                case 5 -> engine.askForSnapshot();
                case 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 -> advance(random.nextInt(20_000));
                case 16 -> advance(random.nextInt(random.nextInt(3) == 0 ? 600_000 : 90_000));
                case 17 -> retain(60_000 + random.nextInt(120_000));
                case 18 -> tag();
                case 19 -> startMove();
                case 20 -> cancelMove();
                default -> work();
            }
        }

        private void work() {
            if (!exists) {
                exists = engine.send(Q.create(Q.ORDERS)) instanceof Outcome.Done;
                if (exists) {
                    model.created(QueueLimits.RETENTION_MILLIS_DEFAULT);
                    leases.clear();
                    tags.clear();
                }
                return;
            }
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> send();
                case 4, 5, 6 -> receive();
                case 7, 8 -> delete();
                default -> changeVisibility();
            }
        }

        private void advance(int millis) {
            engine.advanceMillis(millis);
            collect();
            model.advanceTo(now());
        }

        /** Starts to move messages to a queue that keeps them until {@link #collect} takes note of them. */
        private void startMove() {
            if (exists) {
                engine.done(Q.create(MOVED, Q.deadLetters(new DeadLetterPolicy("orders", 5))));
                int perSecondMax = random.nextBoolean() ? 0 : random.nextInt(1, 500);
                var unused = engine.send(new StartMoveTask(Q.ORDERS, MOVED, perSecondMax, Q.ORIGIN));
            }
        }

        private void cancelMove() {
            if (exists) {
                for (MoveTaskView task :
                        engine.done(new ListMoveTasks(Q.ORDERS, 1)).tasks()) {
                    var unused = engine.send(new CancelMoveTask("000000000000", task.taskId(), Q.ORIGIN));
                }
            }
        }

        private void collect() {
            if (engine.send(new ReceiveMessages(MOVED, 1_000, 1_000, 0))
                    instanceof Outcome.Done<ReceiveMessages.Reply>(ReceiveMessages.Reply reply)) {
                Q.bodies(engine, reply.messages()).forEach(body -> model.moved(body, now()));
                movedEver += reply.messages().size();
                engine.done(new DeleteMessages(
                        MOVED,
                        reply.messages().stream().map(LeasedMessage::lease).toList()));
            }
        }

        private long now() {
            return engine.time().wallMillis();
        }

        private void send() {
            List<NewMessage> messages = new ArrayList<>();
            for (int count = random.nextInt(1, 12); count > 0; count--) {
                @Nullable String key = random.nextBoolean() ? null : "key " + random.nextInt(6);
                int priority = random.nextInt(4) == 0 ? random.nextInt(-1, 2) : 0;
                long delay = random.nextInt(4) == 0 ? random.nextInt(random.nextInt(3) == 0 ? 900_000 : 30_000) : -1;
                messages.add(Q.message("message " + sent++, key, priority, delay));
            }
            List<SendResult> results =
                    engine.done(Q.send(messages.toArray(NewMessage[]::new))).results();
            for (int index = 0; index < results.size(); index++) {
                model.sent(((SendResult.Stored) results.get(index)).message(), messages.get(index), now());
            }
        }

        private void receive() {
            int count = random.nextInt(1, 12);
            long visibility = random.nextInt(40_000);
            List<LeasedMessage> messages = Q.received(engine, Q.receive(count, visibility, 0));
            assertThat(messages).hasSize((int) Math.min(count, model.readyBeforeReceive()));
            List<String> bodies = Q.bodies(engine, messages);
            for (int index = 0; index < messages.size(); index++) {
                model.received(messages.get(index), bodies.get(index), visibility, now());
                leases.add(messages.get(index).lease());
                leasesEver++;
            }
            model.advanceTo(now());
        }

        private @Nullable LeaseRef someLease() {
            if (leases.isEmpty()) {
                return null;
            }
            int recent = Math.max(0, leases.size() - 60);
            return leases.get(random.nextInt(recent, leases.size()));
        }

        private void delete() {
            LeaseRef lease = someLease();
            if (lease != null) {
                DeleteMessages.Result result =
                        engine.done(Q.delete(lease)).results().getFirst();
                assertThat(result).isEqualTo(model.deleted(lease));
            }
        }

        private void changeVisibility() {
            LeaseRef lease = someLease();
            if (lease != null) {
                long visibility = random.nextInt(3) == 0 ? 0 : random.nextInt(60_000);
                ChangeVisibility.Result result = engine.done(
                                new ChangeVisibility(Q.ORDERS, List.of(new ChangeVisibility.Change(lease, visibility))))
                        .results()
                        .getFirst();
                assertThat(result).isEqualTo(model.changed(lease, visibility, now()));
            }
        }

        private void purge() {
            if (exists && engine.send(new PurgeQueue(Q.ORDERS, Q.ORIGIN)) instanceof Outcome.Done) {
                model.purged();
            }
        }

        private void deleteQueue() {
            if (exists && random.nextInt(4) == 0) {
                engine.done(new DeleteQueue(Q.ORDERS, Q.ORIGIN));
                exists = false;
            }
        }

        private void retain(long millis) {
            if (exists) {
                engine.done(new SetQueueSettings(Q.ORDERS, Q.retention(millis), Q.ORIGIN));
                engine.settle();
                model.retain(millis, now());
            }
        }

        private void tag() {
            if (exists) {
                String set = "key " + random.nextInt(5);
                String removed = "key " + random.nextInt(5);
                String value = "value " + random.nextInt(3);
                engine.done(new ChangeQueueTags(
                        Q.ORDERS, new TreeSet<>(Set.of(removed)), new TreeMap<>(Map.of(set, value)), Q.ORIGIN));
                tags.remove(removed);
                tags.put(set, value);
            }
        }

        void compare() {
            collect();
            awayEver += engine.domain().resident().partsAway();
            if (exists) {
                QueueView view = Q.view(engine);
                assertThat(view.tags()).as("tags").isEqualTo(tags);
                assertThat(view.visible()).as("visible").isEqualTo(model.ready());
                assertThat(view.leased()).as("leased").isEqualTo(model.leased());
                assertThat(view.delayed()).as("delayed").isEqualTo(model.delayed());
                assertThat(view.oldestEnqueuedAtMillis()).as("oldest").isEqualTo(model.oldest());
            }
        }
    }
}
