package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.EngineLimits;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.ReplayEqualsLive;
import dev.skidway.testkit.Seed;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Random jobs and what workers and people do with them, with snapshots in tiny slices, restarts and crashes in between: no job that was
 * answered for is ever lost, each ends once, and what ended stays as it was.
 */
class JobsRandomTest {

    private static final EngineLimits SMALL_SLICES = new EngineLimits(
                    1_000, 64L << 20, 1_000, 1_000, 4, 8, 64, 1 << 10, 32L << 20, 20_000, 5 * 60_000L, 10L)
            .withResident(0, 1L << 30);
    private static final int ROUNDS = 2_500;
    private static final JobSettings KEEPS_ALL =
            new JobSettings(J.retry(4), 0, false, QueueLimits.HISTORY_MILLIS_MAX, 16 << 20, 30_000);

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::spilling, SMALL_SLICES);

    @TestTemplate
    void losesNoJobAndEndsEachOnce(EngineHarness<QueueDomain> engine) {
        World world = new World(engine, Seed.ofThisRun().stream("jobs"));
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
        assertThat(world.outcomes.keySet()).as("ways to end").contains(JobOutcome.values());
        assertThat(world.deadLetters).as("dead letters").isPositive();
        assertThat(world.redrives).as("redrives").isPositive();
        assertThat(world.kinds)
                .contains(
                        JobResult.Kind.DONE, JobResult.Kind.RETRY, JobResult.Kind.CANCEL_ASKED, JobResult.Kind.REFUSED);
    }

    /** The engine, the jobs it answered for, and what workers hold. */
    private static final class World {

        private final EngineHarness<QueueDomain> engine;
        private final SplittableRandom random;
        private final List<MessageRef> jobs = new ArrayList<>();
        private final Map<MessageRef, FinishedJob> over = new TreeMap<>(World::compare);
        private final List<LeasedMessage> leases = new ArrayList<>();
        final Map<JobOutcome, Integer> outcomes = new EnumMap<>(JobOutcome.class);
        final Set<JobResult.Kind> kinds = new HashSet<>();
        int deadLetters;
        int redrives;
        private int sent;

        World(EngineHarness<QueueDomain> engine, SplittableRandom random) {
            this.engine = engine;
            this.random = random;
            engine.done(Q.create(J.FAILED, SettingsChange.ofJobs(KEEPS_ALL)));
            engine.done(Q.create(Q.ORDERS, SettingsChange.ofJobs(KEEPS_ALL)));
        }

        private static int compare(MessageRef a, MessageRef b) {
            return a.queueId() != b.queueId()
                    ? Long.compare(a.queueId(), b.queueId())
                    : a.lane() != b.lane() ? Long.compare(a.lane(), b.lane()) : Long.compare(a.slot(), b.slot());
        }

        void act() {
            switch (random.nextInt(100)) {
                case 0 -> engine.restart();
                case 1 -> engine.crash();
                case 2 -> engine.snapshot();
                case 3 -> engine.askForSnapshot();
                case 4 -> redirect();
                case 13, 14 -> redrive();
                case 5, 6, 7, 8, 9, 10, 11, 12 -> engine.advanceMillis(random.nextInt(6_000));
                default -> work();
            }
        }

        private void work() {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> send();
                case 3, 4, 5 -> lease();
                case 6, 7 -> finish();
                case 8 -> extend();
                default -> change();
            }
        }

        /** Switches dead letters on or off: without them jobs fail for good. */
        private void redirect() {
            DeadLetterPolicy policy =
                    random.nextBoolean() ? DeadLetterPolicy.NONE : new DeadLetterPolicy(J.FAILED.name(), 3);
            engine.done(new SetQueueSettings(Q.ORDERS, Q.deadLetters(policy), Q.ORIGIN));
        }

        private void redrive() {
            JobFilter filter = new JobFilter(
                    null,
                    random.nextBoolean() ? null : "key " + random.nextInt(4),
                    null,
                    null,
                    null,
                    0,
                    Integer.MAX_VALUE,
                    0,
                    Long.MAX_VALUE,
                    new TreeMap<>());
            if (engine.send(new StartMoveTask(J.FAILED, null, 0, filter, Q.ORIGIN)) instanceof Outcome.Done) {
                redrives++;
            }
        }

        private void send() {
            List<NewMessage> messages = new ArrayList<>();
            for (int count = random.nextInt(1, 5); count > 0; count--) {
                messages.add(message());
            }
            List<SendResult> results =
                    engine.done(Q.send(messages.toArray(NewMessage[]::new))).results();
            for (int index = 0; index < results.size(); index++) {
                answered(results.get(index));
            }
        }

        private NewMessage message() {
            String key = random.nextBoolean() ? null : "key " + random.nextInt(4);
            long delay = random.nextInt(3) == 0 ? random.nextInt(8_000) : -1;
            NewMessage message = Q.message("job " + sent++, key, random.nextInt(3) == 0 ? 1 : 0, delay);
            return random.nextInt(3) == 0 ? message : message.with(options());
        }

        private JobOptions options() {
            UniqueKey.Mode[] modes = UniqueKey.Mode.values();
            UniqueKey unique = random.nextInt(3) > 0
                    ? null
                    : new UniqueKey(
                            "unique " + random.nextInt(5),
                            true,
                            random.nextBoolean(),
                            random.nextInt(1, 5_000),
                            modes[random.nextInt(modes.length)]);
            return new JobOptions(
                    -1,
                    random.nextInt(4) == 0 ? random.nextInt(1, 9_000) : -1,
                    -1,
                    random.nextInt(6) == 0 ? true : null,
                    random.nextInt(4) == 0 ? J.retry(random.nextInt(1, 3)) : null,
                    new TreeMap<>(Map.of("number", "" + sent)),
                    unique,
                    random.nextInt(4) == 0 ? "request " + random.nextInt(40) : null);
        }

        private void answered(SendResult result) {
            switch (result) {
                case SendResult.Stored stored -> {
                    assertThat(stored.duplicate()).isEqualTo(jobs.contains(stored.message()));
                    if (!stored.duplicate()) {
                        jobs.add(stored.message());
                    }
                }
                case SendResult.Replaced replaced -> {
                    jobs.add(replaced.message());
                    assertThat(jobs).contains(replaced.replaced());
                }
                case SendResult.Debounced debounced -> assertThat(jobs).contains(debounced.message());
                case SendResult.Taken taken -> assertThat(jobs).contains(taken.existing());
                case SendResult.Refused refused ->
                    assertThat(refused.rejection().reason()).isEqualTo(QueueRejection.IDEMPOTENCY_CONTENT_DIFFERS);
            }
        }

        private void lease() {
            QueueName queue = random.nextInt(5) == 0 ? J.FAILED : Q.ORDERS;
            leases.addAll(engine.done(new ReceiveMessages(
                            queue, random.nextInt(1, 6), random.nextInt(1, 6_000), 0, null, "w" + random.nextInt(3)))
                    .messages());
        }

        private LeasedMessage someLease() {
            int recent = Math.max(0, leases.size() - 12);
            return leases.get(random.nextInt(recent, leases.size()));
        }

        private void finish() {
            if (leases.isEmpty()) {
                return;
            }
            FinishJobs.How how = switch (random.nextInt(6)) {
                case 0, 1 -> FinishJobs.Done.PLAIN;
                case 2 -> new FinishJobs.Done(new byte[] {1, 2, 3});
                case 3 -> new FinishJobs.GivenBack(random.nextInt(3_000));
                default ->
                    new FinishJobs.Failed(
                            random.nextInt(5) == 0 ? "never" : "code", "text", -1, random.nextInt(9) == 0);
            };
            note(J.finish(engine, someLease(), how));
        }

        private void extend() {
            if (!leases.isEmpty()) {
                byte[] progress = random.nextBoolean() ? null : new byte[] {(byte) random.nextInt(100)};
                note(engine.done(new ExtendLeases(
                                J.NAMESPACE,
                                "",
                                List.of(new ExtendLeases.Extension(
                                        someLease().lease(), random.nextInt(1, 5_000), progress))))
                        .results()
                        .getFirst());
            }
        }

        private void change() {
            if (jobs.isEmpty()) {
                return;
            }
            int recent = Math.max(0, jobs.size() - 40);
            MessageRef job = leases.isEmpty() || random.nextBoolean()
                    ? jobs.get(random.nextInt(recent, jobs.size()))
                    : someLease().identity();
            note(J.change(
                    engine,
                    job,
                    switch (random.nextInt(4)) {
                        case 0 -> new ChangeJobs.Cancel();
                        case 1, 2 -> new ChangeJobs.Reschedule(-1, random.nextInt(8_000));
                        default ->
                            new ChangeJobs.EditMetadata(new TreeMap<>(Map.of("edited", "" + sent)), new TreeSet<>());
                    }));
        }

        private void note(JobResult result) {
            kinds.add(result.kind());
            deadLetters += result.kind() == JobResult.Kind.DEAD_LETTERED ? 1 : 0;
        }

        /** Each job lives in one place or is over, and what is over stays so. */
        void compare() {
            long living = 0;
            for (MessageRef job : jobs) {
                if (engine.send(new GetJob(J.NAMESPACE, job)) instanceof Outcome.Done<JobView>(JobView view)) {
                    FinishedJob finished = view.finished();
                    if (finished == null) {
                        living++;
                        assertThat(over).doesNotContainKey(job);
                        assertThat(java.util.Objects.requireNonNull(view.message())
                                        .identity())
                                .isEqualTo(job);
                    } else {
                        FinishedJob before = over.put(job, finished);
                        assertThat(before == null || before.finishedAtMillis() == finished.finishedAtMillis())
                                .isTrue();
                        outcomes.merge(finished.outcome(), before == null ? 1 : 0, Integer::sum);
                    }
                } else {
                    throw new AssertionError("job " + job + " is lost");
                }
            }
            QueueView orders = Q.view(engine);
            QueueView failed = engine.done(new GetQueue(J.FAILED));
            assertThat(orders.visible()
                            + orders.leased()
                            + orders.delayed()
                            + failed.visible()
                            + failed.leased()
                            + failed.delayed())
                    .isEqualTo(living);
        }
    }
}
