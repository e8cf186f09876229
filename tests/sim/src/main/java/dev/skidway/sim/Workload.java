package dev.skidway.sim;

import dev.skidway.base.SkidwayException;
import dev.skidway.queues.DeadLetterPolicy;
import dev.skidway.queues.DispatchChange;
import dev.skidway.queues.FifoChange;
import dev.skidway.queues.LeaseRef;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.ReceiveMessages;
import dev.skidway.queues.SettingsChange;
import dev.skidway.sim.QueueModel.Existence;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The clients: senders, workers that finish, give back, prolong or vanish, and an administrator; all drawn from the seed. */
final class Workload {

    private static final long DAY_MILLIS = 86_400_000L;
    private static final int QUEUES_PER_PARTITION = 3;
    private static final String DEAD_LETTERS = "dead-letters";
    private static final String RESCUED = "rescued";
    private static final String FIFO_QUEUE = "orders.fifo";
    private static final String FIFO_SUFFIX = ".fifo";
    private static final int PRIORITIES = 7;
    private static final int OUTSTANDING_MAX = 60;
    private static final int HELD_MAX = 200;
    private static final int BATCH_MAX = 10;

    private final World world;
    private final Scenario scenario;
    private final SplittableRandom random;
    private final Checker checker;
    private final Coverage coverage;
    private final DispatchWork dispatch;
    private final FifoWork fifoWork;
    private final MoveWork moves;
    private final JobWork jobs;
    private final Map<QueueName, QueueModel> queues = new LinkedHashMap<>();
    private final List<QueueModel> pastQueues = new ArrayList<>();
    private final List<Held> held = new ArrayList<>();
    private long attempts;

    Workload(World world, Scenario scenario, SplittableRandom random, Checker checker, Coverage coverage) {
        this.world = world;
        this.scenario = scenario;
        this.random = random;
        this.checker = checker;
        this.coverage = coverage;
        this.dispatch = new DispatchWork(world, random, coverage);
        this.jobs = new JobWork(world, random, checker, coverage, () -> ++attempts);
        this.fifoWork = new FifoWork(world, random, checker, coverage, () -> ++attempts);
        this.moves = new MoveWork(world, random, coverage, this::queues);
    }

    /** Queues whose life is not known to be over. */
    List<QueueModel> queues() {
        List<QueueModel> living = new ArrayList<>(queues.size());
        for (QueueModel queue : queues.values()) {
            if (queue.existence != Existence.DELETED) {
                living.add(queue);
            }
        }
        return living;
    }

    /** Lets some client do something. */
    void act() {
        if (world.outstanding() >= OUTSTANDING_MAX) {
            giveUpAWait();
            return;
        }
        QueueModel queue = anyQueue();
        if (queue.existence == Existence.DELETED) {
            if (random.nextInt(8) == 0) {
                create(queue);
            }
            return;
        }
        if (queue.jobs != null && random.nextInt(4) == 0) {
            jobs.change(queue, queue.jobs);
            return;
        }
        int pick = random.nextInt(100);
        if (pick < scenario.sendShare()) {
            send(queue);
        } else if (pick < scenario.sendShare() + 20) {
            receive(queue);
        } else if (pick < 93) {
            finishWork();
        } else if (pick < 96) {
            giveUpAWait();
        } else {
            administrate(queue);
        }
    }

    private QueueModel anyQueue() {
        int partition = random.nextInt(scenario.partitions());
        int pick = random.nextInt(2 * QUEUES_PER_PARTITION + 9);
        if (pick < 2 * QUEUES_PER_PARTITION) {
            return queue("queue-" + pick / 2, partition);
        }
        return switch (pick - 2 * QUEUES_PER_PARTITION) {
            case 0, 1 -> deadLetters(partition, false);
            case 2 -> deadLetters(partition, true);
            case 3 -> rescued(partition, random.nextBoolean());
            case 4, 5 -> jobs(partition, random.nextInt(5) == 0);
            default -> queue(FIFO_QUEUE, partition);
        };
    }

    /** A queue for dead letters of a partition; nobody ever purges or deletes it. */
    private QueueModel deadLetters(int partition, boolean fifo) {
        return queue(fifo ? DEAD_LETTERS + FIFO_SUFFIX : DEAD_LETTERS, partition);
    }

    /** A queue to which dead letters are moved that shall not go back. */
    private QueueModel rescued(int partition, boolean fifo) {
        return queue(fifo ? RESCUED + FIFO_SUFFIX : RESCUED, partition);
    }

    private boolean holdsDeadLetters(QueueModel queue) {
        return queue == deadLetters(queue.partition, queue.name.fifo());
    }

    /** The queue for jobs of a partition, or that for those that failed; no move task empties that one. */
    private QueueModel jobs(int partition, boolean failed) {
        return queue(failed ? JobWork.deadLettersName() : JobWork.queueName(), partition);
    }

    private QueueModel queue(String name, int partition) {
        return queues.computeIfAbsent(new QueueName("ns" + partition, name), absent -> {
            QueueModel queue = new QueueModel(absent, partition, 0, 0, 0);
            queue.existence = Existence.DELETED;
            return queue;
        });
    }

    private void create(QueueModel former) {
        boolean forJobs = former.name.name().equals(JobWork.queueName());
        long retention = !forJobs && random.nextInt(4) == 0 ? 60_000L + random.nextInt(600_000) : 4 * DAY_MILLIS;
        long visibility = 1_000L * (1 + random.nextInt(60));
        long delay = random.nextInt(4) == 0 ? 1_000L * random.nextInt(20) : 0;
        Long inFlightMax = random.nextInt(6) == 0 ? Long.valueOf(3 + random.nextInt(20)) : null;
        boolean delays = !former.name.fifo() || random.nextInt(4) == 0;
        QueueModel queue = new QueueModel(former.name, former.partition, retention, visibility, delays ? delay : 0);
        FifoChange kind = FifoChange.NONE;
        if (queue.name.fifo()) {
            queue.fifo = fifoWork.newModel(delays);
            kind = FifoWork.kind(queue.fifo);
        }
        queue.jobs = forJobs ? new JobModel(coverage) : null;
        SettingsChange settings = new SettingsChange(
                queue.delayMillisMin(),
                null,
                retention,
                0L,
                visibility,
                inFlightMax,
                null,
                null,
                kind,
                DispatchChange.NONE,
                forJobs ? jobs.settings() : null,
                new TreeMap<>());
        CreateOperation create = new CreateOperation(queue, settings, coverage);
        if (world.submit(create)) {
            pastQueues.add(former);
            queues.put(queue.name, queue);
            moves.created(queue);
        }
    }

    /** The only queue of a scripted history. */
    QueueModel plainQueue() {
        return queue("queue-0", 0);
    }

    /** Creates it as it comes. */
    void createPlain() {
        QueueModel former = plainQueue();
        QueueModel queue = new QueueModel(former.name, 0, 4 * DAY_MILLIS, 30_000, 0);
        SettingsChange settings = new SettingsChange(0L, null, 4 * DAY_MILLIS, 0L, 30_000L, null, new TreeMap<>());
        if (world.submit(new CreateOperation(queue, settings, coverage))) {
            pastQueues.add(former);
            queues.put(queue.name, queue);
        }
    }

    /** Sends a batch of equal messages. */
    void sendPlain(QueueModel queue, int count, int bodyBytes) {
        List<SentMessage> messages = new ArrayList<>();
        List<NewMessage> batch = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SentMessage message =
                    new SentMessage(++attempts, queue, 0, bodyBytes, null, world.nowMillis(queue.partition), 0);
            messages.add(message);
            batch.add(new NewMessage(Bodies.body(message.attempt, bodyBytes), new byte[0], bodyBytes, null, 0, 0));
        }
        world.submit(new SendOperation(checker, queue, messages, batch));
    }

    /** Ends the leases that workers hold of {@code queue}. */
    void giveBackHeld(QueueModel queue) {
        List<Held> batch = heldOf(queue, BATCH_MAX);
        if (!batch.isEmpty()) {
            world.submit(new ChangeOperation(checker, queue, batch, 0, world.nowMillis(queue.partition)));
        }
    }

    private void send(QueueModel queue) {
        if (queue.fifo != null) {
            fifoWork.send(queue, queue.fifo);
            return;
        }
        if (queue.jobs != null) {
            jobs.send(queue, queue.jobs);
            return;
        }
        int count = random.nextInt(3) == 0 ? 1 + random.nextInt(10) : 1;
        List<SentMessage> messages = new ArrayList<>();
        List<NewMessage> batch = new ArrayList<>();
        int budget = 4_000;
        for (int i = 0; i < count && budget > 0; i++) {
            int bodyBytes = Bodies.BYTES_MIN + random.nextInt(scenario.bodyBytesMax());
            int headerBytes = random.nextInt(3) == 0 ? 1 + random.nextInt(60) : 0;
            String key = random.nextInt(3) == 0 ? "group-" + random.nextInt(5) : null;
            long delay = delayMillis();
            SentMessage message = new SentMessage(
                    ++attempts, queue, headerBytes, bodyBytes, key, world.nowMillis(queue.partition), delay);
            messages.add(message);
            batch.add(new NewMessage(
                    Bodies.body(message.attempt, bodyBytes),
                    Bodies.headers(message.attempt, headerBytes),
                    bodyBytes,
                    key,
                    random.nextInt(10) == 0 ? random.nextInt(PRIORITIES) - PRIORITIES / 2 : 0,
                    delay));
            budget -= bodyBytes + headerBytes;
        }
        world.submit(new SendOperation(checker, queue, messages, batch));
    }

    private long delayMillis() {
        return switch (random.nextInt(12)) {
            case 0 -> 1 + random.nextInt(2_000);
            case 1 -> 1_000L * random.nextInt(900);
            case 2, 3, 4, 5 -> -1;
            default -> 0;
        };
    }

    private void receive(QueueModel queue) {
        long visibility = random.nextInt(4) == 0 ? -1 : 10L + random.nextInt(random.nextInt(3) == 0 ? 600_000 : 5_000);
        long wait = random.nextInt(3) == 0 ? random.nextInt(20_000) : 0;
        receive(queue, 1 + random.nextInt(10), visibility, wait, fifoWork.nextAttempt(queue));
    }

    /** Submits a receive whose messages are then held by a worker. */
    void receive(QueueModel queue, int countMax, long visibilityMillis, long waitMillis) {
        receive(queue, countMax, visibilityMillis, waitMillis, null);
    }

    private void receive(
            QueueModel queue, int countMax, long visibilityMillis, long waitMillis, @Nullable AttemptModel attempt) {
        Receive receive = new Receive(queue, world.stepNumber(), world.nowMillis(queue.partition), visibilityMillis);
        String attemptId = attempt == null ? null : attempt.id;
        boolean arrives = fifoWork.answerArrives(attempt);
        world.submit(new ReceiveOperation(
                checker,
                receive,
                new ReceiveMessages(
                        queue.name, countMax, visibilityMillis, waitMillis, attemptId, JobWork.worker(queue)),
                attempt,
                lease -> payload(queue, lease),
                (message, lease) -> {
                    if (arrives) {
                        hold(new Held(message, queue, lease.lease()));
                    }
                }));
    }

    private byte[] payload(QueueModel queue, LeasedMessage lease) {
        ByteBuffer payload = ByteBuffer.allocate(lease.headerBytes() + lease.bodyBytes());
        try {
            world.read(lease.payloadPosition(), payload);
            return payload.array();
        } catch (SkidwayException e) {
            world.excuse("reading a payload of " + queue, e);
            coverage.hit("payload: read failed");
            return new byte[0];
        }
    }

    private void hold(Held work) {
        work.message().drained = true;
        held.add(work);
        if (held.size() > HELD_MAX) {
            // What was received last stays, for the end of a seed must delete it.
            held.remove(random.nextInt(held.size() / 2));
        }
    }

    private void finishWork() {
        if (held.isEmpty()) {
            return;
        }
        List<Held> batch = someHeld();
        QueueModel queue = batch.getFirst().queue();
        if (random.nextInt(3) != 0 && batch.stream().allMatch(each -> each.message().job != null)) {
            finishJobs(queue, batch);
            return;
        }
        switch (random.nextInt(20)) {
            case 0, 1 -> held.removeAll(batch);
            case 2, 3, 4 -> {
                long visibility = random.nextInt(3) == 0 ? 0 : random.nextInt(120_000);
                long now = world.nowMillis(queue.partition);
                world.submit(new ChangeOperation(checker, queue, batch, visibility, now));
            }
            case 5 -> forge(queue);
            default -> {
                if (random.nextInt(10) != 0) {
                    held.removeAll(batch);
                }
                world.submit(new DeleteOperation(checker, queue, batch, world.nowMillis(queue.partition)));
            }
        }
    }

    private void finishJobs(QueueModel queue, List<Held> batch) {
        if (random.nextInt(4) == 0) {
            jobs.extend(queue, batch);
            return;
        }
        if (random.nextInt(10) != 0) {
            held.removeAll(batch);
        }
        jobs.finish(queue, batch);
    }

    /** A delete with a receipt of nothing we were ever given changes nothing. */
    private void forge(QueueModel queue) {
        MessageRef ref = new MessageRef(1 + random.nextInt(20), random.nextInt(5), 1_000_000 + random.nextInt(50));
        world.submit(new ForgedDelete(queue, new LeaseRef(ref, 1 + random.nextInt(3)), coverage));
    }

    private List<Held> someHeld() {
        Held first = held.get(random.nextInt(held.size()));
        return heldOf(first.queue(), 1 + random.nextInt(10));
    }

    private void giveUpAWait() {
        Outstanding<?> waiting = world.anyOutstanding(random);
        if (waiting != null && waiting.operation instanceof ReceiveOperation) {
            waiting.ticket.cancel();
        }
    }

    private void administrate(QueueModel queue) {
        if (!queue.exists()) {
            return;
        }
        if (queue == jobs(queue.partition, true)) {
            world.submit(new SettingsOperation(queue, newSettings(queue)));
            return;
        }
        if (holdsDeadLetters(queue)) {
            if (random.nextInt(4) == 0) {
                world.submit(new SettingsOperation(queue, newSettings(queue)));
            } else {
                moves.act(queue, rescued(queue.partition, queue.name.fifo()));
            }
            return;
        }
        switch (random.nextInt(19)) {
            case 15, 16, 17, 18 -> dispatch.changeQueue(queue);
            case 8, 9 -> dispatch.changeKey(queue, "group-" + random.nextInt(FifoWork.GROUPS));
            case 12, 13, 14 -> sendAwayDeadLetters(queue);
            case 0 -> world.submit(new RemoveOperation(queue, world::stepNumber));
            case 1 -> world.submit(new PurgeOperation(queue, world::stepNumber, coverage));
            case 2, 3, 4 -> world.submit(new SettingsOperation(queue, newSettings(queue)));
            case 5, 6 -> world.submit(new ListOperation(queue, coverage));
            case 7 -> tag(queue);
            default -> receive(queue, 10, 30_000, 0);
        }
    }

    private void tag(QueueModel queue) {
        if (queue.takesMoreTags()) {
            world.submit(new TagOperation(queue));
        }
    }

    private void sendAwayDeadLetters(QueueModel queue) {
        boolean forJobs = queue.jobs != null;
        QueueModel target = forJobs ? jobs(queue.partition, true) : deadLetters(queue.partition, queue.name.fifo());
        if (target.exists() && queue != rescued(queue.partition, queue.name.fifo())) {
            int receives = 1 + random.nextInt(3);
            DeadLetterPolicy policy = new DeadLetterPolicy(target.name.name(), receives);
            // A worker may say that there is no further attempt after the first.
            queue.mayMoveTo(target, forJobs ? 1 : receives);
            world.submit(new SettingsOperation(
                    queue, new SettingsChange(null, null, null, null, null, null, policy, null, new TreeMap<>())));
        }
    }

    private SettingsChange newSettings(QueueModel queue) {
        boolean delays = queue.fifo == null || queue.fifo.delays;
        @Nullable Long delay = random.nextBoolean() && delays ? Long.valueOf(1_000L * random.nextInt(5)) : null;
        @Nullable Long visibility = random.nextBoolean() ? Long.valueOf(1_000L * (1 + random.nextInt(90))) : null;
        @Nullable Long retention = queue.jobs == null && random.nextInt(10) == 0
                ? Long.valueOf(60_000L + random.nextInt(3_600_000))
                : null;
        return new SettingsChange(delay, null, retention, null, visibility, null, new TreeMap<>());
    }

    /** Takes away whatever holds messages back. */
    void letGo(QueueModel queue) {
        dispatch.letGo(queue);
    }

    /** Asks how the move tasks stand that may be under way; false if none can be. */
    boolean asksForMoves() {
        return moves.listOpen();
    }

    /** Queues whose life is not known to be over, those that dead letters go to last. */
    List<QueueModel> sourcesFirst() {
        return queues().stream()
                .sorted(Comparator.comparing(queue -> holdsDeadLetters(queue) || queue == jobs(queue.partition, true)))
                .toList();
    }

    /** Takes what workers hold of {@code queue} and deletes it. */
    void deleteAllHeld(QueueModel queue) {
        List<Held> batch = heldOf(queue, BATCH_MAX);
        held.removeAll(batch);
        if (!batch.isEmpty()) {
            world.submit(new DeleteOperation(checker, queue, batch, world.nowMillis(queue.partition)));
        }
    }

    /** The oldest of it that workers hold. */
    private List<Held> heldOf(QueueModel queue, int countMax) {
        List<Held> some = new ArrayList<>(countMax);
        for (int i = 0; i < held.size() && some.size() < countMax; i++) {
            if (held.get(i).queue() == queue) {
                some.add(held.get(i));
            }
        }
        return some;
    }

    /** True while workers hold something of {@code queue}. */
    boolean holds(QueueModel queue) {
        for (Held each : held) {
            if (each.queue() == queue) {
                return true;
            }
        }
        return false;
    }
}
