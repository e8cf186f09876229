package dev.skidway.sim;

import dev.skidway.queues.ChangeJobs;
import dev.skidway.queues.FinishJobs;
import dev.skidway.queues.JobOptions;
import dev.skidway.queues.JobSettings;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.QueueLimits;
import dev.skidway.queues.RetryPolicy;
import dev.skidway.queues.UniqueKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What clients do with jobs beyond messages: terms, keys, changes, and how workers end them; drawn from the seed. */
final class JobWork {

    private static final String QUEUE = "jobs";

    /** Where jobs move that failed for good: a queue of their own, which no move task empties. */
    private static final String DEAD_LETTERS = "failed-jobs";

    private static final String WORKER = "worker-1";
    private static final int PRIORITIES = 5;
    private static final int DUE_MILLIS_MAX = 600_000;

    private final World world;
    private final SplittableRandom random;
    private final Checker checker;
    private final Coverage coverage;
    private final LongSupplier nextAttempt;
    private long editions;

    JobWork(World world, SplittableRandom random, Checker checker, Coverage coverage, LongSupplier nextAttempt) {
        this.world = world;
        this.random = random;
        this.checker = checker;
        this.coverage = coverage;
        this.nextAttempt = nextAttempt;
    }

    /** Name of the queue for jobs of a partition. */
    static String queueName() {
        return QUEUE;
    }

    /** Name of the queue for failed jobs of a partition. */
    static String deadLettersName() {
        return DEAD_LETTERS;
    }

    /** Who receives from {@code queue}, as the queue is told. */
    static String worker(QueueModel queue) {
        return queue.jobs == null ? "" : WORKER;
    }

    /** How a new queue treats its jobs. */
    JobSettings settings() {
        return new JobSettings(
                RetryPolicy.AT_ONCE,
                0,
                false,
                random.nextBoolean() ? 0 : 1_000L * (1 + random.nextInt(3_600)),
                QueueLimits.HISTORY_BYTES_DEFAULT,
                JobModel.IDEMPOTENCY_MILLIS);
    }

    /** Sends jobs, or one of the latest once more. */
    void send(QueueModel queue, JobModel jobs) {
        JobModel.Sent again =
                random.nextInt(4) == 0 ? jobs.repeatable(queue, world.nowMillis(queue.partition), random) : null;
        if (again == null) {
            sendNew(queue, jobs);
        } else if (random.nextInt(4) == 0 && again.message().send == SentMessage.Send.STORED) {
            JobModel.Sent other = draw(queue, again.asked().options());
            submit(queue, jobs, List.of(other));
        } else {
            long now = world.nowMillis(queue.partition);
            world.submit(new RepeatOperation(checker, again.message(), again.asked(), now));
        }
    }

    private void sendNew(QueueModel queue, JobModel jobs) {
        List<JobModel.Sent> batch = new ArrayList<>();
        for (int i = random.nextInt(3) == 0 ? random.nextInt(6) : 0; i >= 0; i--) {
            batch.add(draw(queue, null));
        }
        submit(queue, jobs, batch);
    }

    private void submit(QueueModel queue, JobModel jobs, List<JobModel.Sent> batch) {
        batch.forEach(jobs::remember);
        world.submit(new SendOperation(
                checker,
                queue,
                batch.stream().map(JobModel.Sent::message).toList(),
                batch.stream().map(JobModel.Sent::asked).toList()));
    }

    /** A new job; with the idempotency key of {@code other} if there is one, but not its content. */
    private JobModel.Sent draw(QueueModel queue, @Nullable JobOptions other) {
        long attempt = nextAttempt.getAsLong();
        long now = world.nowMillis(queue.partition);
        boolean absolute = other == null && random.nextInt(8) == 0;
        long delay = absolute ? -1 : delayMillis();
        JobOptions options = other == null ? options(queue, attempt, absolute ? now + dueIn() : -1, now) : keyOf(other);
        int priority = random.nextInt(4) == 0 ? random.nextInt(PRIORITIES) - PRIORITIES / 2 : 0;
        String key = random.nextInt(3) == 0 ? "group-" + random.nextInt(4) : null;
        int bodyBytes = Bodies.BYTES_MIN + random.nextInt(200);
        SentMessage message = new SentMessage(attempt, queue, 0, bodyBytes, key, now, absolute ? 0 : delay);
        message.job = new SentJob(options, priority, absolute ? 0 : delay, queue.delayMillisMin(), other != null);
        // One that is debounced may lie under the identity of another one.
        message.undelayed &= !absolute && !UniqueModel.debounces(message);
        NewMessage asked = new NewMessage(Bodies.body(attempt, bodyBytes), new byte[0], bodyBytes, key, priority, delay)
                .with(options);
        return new JobModel.Sent(message, asked);
    }

    private static JobOptions keyOf(JobOptions other) {
        return new JobOptions(
                -1,
                -1,
                -1,
                null,
                null,
                Collections.emptySortedMap(),
                null,
                Objects.requireNonNull(other.idempotencyKey()));
    }

    private long delayMillis() {
        return switch (random.nextInt(8)) {
            case 0 -> 1 + random.nextInt(2_000);
            case 1 -> dueIn();
            case 2, 3 -> -1;
            default -> 0;
        };
    }

    private long dueIn() {
        return 1L + random.nextInt(random.nextBoolean() ? 5_000 : DUE_MILLIS_MAX);
    }

    private JobOptions options(QueueModel queue, long attempt, long dueAtMillis, long nowMillis) {
        UniqueKey unique = random.nextInt(4) == 0
                ? Objects.requireNonNull(queue.jobs).unique.next(queue, random)
                : null;
        boolean plain = unique != null || random.nextInt(3) == 0;
        boolean expires = !plain && random.nextInt(4) == 0;
        boolean expiresAt = expires && random.nextBoolean();
        return new JobOptions(
                dueAtMillis,
                expires && !expiresAt ? 1 + random.nextInt(60_000) : -1,
                expiresAt ? nowMillis + 2L * DUE_MILLIS_MAX + random.nextInt(60_000) : -1,
                (!plain && random.nextInt(5) == 0) ? Boolean.TRUE : null,
                !plain && random.nextInt(3) == 0 ? retry() : null,
                Collections.emptySortedMap(),
                unique,
                unique == null && random.nextInt(2) == 0 ? "send-" + attempt : null);
    }

    private RetryPolicy retry() {
        RetryPolicy.Backoff[] backoffs = RetryPolicy.Backoff.values();
        return new RetryPolicy(
                backoffs[random.nextInt(backoffs.length)],
                random.nextInt(3) == 0 ? 0 : random.nextInt(5_000),
                100 + random.nextInt(300),
                60_000,
                random.nextInt(3) == 0 ? random.nextInt(101) : 0,
                random.nextInt(4),
                random.nextInt(4) == 0 ? 1 + random.nextInt(120_000) : 0,
                random.nextBoolean() ? List.of(SentJob.FATAL) : List.of());
    }

    /** Changes some of the latest jobs. */
    void change(QueueModel queue, JobModel jobs) {
        List<SentMessage> some = jobs.some(1 + random.nextInt(4), random);
        if (some.isEmpty()) {
            return;
        }
        int pick = random.nextInt(8);
        if (pick < 2) {
            int priority = random.nextInt(PRIORITIES) - PRIORITIES / 2;
            world.submit(new ReprioritizeOperation(queue, some, priority, coverage));
            return;
        }
        ChangeJobs.Change change = switch (pick) {
            case 2, 3 -> new ChangeJobs.Cancel();
            case 4 -> new ChangeJobs.Reschedule(world.nowMillis(queue.partition) + dueIn(), -1);
            case 5 -> new ChangeJobs.Reschedule(-1, random.nextInt(4) == 0 ? 0 : dueIn());
            default ->
                new ChangeJobs.EditMetadata(
                        new TreeMap<>(Map.of(SentJob.EDITION, String.valueOf(++editions))), new TreeSet<>());
        };
        world.submit(new ChangeJobsOperation(queue, some, change, world.nowMillis(queue.partition), coverage));
    }

    /** A worker ends what it holds, each in its way; {@code held} are jobs. */
    void finish(QueueModel queue, List<Held> held) {
        List<FinishOperation.Ending> endings = new ArrayList<>();
        for (Held each : held) {
            if (endings.stream().noneMatch(other -> other.message() == each.message())) {
                endings.add(new FinishOperation.Ending(each, how()));
            }
        }
        String worker = random.nextBoolean() ? worker(queue) : "";
        long now = world.nowMillis(queue.partition);
        world.submit(new FinishOperation(checker, queue, endings, worker, now, coverage));
    }

    private FinishJobs.How how() {
        return switch (random.nextInt(8)) {
            case 0, 1, 2 -> FinishJobs.Done.PLAIN;
            case 3 -> new FinishJobs.Done(new byte[] {1, 2, 3});
            case 4 -> new FinishJobs.GivenBack(random.nextBoolean() ? 0 : random.nextInt(10_000));
            case 5 -> new FinishJobs.Failed(random.nextInt(4) == 0 ? SentJob.FATAL : "odd", "in vain", -1, false);
            case 6 -> new FinishJobs.Failed("odd", "in vain", random.nextInt(10_000), false);
            default -> new FinishJobs.Failed("never", "in vain", -1, random.nextInt(3) == 0);
        };
    }

    /** A worker goes on with what it holds. */
    void extend(QueueModel queue, List<Held> held) {
        List<Held> each = new ArrayList<>();
        for (Held one : held) {
            if (each.stream().noneMatch(other -> other.message() == one.message())) {
                each.add(one);
            }
        }
        world.submit(new ExtendOperation(
                checker,
                queue,
                each,
                worker(queue),
                1 + random.nextInt(120_000),
                random.nextInt(3) == 0,
                world.nowMillis(queue.partition),
                coverage));
    }
}
