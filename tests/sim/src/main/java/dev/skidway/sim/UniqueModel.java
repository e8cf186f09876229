package dev.skidway.sim;

import dev.skidway.engine.Rejection;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.SendResult;
import dev.skidway.queues.UniqueKey;
import dev.skidway.sim.SentMessage.Send;
import dev.skidway.sim.Violation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * What clients know about the unique keys of one life of a queue. A key belongs to one mode, and to the time between two purges, which
 * forget it.
 *
 * <p>Of a key it keeps the sends that may still be there, so work for a send grows with those that never had an answer; a key is
 * given up after a few sends.
 */
final class UniqueModel {

    private static final int SENDS_PER_KEY = 10;
    private static final int KEYS_PER_MODE = 2;

    private final Map<String, Key> keys = new HashMap<>();
    private final Coverage coverage;
    private int drawn;

    /** The sends with one key. */
    private static final class Key {

        final List<SentMessage> possible = new ArrayList<>();
        final Map<SentMessage, Before> open = new HashMap<>();

        @Nullable SentMessage lastStored;

        int attempts;

        /** Engine time by which the last one was stored that may have been; those under way aside. */
        long storedByMillis = Long.MIN_VALUE;
    }

    /**
     * What was known of a key when a send was submitted.
     *
     * @param free whether no job can have it
     * @param others jobs that may have it; later ones come in while this one waits
     * @param storedByMillis as in {@link Key}, or the end of time if another send is under way
     * @param attempts sends with this key, this one included
     */
    private record Before(boolean free, List<SentMessage> others, long storedByMillis, int attempts) {

        /** The same if a later one may have been decided first. */
        Before overtaken() {
            return new Before(false, others, Long.MAX_VALUE, attempts);
        }
    }

    UniqueModel(Coverage coverage) {
        this.coverage = coverage;
    }

    /** A key for a send, and what becomes of it if it is taken. */
    UniqueKey next(QueueModel queue, SplittableRandom random) {
        UniqueKey.Mode mode = UniqueKey.Mode.values()[random.nextInt(UniqueKey.Mode.values().length)];
        String name = mode + "-" + random.nextInt(KEYS_PER_MODE) + "-" + drawn++ / (SENDS_PER_KEY * KEYS_PER_MODE * 5)
                + "-" + queue.purgesAsked;
        boolean throttle = mode == UniqueKey.Mode.THROTTLE;
        return new UniqueKey(name, !throttle, !throttle, throttle ? 30_000 : 0, mode);
    }

    /** A send is about to be submitted. */
    void attempted(SentMessage message) {
        Key key = keys.computeIfAbsent(unique(message).key(), absent -> new Key());
        key.possible.removeIf(each -> !each.possiblyThere());
        List<SentMessage> others = new ArrayList<>(key.possible);
        if (replaces(message)) {
            others.forEach(each -> each.deletesInFlight++);
            // A send may wait for the disk; one that was submitted after it can be decided before it.
            key.open.values().forEach(before -> before.others.add(message));
            message.deletesInFlight += key.open.size();
        }
        long storedByMillis = key.open.isEmpty() ? key.storedByMillis : Long.MAX_VALUE;
        key.open.put(message, new Before(others.isEmpty(), others, storedByMillis, ++key.attempts));
        key.possible.add(message);
    }

    /** It was answered that nothing of it was stored, for another reason than its key. */
    void refused(SentMessage message) {
        settle(message);
    }

    /** There is no answer: it happened by {@code nowMillis}, or not. */
    void unknown(SentMessage message, long nowMillis) {
        Key key = key(message);
        Before before = settle(message);
        key.storedByMillis = Math.max(key.storedByMillis, nowMillis);
        if (replaces(message)) {
            before.others.forEach(each -> each.maybeGone = true);
        }
    }

    private Before settle(SentMessage message) {
        Before before = Objects.requireNonNull(key(message).open.remove(message));
        if (replaces(message)) {
            before.others.forEach(each -> each.deletesInFlight--);
        }
        return before;
    }

    /** A send was answered; {@code other} is what is known under the other identity that the answer names. */
    void answered(SentMessage message, SendResult result, @Nullable SentMessage other, long nowMillis) {
        Key key = key(message);
        Before settled = settle(message);
        Before before = key.attempts > settled.attempts ? settled.overtaken() : settled;
        UniqueKey unique = unique(message);
        coverage.hit("unique: " + unique.mode() + " "
                + (result instanceof SendResult.Stored stored && stored.duplicate()
                        ? "Dropped"
                        : result.getClass().getSimpleName()));
        switch (result) {
            case SendResult.Stored stored
            when stored.duplicate() -> {
                boolean drops = unique.mode() == UniqueKey.Mode.KEEP_FIRST || unique.mode() == UniqueKey.Mode.THROTTLE;
                checkTaken(drops, message, before, other, stored.message());
            }
            case SendResult.Stored stored -> {
                checkFree(message, key.lastStored, nowMillis);
                stored(key, message, nowMillis);
            }
            case SendResult.Taken taken ->
                checkTaken(unique.mode() == UniqueKey.Mode.REJECT, message, before, other, taken.existing());
            case SendResult.Replaced replaced -> {
                checkTaken(replaces(message), message, before, other, replaced.replaced());
                takesOver(key, message, other, nowMillis);
            }
            case SendResult.Debounced debounced -> {
                checkTaken(unique.mode() == UniqueKey.Mode.DEBOUNCE, message, before, other, debounced.message());
                takesOver(key, message, other, nowMillis);
            }
            case SendResult.Refused(Rejection rejection) ->
                Violation.unless(
                        rejection.reason() == QueueRejection.JOB_NOT_FETCHED,
                        Kind.REFUSED,
                        () -> "refused, " + rejection + ": " + message);
        }
    }

    private void takesOver(Key key, SentMessage message, @Nullable SentMessage other, long nowMillis) {
        if (other != null) {
            Violation.unless(
                    !other.deleted && !other.leasedSurely(nowMillis),
                    Kind.PHANTOM,
                    () -> "replaced although it is over or runs: " + other + " by " + message);
            other.over();
        }
        stored(key, message, nowMillis);
    }

    private static void stored(Key key, SentMessage message, long nowMillis) {
        key.lastStored = message;
        key.storedByMillis = Math.max(key.storedByMillis, nowMillis);
    }

    /** It was stored beside the last one that was: then that one had the key no more. */
    private static void checkFree(SentMessage message, @Nullable SentMessage last, long nowMillis) {
        if (last == null) {
            return;
        }
        UniqueKey unique = unique(message);
        boolean there = last.certainlyThere(nowMillis) && !last.mayHaveLeft(last.origin);
        boolean taken = switch (unique.mode()) {
            case REJECT, KEEP_FIRST -> there;
            case REPLACE, DEBOUNCE -> there && last.receivesMax() == 0;
            case THROTTLE -> nowMillis < last.submittedAtMillis + unique.windowMillis() && !purgedSince(message);
        };
        Violation.unless(
                !taken, Kind.PHANTOM, () -> "stored beside one that has its unique key: " + message + ", " + last);
    }

    private static boolean purgedSince(SentMessage message) {
        return Objects.requireNonNull(message.job).purgesBefore != message.sentTo.purgesAsked;
    }

    /** It was not stored, or in the place of another one, for the sake of its key: then a job may have had it. */
    private static void checkTaken(
            boolean fits, SentMessage message, Before before, @Nullable SentMessage other, MessageRef named) {
        UniqueKey unique = unique(message);
        Violation.unless(fits, Kind.REFUSED, () -> "treated in another way than asked: " + message);
        boolean mayBeTaken = unique.mode() == UniqueKey.Mode.THROTTLE
                ? before.storedByMillis == Long.MAX_VALUE
                        || message.submittedAtMillis < before.storedByMillis + unique.windowMillis()
                : !before.free;
        Violation.unless(
                mayBeTaken,
                Kind.LOST,
                () -> "not stored for the sake of " + named + ", although nobody has its key " + unique + ": " + message
                        + ", there is " + other);
        UniqueKey ofOther = other == null || other.job == null ? null : other.job.options.unique();
        Violation.unless(
                other == null || (ofOther != null && ofOther.key().equals(unique.key())),
                Kind.LOST,
                () -> "taken for another job: " + message + " for " + other);
    }

    /** Whether a send without an answer took the place of another one, and goes on under its identity; notes it. */
    static boolean tookOver(SentMessage message, SentMessage known) {
        SentJob job = message.job;
        SentJob other = known.job;
        UniqueKey unique = job == null ? null : job.options.unique();
        UniqueKey ofOther = other == null ? null : other.options.unique();
        if (job != null
                && unique != null
                && ofOther != null
                && unique.mode() == UniqueKey.Mode.DEBOUNCE
                && unique.key().equals(ofOther.key())
                && message.send == Send.UNKNOWN) {
            known.over();
            job.moves = true;
            return true;
        }
        return false;
    }

    /** Whether its identity may pass to another one. */
    static boolean debounces(SentMessage message) {
        UniqueKey unique = message.job == null ? null : message.job.options.unique();
        return unique != null && unique.mode() == UniqueKey.Mode.DEBOUNCE;
    }

    private static boolean replaces(SentMessage message) {
        UniqueKey.Mode mode = unique(message).mode();
        return mode == UniqueKey.Mode.REPLACE || mode == UniqueKey.Mode.DEBOUNCE;
    }

    private Key key(SentMessage message) {
        return Objects.requireNonNull(keys.get(unique(message).key()));
    }

    private static UniqueKey unique(SentMessage message) {
        return Objects.requireNonNull(
                Objects.requireNonNull(message.job).options.unique());
    }
}
