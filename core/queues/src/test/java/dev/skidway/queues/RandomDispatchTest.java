package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.EngineLimits;
import dev.skidway.engine.ReplayEqualsLive;
import dev.skidway.engine.Ticket;
import dev.skidway.testkit.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two queues with limits of every kind that change at random, across restarts and crashes: no limit is ever exceeded by one, nothing that is held back
 * stays so for ever, and what explains agrees with what dispatches.
 */
class RandomDispatchTest {

    private static final EngineLimits SMALL_SLICES = new EngineLimits(
                    1_000, 64L << 20, 1_000, 1_000, 4, 8, 64, 1 << 10, 32L << 20, 20_000, 5 * 60_000L, 10L)
            .withResident(0, 1L << 30);
    private static final int ROUNDS = 2_500;
    private static final String SHARED = "shared";

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::spilling, SMALL_SLICES);

    @TestTemplate
    void exceedsNoLimitAndHoldsNothingForEver(EngineHarness<QueueDomain> engine) {
        World world = new World(engine, Seed.ofThisRun().stream("dispatch"));
        world.begin();
        for (int round = 0; round < ROUNDS; round++) {
            world.act();
            if (round % 97 == 0) {
                engine.domain().checkConsistency();
            }
            if (round % 800 == 799) {
                engine.checkReplayEqualsLive();
            }
        }
        world.drain();
        assertThat(world.empties)
                .as("receives that found nothing, and were explained")
                .isPositive();
        assertThat(world.explainedJobs).as("jobs said to run next").isPositive();
        assertThat(world.served).isEqualTo(world.sent);
    }

    /** A limit as it is now, and when it let something begin since its rate changed. */
    private static final class Limit {

        int concurrencyMax = DispatchSettings.UNLIMITED;
        RateLimit rate = RateLimit.NONE;
        private final List<Long> begun = new ArrayList<>();

        void set(int max, RateLimit changed) {
            concurrencyMax = max;
            if (!rate.equals(changed)) {
                begun.clear();
            }
            rate = changed;
        }

        void began(long nowMillis, long held, String what) {
            if (concurrencyMax != DispatchSettings.UNLIMITED) {
                assertThat(held).as("jobs at once of %s", what).isLessThanOrEqualTo(concurrencyMax);
            }
            begun.add(nowMillis);
            for (int first = Math.max(0, begun.size() - 60); rate.on() && first < begun.size(); first++) {
                assertThat((begun.size() - first) * rate.periodMillis())
                        .as("jobs begun of %s under %s", what, rate)
                        .isLessThanOrEqualTo(
                                TokenBucket.capacity(rate) + (nowMillis - begun.get(first)) * rate.count());
            }
        }
    }

    private record Held(QueueName queue, String key, LeasedMessage message, long untilMillis) {}

    /** The engine, the limits, and what clients hold. */
    private static final class World {

        private final EngineHarness<QueueDomain> engine;
        private final SplittableRandom random;
        private final List<QueueName> queues = List.of(Q.ORDERS, new QueueName(Q.ORDERS.namespace(), "bills"));
        private final List<String> keys = List.of("", "a", "b", "c", "d");
        private final Map<QueueName, Limit> ofQueue = new HashMap<>();
        private final Map<QueueName, KeyLimits> ofKeys = new HashMap<>();
        private final Map<String, Limit> ofKey = new HashMap<>();
        private final Map<String, KeyLimits> own = new HashMap<>();
        private final Map<Object, Boolean> paused = new HashMap<>();
        private final Limit shared = new Limit();
        private List<Held> held = new ArrayList<>();
        int sent;
        int served;
        int empties;
        int explainedJobs;
        private final List<MessageRef> jobs = new ArrayList<>();

        World(EngineHarness<QueueDomain> engine, SplittableRandom random) {
            this.engine = engine;
            this.random = random;
        }

        void begin() {
            engine.done(Dispatch.limit(SHARED, DispatchSettings.UNLIMITED, RateLimit.NONE));
            for (QueueName queue : queues) {
                engine.done(Q.create(queue, new SettingsChange(DispatchChange.limits(List.of(SHARED)))));
                ofQueue.put(queue, new Limit());
                ofKeys.put(queue, KeyLimits.NONE);
                keys.forEach(key -> ofKey.put(queue.name() + key, new Limit()));
            }
        }

        private static <K, V> V in(Map<K, V> map, K key) {
            return Objects.requireNonNull(map.get(key));
        }

        private QueueName queue() {
            return queues.get(random.nextInt(queues.size()));
        }

        private String key() {
            return keys.get(random.nextInt(keys.size()));
        }

        private int concurrency() {
            return random.nextInt(3) == 0 ? DispatchSettings.UNLIMITED : random.nextInt(1, 6);
        }

        private RateLimit rate() {
            return random.nextInt(3) == 0
                    ? RateLimit.NONE
                    : new RateLimit(random.nextInt(1, 5), random.nextInt(100, 4_000), random.nextInt(1, 6));
        }

        private long now() {
            return engine.time().wallMillis();
        }

        void act() {
            QueueName queue = queue();
            switch (random.nextInt(100)) {
                case 0 -> engine.restart();
                case 1 -> engine.crash();
                case 2 -> engine.snapshot();
                case 3 -> engine.askForSnapshot();
                case 4 -> limitQueue(queue);
                case 5 -> limitKeys(queue);
                case 6, 7 -> limitKey(queue, key());
                case 8 -> limitShared();
                case 9 -> pause(queue, random.nextInt(3) == 0);
                case 10, 11 -> pause(queue, key(), random.nextInt(3) == 0);
                case 12 -> quarantine(queue);
                case 13, 14, 15, 16, 17, 18, 19, 20, 21, 22 -> engine.advanceMillis(random.nextInt(1_500));
                case 23 -> engine.advanceMillis(random.nextInt(40_000));
                default -> work(queue);
            }
            forgetExpired();
        }

        private void work(QueueName queue) {
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> send(queue);
                case 3, 4, 5, 6 -> receive(queue, random.nextInt(1, 8), random.nextInt(1, 20_000));
                case 7, 8 -> delete();
                case 10 -> explainJobs(queue);
                default -> giveBack();
            }
        }

        private void forgetExpired() {
            held = held.stream()
                    .filter(each -> each.untilMillis > now())
                    .collect(Collectors.toCollection(ArrayList::new));
        }

        private void limitQueue(QueueName queue) {
            Limit limit = in(ofQueue, queue);
            limit.set(concurrency(), rate());
            DispatchChange change =
                    new DispatchChange(random.nextInt(51), limit.concurrencyMax, limit.rate, null, null, null);
            Dispatch.set(engine, queue, change);
        }

        private KeyLimits limits() {
            return new KeyLimits(concurrency(), rate(), DispatchSettings.UNLIMITED);
        }

        private void limitKeys(QueueName queue) {
            ofKeys.put(queue, random.nextInt(4) == 0 ? KeyLimits.NONE : limits());
            Dispatch.set(engine, queue, DispatchChange.keys(in(ofKeys, queue)));
            keys.forEach(key -> resolve(queue, key));
        }

        private void limitKey(QueueName queue, String key) {
            @Nullable KeyLimits limits = random.nextBoolean() ? limits() : null;
            KeyChange change = limits == null
                    ? KeyChange.RESET
                    : new KeyChange(
                            false,
                            false,
                            random.nextInt(1, 10),
                            limits.concurrencyMax(),
                            limits.rate(),
                            null,
                            null,
                            null);
            engine.done(new SetKeySettings(queue, List.of(new SetKeySettings.Change(key, change)), Q.ORIGIN));
            if (limits == null) {
                own.remove(queue.name() + key);
            } else {
                own.put(queue.name() + key, limits);
            }
            resolve(queue, key);
        }

        private void resolve(QueueName queue, String key) {
            KeyLimits limits = own.getOrDefault(queue.name() + key, in(ofKeys, queue));
            in(ofKey, queue.name() + key).set(limits.concurrencyMax(), limits.rate());
        }

        private void limitShared() {
            shared.set(concurrency(), rate());
            engine.done(Dispatch.limit(SHARED, shared.concurrencyMax, shared.rate));
        }

        private void pause(QueueName queue, boolean pause) {
            Dispatch.set(engine, queue, DispatchChange.pause(pause, ""));
            paused.put(queue, pause);
        }

        private void pause(QueueName queue, String key, boolean pause) {
            engine.done(new SetKeySettings(
                    queue, List.of(new SetKeySettings.Change(key, KeyChange.pause(pause, ""))), Q.ORIGIN));
            paused.put(queue.name() + key, pause);
        }

        private void quarantine(QueueName queue) {
            QuarantinePolicy policy = random.nextBoolean()
                    ? QuarantinePolicy.NONE
                    : new QuarantinePolicy(random.nextInt(1, 4), 10_000, random.nextInt(1, 5_000));
            Dispatch.set(engine, queue, DispatchChange.quarantine(policy));
        }

        private void send(QueueName queue) {
            List<NewMessage> messages = new ArrayList<>();
            for (int count = random.nextInt(1, 6); count > 0; count--) {
                String key = key();
                int priority = random.nextInt(3) == 0 ? random.nextInt(-2, 3) * 1_000_000_000 : 0;
                long delay = random.nextInt(5) == 0 ? random.nextInt(5_000) : -1;
                messages.add(Q.message("message " + sent++, key.isEmpty() ? null : key, priority, delay));
            }
            engine.done(new SendMessages(queue, messages))
                    .results()
                    .forEach(result -> jobs.add(((SendResult.Stored) result).message()));
        }

        /** What is said to run next is what runs next, and what is not has a reason. */
        private void explainJobs(QueueName queue) {
            List<MessageRef> asked = jobs.stream()
                    .filter(job -> queues.get((int) job.queueId() - 1).equals(queue))
                    .limit(60)
                    .toList();
            List<MessageRef> runnable = new ArrayList<>();
            for (MessageRef job : asked) {
                Explanation explained = engine.done(new ExplainJob(queue, job));
                assertThat(explained.reasons()).as("reasons of %s", job).isNotEmpty();
                if (explained.runnableNow()) {
                    runnable.add(job);
                }
            }
            List<LeasedMessage> messages =
                    engine.done(new ReceiveMessages(queue, 1, 5_000, 0)).messages();
            assertThat(runnable)
                    .as("jobs said to run next")
                    .isEqualTo(messages.stream()
                            .map(LeasedMessage::identity)
                            .filter(asked::contains)
                            .toList());
            explainedJobs += runnable.size();
            taken(queue, messages, 5_000);
        }

        private void receive(QueueName queue, int count, long visibility) {
            Explanation explained = engine.done(new ExplainQueue(queue));
            List<LeasedMessage> messages = engine.done(new ReceiveMessages(queue, count, visibility, 0))
                    .messages();
            assertThat(explained.reasons()).isNotEmpty();
            assertThat(!messages.isEmpty()).as("explained by %s", explained).isEqualTo(explained.runnableNow());
            empties += messages.isEmpty() ? 1 : 0;
            taken(queue, messages, visibility);
        }

        private void taken(QueueName queue, List<LeasedMessage> messages, long visibility) {
            for (LeasedMessage message : messages) {
                String key = KeyStates.nameOf(message.key());
                assertThat(paused.getOrDefault(queue, false)).as("queue paused").isFalse();
                assertThat(paused.getOrDefault(queue.name() + key, false))
                        .as("key paused")
                        .isFalse();
                held.add(new Held(queue, key, message, now() + visibility));
                in(ofQueue, queue).began(now(), count(queue, null), queue.name());
                in(ofKey, queue.name() + key).began(now(), count(queue, key), queue.name() + key);
                shared.began(now(), count(null, null), SHARED);
            }
        }

        private long count(@Nullable QueueName queue, @Nullable String key) {
            return held.stream()
                    .filter(each -> queue == null || each.queue.equals(queue))
                    .filter(each -> key == null || each.key.equals(key))
                    .count();
        }

        private void delete() {
            if (!held.isEmpty()) {
                Held done = held.remove(random.nextInt(held.size()));
                engine.done(new DeleteMessages(done.queue, List.of(done.message.lease())));
                jobs.remove(done.message.identity());
                served++;
            }
        }

        private void giveBack() {
            if (!held.isEmpty()) {
                Held back = held.remove(random.nextInt(held.size()));
                engine.done(new ChangeVisibility(
                        back.queue, List.of(new ChangeVisibility.Change(back.message.lease(), 0))));
            }
        }

        /** With receivers that only wait, time and deletes alone bring everything out. */
        void drain() {
            for (QueueName queue : queues) {
                pause(queue, false);
                keys.forEach(key -> pause(queue, key, false));
                Dispatch.set(engine, queue, DispatchChange.quarantine(QuarantinePolicy.NONE));
            }
            engine.advanceMillis(60_000);
            forgetExpired();
            Map<QueueName, Ticket<ReceiveMessages.Reply>> waiting = new HashMap<>();
            long latestMillis = now();
            while (served < sent) {
                assertThat(now() - latestMillis)
                        .as("time without a job, with %d of %d served", served, sent)
                        .isLessThan(60_000);
                for (QueueName queue : queues) {
                    Ticket<ReceiveMessages.Reply> ticket = waiting.computeIfAbsent(
                            queue, any -> engine.submit(new ReceiveMessages(queue, 3, 10_000, 20_000)));
                    engine.settle();
                    if (ticket.done()) {
                        waiting.remove(queue);
                        taken(queue, engine.done(ticket).messages(), 10_000);
                    }
                }
                if (held.isEmpty()) {
                    engine.advanceMillis(250);
                } else {
                    delete();
                    latestMillis = now();
                }
            }
            assertThat(queues)
                    .allMatch(queue -> engine.done(new GetQueue(queue)).visible() == 0);
        }
    }
}
