package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.Command;
import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.EngineLimits;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.ReclaimLimits;
import dev.skidway.engine.ReplayEqualsLive;
import dev.skidway.engine.Ticket;
import dev.skidway.testkit.Seed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Many commands under way at once, most of them receivers that wait, while chunks leave and come back and payloads are copied: nobody waits
 * for what is there, nobody gets what another holds, groups keep their order, and in the end nothing is missing.
 */
class ManyReceiversTest {

    private static final EngineLimits LIMITS = new EngineLimits(
                    1_000, 64L << 20, 1_000, 1_000, 4, 8, 64, 1 << 10, 32L << 20, 200_000, 5 * 60_000L, 10L)
            .withReclaim(new ReclaimLimits(90, 1L << 30, 64 << 10, 1))
            .withResident(0, 1L << 30);
    private static final int ROUNDS = 1_500;
    private static final int BODY_BYTES = 4_000;
    private static final long NEVER_MILLIS = 100_000_000;

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::spilling, LIMITS);

    private final SplittableRandom random = Seed.ofThisRun().stream("receivers");

    @TestTemplate
    void servesAGroupInOrderAndEachMessageOnce(EngineHarness<QueueDomain> engine) {
        run(engine, Fifo.ORDERS);
    }

    @TestTemplate
    void servesEachMessageOnce(EngineHarness<QueueDomain> engine) {
        run(engine, Q.ORDERS);
    }

    private void run(EngineHarness<QueueDomain> engine, QueueName queue) {
        engine.done(queue.fifo() ? Fifo.create(queue) : Q.create(queue));
        World world = new World(engine, queue, random);
        for (int round = 0; round < ROUNDS; round++) {
            world.act();
            if (round % 10 == 9) {
                world.nobodyWaitsForWhatIsThere();
            }
            if (round % 100 == 99) {
                engine.domain().checkConsistency();
            }
        }
        world.drain();
        assertThat(world.loaded).as("chunks that came back").isPositive();
        assertThat(world.waited).as("receives that waited").isPositive();
    }

    /** What clients know, in the order in which they were answered: the order in which it happened. */
    private static final class World {

        private final EngineHarness<QueueDomain> engine;
        private final QueueName queue;
        private final SplittableRandom random;
        /** By group: the numbers of messages that live. */
        private final TreeMap<String, TreeSet<Integer>> alive = new TreeMap<>();

        /** By place, not by body: a payload may be copied, and its segment released, before its receiver reads it here. */
        private final Map<MessageRef, String> names = new HashMap<>();

        private final TreeMap<String, LeaseRef> held = new TreeMap<>();
        private final List<Ticket<?>> waiting = new ArrayList<>();
        private final ArrayDeque<Runnable> answers = new ArrayDeque<>();
        private int sent;
        long loaded;
        int waited;

        World(EngineHarness<QueueDomain> engine, QueueName queue, SplittableRandom random) {
            this.engine = engine;
            this.queue = queue;
            this.random = random;
        }

        private static String name(String group, int number) {
            return group + ":" + number;
        }

        private <R> Ticket<R> submit(Command<R> command, Consumer<R> done) {
            Ticket<R> ticket = engine.submit(command);
            ticket.whenDone((outcome, failure) -> {
                if (outcome instanceof Outcome.Done<R>(R reply)) {
                    answers.add(() -> done.accept(reply));
                }
            });
            return ticket;
        }

        private void hearAnswers() {
            while (!answers.isEmpty()) {
                answers.remove().run();
            }
        }

        private void settle() {
            engine.settle();
            hearAnswers();
        }

        void act() {
            switch (random.nextInt(40)) {
                case 0 -> settled(engine::restart);
                case 1 -> settled(engine::crash);
                case 2 -> engine.askForSnapshot();
                case 3 -> engine.advanceMillis(random.nextInt(400_000));
                case 4 -> submit(new SetQueueSettings(queue, Q.inFlight(random.nextInt(1, 12)), Q.ORIGIN), reply -> {});
                case 5 -> submit(new PeekMessages(queue, PeekMessages.Wanted.ALL, null, 20), reply -> {});
                case 6 -> purge();
                default -> work();
            }
            for (int steps = random.nextInt(4); steps > 0; steps--) {
                engine.stepPartitions();
                if (random.nextBoolean()) {
                    engine.stepStorage();
                }
            }
            hearAnswers();
        }

        private void settled(Runnable action) {
            settle();
            loaded += engine.partition().stats().partsLoaded();
            waiting.clear();
            action.run();
        }

        private void work() {
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> send();
                case 4, 5 -> receive(0);
                case 6, 7 -> receive(QueueLimits.WAIT_MILLIS_MAX);
                case 8 -> delete();
                default -> giveBack();
            }
        }

        private void send() {
            List<NewMessage> messages = new ArrayList<>();
            List<String> groups = new ArrayList<>();
            int first = sent;
            for (int count = random.nextInt(1, 5); count > 0; count--) {
                groups.add("group " + random.nextInt(4));
                String body = name(groups.getLast(), sent++) + " ".repeat(BODY_BYTES);
                messages.add(
                        queue.fifo() ? Fifo.message(body, groups.getLast(), body) : Q.message(body, groups.getLast()));
            }
            submit(new SendMessages(queue, messages), reply -> {
                for (int index = 0; index < groups.size(); index++) {
                    String group = groups.get(index);
                    alive.computeIfAbsent(group, key -> new TreeSet<>()).add(first + index);
                    SendResult.Stored stored =
                            (SendResult.Stored) reply.results().get(index);
                    names.put(stored.message(), name(group, first + index));
                }
            });
        }

        private void receive(long waitMillis) {
            Ticket<?> ticket = submit(
                    new ReceiveMessages(queue, random.nextInt(1, 6), NEVER_MILLIS, waitMillis),
                    reply -> received(reply.messages()));
            if (waitMillis > 0) {
                waiting.add(ticket);
            }
        }

        private void received(List<LeasedMessage> messages) {
            Set<String> together = new HashSet<>();
            for (LeasedMessage message : messages) {
                String name = Objects.requireNonNull(names.get(message.identity()));
                String group = name.substring(0, name.indexOf(':'));
                int number = Integer.parseInt(name.substring(name.indexOf(':') + 1));
                TreeSet<Integer> living = alive.getOrDefault(group, new TreeSet<>());
                assertThat(living).as("messages of %s", group).contains(number);
                if (queue.fifo()) {
                    for (int before : living.headSet(number)) {
                        assertThat(together).as("what comes with %s", name).contains(name(group, before));
                    }
                }
                together.add(name);
                assertThat(held.put(name, message.lease()))
                        .as("holder of %s", name)
                        .isNull();
            }
        }

        private void delete() {
            String name = someHeld();
            if (name != null) {
                submit(new DeleteMessages(queue, List.of(Objects.requireNonNull(held.get(name)))), reply -> {
                    if (reply.results().getFirst() == DeleteMessages.Result.DELETED) {
                        gone(name);
                    }
                });
            }
        }

        private void gone(String name) {
            held.remove(name);
            Objects.requireNonNull(alive.get(name.substring(0, name.indexOf(':'))))
                    .remove(Integer.parseInt(name.substring(name.indexOf(':') + 1)));
        }

        private void giveBack() {
            String name = someHeld();
            if (name != null) {
                LeaseRef lease = Objects.requireNonNull(held.get(name));
                submit(new ChangeVisibility(queue, List.of(new ChangeVisibility.Change(lease, 0))), reply -> {
                    if (reply.results().getFirst() == ChangeVisibility.Result.CHANGED) {
                        held.remove(name, lease);
                    }
                });
            }
        }

        private @Nullable String someHeld() {
            List<String> names = new ArrayList<>(held.keySet());
            return names.isEmpty() ? null : names.get(random.nextInt(names.size()));
        }

        private void purge() {
            if (random.nextInt(8) == 0) {
                submit(new PurgeQueue(queue, Q.ORIGIN), reply -> {
                    alive.clear();
                    held.clear();
                });
            }
        }

        void nobodyWaitsForWhatIsThere() {
            settle();
            waiting.removeIf(Ticket::done);
            waited += waiting.size();
            if (!waiting.isEmpty()) {
                submit(new ReceiveMessages(queue, 1, NEVER_MILLIS, 0), reply -> {
                    assertThat(reply.messages())
                            .as("what is there while others wait")
                            .isEmpty();
                });
                settle();
            }
        }

        void drain() {
            settled(() -> {});
            engine.advanceMillis(2 * QueueLimits.WAIT_MILLIS_MAX);
            engine.done(new SetQueueSettings(queue, Q.inFlight(QueueLimits.IN_FLIGHT_MAX), Q.ORIGIN));
            List.copyOf(held.values())
                    .forEach(lease ->
                            engine.done(new ChangeVisibility(queue, List.of(new ChangeVisibility.Change(lease, 0)))));
            held.clear();
            List<LeasedMessage> messages;
            do {
                messages = engine.done(new ReceiveMessages(queue, 100, NEVER_MILLIS, 0))
                        .messages();
                received(messages);
                for (String name : List.copyOf(held.keySet())) {
                    engine.done(new DeleteMessages(queue, List.of(Objects.requireNonNull(held.get(name)))));
                    gone(name);
                }
            } while (!messages.isEmpty());
            assertThat(alive.values().stream().mapToInt(TreeSet::size).sum())
                    .as("messages that are missing")
                    .isZero();
        }
    }
}
