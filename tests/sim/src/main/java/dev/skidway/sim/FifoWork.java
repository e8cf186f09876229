package dev.skidway.sim;

import dev.skidway.queues.DeduplicationHash;
import dev.skidway.queues.FifoChange;
import dev.skidway.queues.FifoSettings.DeduplicationScope;
import dev.skidway.queues.NewMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What clients of FIFO queues do besides: sends to groups that are repeated by id or by content, receives that are repeated by attempt id. */
final class FifoWork {

    static final int GROUPS = 4;

    private static final int ATTEMPTS_REPEATED_MAX = 6;
    private static final String BY_CONTENT = "content ";

    private final World world;
    private final SplittableRandom random;
    private final Checker checker;
    private final Coverage coverage;
    private final LongSupplier nextAttempt;
    private final List<Attempted> attempts = new ArrayList<>();
    private long attemptIds;

    private record Attempted(QueueModel queue, AttemptModel attempt) {}

    FifoWork(World world, SplittableRandom random, Checker checker, Coverage coverage, LongSupplier nextAttempt) {
        this.world = world;
        this.random = random;
        this.checker = checker;
        this.coverage = coverage;
        this.nextAttempt = nextAttempt;
    }

    /** What a new queue does about repeated sends. */
    FifoModel newModel(boolean delays) {
        return new FifoModel(random.nextBoolean(), random.nextBoolean(), delays, coverage);
    }

    static FifoChange kind(FifoModel fifo) {
        DeduplicationScope scope = fifo.idsPerGroup ? DeduplicationScope.GROUP : DeduplicationScope.QUEUE;
        return new FifoChange(true, fifo.byContent, scope, null);
    }

    /** Sends to groups; now and then what was sent lately, as one does who got no answer. */
    void send(QueueModel queue, FifoModel fifo) {
        List<SentMessage> messages = new ArrayList<>();
        List<NewMessage> batch = new ArrayList<>();
        for (int i = random.nextInt(3) == 0 ? random.nextInt(10) : 0; i >= 0; i--) {
            if (fifo.byContent && random.nextInt(4) != 0) {
                addByContent(queue, fifo, messages, batch);
            } else {
                int bodyBytes = Bodies.BYTES_MIN + random.nextInt(200);
                SentMessage message = message(queue, 0, bodyBytes, anyGroup());
                message.deduplicationId = fifo.nextId(message.attempt, random);
                messages.add(message);
                batch.add(asSent(message, message.deduplicationId));
            }
        }
        world.submit(new SendOperation(checker, queue, messages, batch));
    }

    private void addByContent(QueueModel queue, FifoModel fifo, List<SentMessage> messages, List<NewMessage> batch) {
        SentMessage before = random.nextInt(3) == 0 ? fifo.anyByContent(random) : null;
        int bodyBytes = before == null ? Bodies.BYTES_MIN + random.nextInt(200) : before.bodyBytes;
        String sameGroup = before == null || random.nextInt(4) == 0 ? null : before.key;
        SentMessage message =
                message(queue, Bodies.HEADER_BYTES, bodyBytes, sameGroup == null ? anyGroup() : sameGroup);
        // Headers are no part of the content: they tell one send of it from the next.
        if (before != null) {
            message.content = before.content;
        }
        message.deduplicationId = BY_CONTENT + message.content;
        fifo.sentByContent(message);
        messages.add(message);
        // Who knows how content is named may give that name as well.
        boolean named = random.nextInt(10) == 0;
        batch.add(asSent(message, named ? DeduplicationHash.idOfBody(Bodies.body(message.content, bodyBytes)) : null));
        coverage.hit(before == null ? "fifo: sent without an id" : "fifo: content sent again");
    }

    private SentMessage message(QueueModel queue, int headerBytes, int bodyBytes, String group) {
        return new SentMessage(
                nextAttempt.getAsLong(), queue, headerBytes, bodyBytes, group, world.nowMillis(queue.partition), -1);
    }

    private static NewMessage asSent(SentMessage message, @Nullable String id) {
        byte[] body = Bodies.body(message.content, message.bodyBytes);
        byte[] headers = Bodies.headers(message.attempt, message.headerBytes);
        return new NewMessage(body, headers, message.bodyBytes, message.key, 0, -1, id).hashed();
    }

    private String anyGroup() {
        return "group-" + random.nextInt(GROUPS);
    }

    /** What the next receive is known by: nothing, something new, or what one before was known by. */
    @Nullable AttemptModel nextAttempt(QueueModel queue) {
        if (queue.fifo == null || random.nextBoolean()) {
            return null;
        }
        attempts.removeIf(each -> each.queue.existence == QueueModel.Existence.DELETED);
        List<AttemptModel> known = attempts.stream()
                .filter(each -> each.queue == queue)
                .map(Attempted::attempt)
                .toList();
        if (!known.isEmpty() && random.nextInt(3) != 0) {
            return known.get(random.nextInt(known.size()));
        }
        AttemptModel attempt = new AttemptModel("attempt " + ++attemptIds, coverage);
        attempts.add(new Attempted(queue, attempt));
        if (attempts.size() > ATTEMPTS_REPEATED_MAX) {
            attempts.removeFirst();
        }
        return attempt;
    }

    /** Whether the worker works on what it got, or leaves it alone because its answer went astray. */
    boolean answerArrives(@Nullable AttemptModel attempt) {
        return attempt == null || random.nextInt(3) == 0;
    }
}
