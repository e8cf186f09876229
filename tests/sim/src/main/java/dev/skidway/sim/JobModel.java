package dev.skidway.sim;

import dev.skidway.queues.MessageRef;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.SendResult;
import dev.skidway.sim.SentMessage.Send;
import dev.skidway.sim.Violation.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** What clients know about the jobs of one life of a queue: the latest ones, which are changed, and the keys that they were sent with. */
final class JobModel {

    /** So long a send can be repeated; clocks that jump while one is under way do not get so far by half. */
    static final long IDEMPOTENCY_MILLIS = 30 * 86_400_000L;

    private static final int LATEST_MAX = 60;

    final UniqueModel unique;
    private final ArrayDeque<Sent> latest = new ArrayDeque<>();

    /** A job as it was sent. */
    record Sent(SentMessage message, NewMessage asked) {}

    JobModel(Coverage coverage) {
        unique = new UniqueModel(coverage);
    }

    /** A job is about to be sent. */
    void attempted(SentMessage message, SentJob job) {
        job.sending = true;
        job.purgesBefore = message.sentTo.purgesAsked;
        if (job.options.unique() != null) {
            unique.attempted(message);
        }
    }

    /** It may be changed, or sent again, from now on. */
    void remember(Sent sent) {
        latest.add(sent);
        if (latest.size() > LATEST_MAX) {
            latest.remove();
        }
    }

    /** It was refused as a whole. */
    void refused(SentMessage message, SentJob job) {
        job.sending = false;
        if (job.options.unique() != null) {
            unique.refused(message);
        }
    }

    /** There is no answer. */
    void unknown(SentMessage message, SentJob job, long nowMillis) {
        job.sending = false;
        if (job.options.unique() != null) {
            unique.unknown(message, nowMillis);
        }
    }

    /** It was answered; true if the answer says all there is to say, and nothing was stored. */
    boolean answered(SentMessage message, SentJob job, SendResult result, @Nullable SentMessage other, long nowMillis) {
        job.sending = false;
        if (job.options.unique() != null) {
            unique.answered(message, result, other, nowMillis);
        }
        if (job.keyIsTaken) {
            Violation.unless(
                    result instanceof SendResult.Refused refused
                            && refused.rejection().reason() == QueueRejection.IDEMPOTENCY_CONTENT_DIFFERS,
                    Kind.PHANTOM,
                    () -> "other content under an idempotency key was answered with " + result + ": " + message);
            return true;
        }
        return switch (result) {
            case SendResult.Stored stored -> stored.duplicate() && job.options.unique() != null;
            case SendResult.Taken taken -> true;
            case SendResult.Refused refused -> true;
            case SendResult.Replaced replaced -> false;
            case SendResult.Debounced debounced -> {
                job.moves = true;
                message.undelayed = false;
                yield false;
            }
        };
    }

    /** The other job that an answer names, or null. */
    static @Nullable MessageRef otherOf(SendResult result) {
        return switch (result) {
            case SendResult.Stored stored -> stored.duplicate() ? stored.message() : null;
            case SendResult.Taken taken -> taken.existing();
            case SendResult.Replaced replaced -> replaced.replaced();
            case SendResult.Debounced debounced -> debounced.message();
            case SendResult.Refused refused -> null;
        };
    }

    /** One of the latest whose send can be repeated by its key at {@code nowMillis}, whatever became of it; or null. */
    @Nullable Sent repeatable(QueueModel queue, long nowMillis, SplittableRandom random) {
        Sent sent = any(random);
        SentJob job = sent == null ? null : sent.message.job;
        return sent != null
                        && job != null
                        && job.options.idempotencyKey() != null
                        && !job.keyIsTaken
                        && !job.sending
                        && sent.message.send != Send.REFUSED
                        && job.purgesBefore == queue.purgesAsked
                        && nowMillis < sent.message.submittedAtMillis + IDEMPOTENCY_MILLIS / 2
                ? sent
                : null;
    }

    private @Nullable Sent any(SplittableRandom random) {
        if (latest.isEmpty()) {
            return null;
        }
        Iterator<Sent> each = latest.iterator();
        for (int skip = random.nextInt(latest.size()); skip > 0; skip--) {
            each.next();
        }
        return each.next();
    }

    /** Some of the latest jobs whose identities are known. */
    List<SentMessage> some(int countMax, SplittableRandom random) {
        List<SentMessage> some = new ArrayList<>();
        for (int i = 0; i < countMax; i++) {
            Sent sent = any(random);
            // One that is debounced lends its identity to its successor.
            if (sent != null
                    && sent.message.ref != null
                    && !UniqueModel.debounces(sent.message)
                    && !some.contains(sent.message)) {
                some.add(sent.message);
            }
        }
        return some;
    }
}
