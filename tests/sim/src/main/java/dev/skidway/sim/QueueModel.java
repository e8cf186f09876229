package dev.skidway.sim;

import dev.skidway.queues.DeadLetterPolicy;
import dev.skidway.queues.DispatchSettings;
import dev.skidway.queues.KeyChange;
import dev.skidway.queues.KeyLimits;
import dev.skidway.queues.QueueLimits;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.SettingsChange;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the clients know about one life of one queue. */
final class QueueModel {

    /** Whether the queue exists, as far as answers tell. */
    enum Existence {
        /** A create was not answered. */
        MAYBE_CREATED,
        EXISTS,
        /** A delete was not answered. */
        MAYBE_DELETED,
        DELETED
    }

    static final long NO_LIMIT = Long.MAX_VALUE;

    final QueueName name;
    final int partition;
    /** In the order of their sending; those that are certainly gone may be left out. */
    final Set<SentMessage> messages = new LinkedHashSet<>();

    Existence existence = Existence.MAYBE_CREATED;

    /** Shortest retention so far: what is older may be gone. */
    long retentionMillisMin;

    private final Possible retentionMillis;
    private final Possible visibilityMillis;
    private final Possible delayMillis;

    /** Receives after which a message moves; 0 while no policy was asked for. */
    private final Possible receivesBeforeMoving = new Possible(0);

    /** 1 while nothing of it is leased, 1 while nothing is sent to it; else 0. */
    final Possible paused = new Possible(0);

    final Possible draining = new Possible(0);

    /** Most leases at once, of all its messages and of those of one key; {@link #NO_LIMIT} where there is none. */
    final Possible concurrencyMax = new Possible(NO_LIMIT);

    final Possible keyConcurrencyMax = new Possible(NO_LIMIT);

    /** How many leases it may give in a time, and how many each key may. */
    final RateModel rate = new RateModel();

    final RateModel keyRate = new RateModel();

    /** 1 while it uses {@link #limit}, else 0. */
    final Possible usesLimit = new Possible(0);

    /** The shared limit that it uses, or once did. */
    @Nullable LimitModel limit;

    /** For each key that somebody paused or let go: 1 while nothing of it is leased, else 0. */
    private final Map<String, Possible> keysPaused = new TreeMap<>();

    /** Receives under way, and those that ended without showing what they leased. */
    long receivesOut;

    long receivesLost;

    long queueId = -1;
    int purgesInFlight;
    int purgesAsked;

    /** Of a FIFO queue; null for a standard queue. */
    @Nullable FifoModel fifo;

    /** Of a queue for jobs; null for the others. */
    @Nullable JobModel jobs;

    /** Keys of tags whose setting was acknowledged. */
    final Set<String> tagsSet = new TreeSet<>();

    private int tagsAsked;

    /** Where its messages may have moved since a policy was first asked for, and the fewest receives before that. */
    @Nullable QueueModel deadLetters;

    int receivesBeforeMovingMin = Integer.MAX_VALUE;

    /** Where its messages may go, and what may come. */
    final Ways ways = new Ways(this);

    /** Tasks that move its messages, or null while nobody asked for any. */
    @Nullable MoveModel moves;

    /** Receives lost before a move task may have put a first message here. */
    long receivesLostWhenFed;

    QueueModel(QueueName name, int partition, long retentionMillis, long visibilityMillis, long delayMillis) {
        this.name = name;
        this.partition = partition;
        this.retentionMillisMin = retentionMillis;
        this.retentionMillis = new Possible(retentionMillis);
        this.visibilityMillis = new Possible(visibilityMillis);
        this.delayMillis = new Possible(delayMillis);
    }

    long possibleMessages() {
        long possible = 0;
        for (SentMessage message : messages) {
            possible += message.possiblyThere() ? 1 : 0;
        }
        return possible;
    }

    boolean takesMoreTags() {
        return tagsAsked < QueueLimits.NAMED_VALUES_MAX;
    }

    String nextTag() {
        return "tag " + tagsAsked++;
    }

    boolean mayBeDeleted() {
        return existence == Existence.MAYBE_DELETED || existence == Existence.DELETED;
    }

    boolean exists() {
        return existence == Existence.EXISTS;
    }

    /** From now on each message that may be in it may be gone. */
    void doubtAll() {
        messages.forEach(message -> message.maybeGone = true);
        doubtGuests();
    }

    /** From now on each message may be gone that was last known elsewhere and may be in it. */
    private void doubtGuests() {
        for (QueueModel source : ways.behind()) {
            for (SentMessage message : source.messages) {
                message.maybeGone |= message.mayHaveLeft(source);
            }
        }
    }

    /** It is gone with everything in it; no receive submitted after {@code step} may find what cannot have moved before. */
    void deleted(long step) {
        existence = Existence.DELETED;
        messages.forEach(message -> message.goneWithItsQueue(this, step));
        doubtGuests();
        ways.close();
    }

    /** It never came into being. */
    void neverCreated() {
        existence = Existence.DELETED;
        ways.close();
    }

    /** Whether a queue that its messages may have gone to may have been deleted or purged meanwhile. */
    boolean doubtAhead() {
        for (QueueModel next : ways.ahead()) {
            if (next.mayBeDeleted() || next.purgesInFlight > 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a move task may let its messages begin anew, here or further on. */
    boolean movesAhead() {
        return moves != null || ways.ahead().stream().anyMatch(next -> next.moves != null);
    }

    /** From now on a move task of its own may put its messages into {@code target}. */
    void mayGiveTo(QueueModel target) {
        if (!target.ways.fed()) {
            target.receivesLostWhenFed = target.receivesLost;
        }
        ways.lead(target);
    }

    /** From now on its messages may lie in another queue after so many receives. */
    void mayMoveTo(QueueModel target, int receives) {
        if (deadLetters == null) {
            deadLetters = target;
            ways.lead(target);
        }
        receivesBeforeMovingMin = Math.min(receivesBeforeMovingMin, receives);
    }

    /** Most receives before a message moves, or {@link Long#MAX_VALUE} if none is certain to move. */
    long receivesBeforeMovingMax() {
        return receivesBeforeMoving.min() == 0 ? Long.MAX_VALUE : receivesBeforeMoving.max();
    }

    long visibilityMillisMin() {
        return visibilityMillis.min();
    }

    long visibilityMillisMax() {
        return visibilityMillis.max();
    }

    long delayMillisMin() {
        return delayMillis.min();
    }

    /** Longest time that any of its messages may stay, wherever it moved. */
    long retentionMillisMaxAnywhere() {
        long longest = retentionMillis.max();
        for (QueueModel next : ways.ahead()) {
            longest = Math.max(longest, next.retentionMillis.max());
        }
        return longest;
    }

    /** Receives of it that may have leased something nobody was told of. */
    long receivesUnseen() {
        return receivesLost + receivesOut;
    }

    /** Shortest time that any of its messages was promised to stay, wherever it moved. */
    long retentionMillisMinAnywhere() {
        long shortest = retentionMillisMin;
        for (QueueModel next : ways.ahead()) {
            shortest = Math.min(shortest, next.retentionMillisMin);
        }
        return shortest;
    }

    /** Settings that are about to change: from now on either value is possible. */
    SettingsAsked mayChange(SettingsChange change) {
        retentionMillisMin = smaller(retentionMillisMin, change.retentionMillis());
        DeadLetterPolicy policy = change.deadLetters();
        KeyLimits keys = change.dispatch().keys();
        return new SettingsAsked(List.of(
                SettingsAsked.of(retentionMillis, change.retentionMillis()),
                SettingsAsked.of(visibilityMillis, change.visibilityMillis()),
                SettingsAsked.of(delayMillis, change.delayMillis()),
                SettingsAsked.of(paused, bit(change.dispatch().paused())),
                SettingsAsked.of(draining, bit(change.dispatch().draining())),
                SettingsAsked.of(concurrencyMax, limit(change.dispatch().concurrencyMax())),
                SettingsAsked.of(keyConcurrencyMax, keys == null ? null : limit(keys.concurrencyMax())),
                SettingsAsked.of(rate.number, rate.numberOf(change.dispatch().rate())),
                SettingsAsked.of(keyRate.number, keys == null ? null : keyRate.numberOf(keys.rate())),
                SettingsAsked.of(usesLimit, uses(change.dispatch().limits())),
                SettingsAsked.of(
                        receivesBeforeMoving, policy == null ? null : Long.valueOf(policy.receiveCountMax()))));
    }

    /** As above, for what a key has of its own. */
    SettingsAsked mayChange(String key, KeyChange change) {
        Possible paused = keysPaused.computeIfAbsent(key, absent -> new Possible(0));
        return new SettingsAsked(List.of(SettingsAsked.of(paused, bit(change.paused()))));
    }

    /** Keys that may be paused. */
    Set<String> pausableKeys() {
        return keysPaused.keySet();
    }

    /** Keys of which nothing can be leased now. */
    Set<String> keysPausedSurely() {
        Set<String> paused = new TreeSet<>();
        keysPaused.forEach((key, value) -> {
            if (value.min() == 1) {
                paused.add(key);
            }
        });
        return paused;
    }

    /** Retention may be longer from now on; what may have been too old before may be gone all the same. */
    void settled(long nowMillis) {
        if (ways.fed()) {
            // It may hold messages that are not known to be here.
            return;
        }
        for (SentMessage message : messages) {
            message.maybeGone |= nowMillis >= message.submittedAtMillis + retentionMillisMin;
        }
        retentionMillisMin = retentionMillis.min();
    }

    private static @Nullable Long limit(@Nullable Integer value) {
        if (value == null) {
            return null;
        }
        return value == DispatchSettings.UNLIMITED ? Long.valueOf(NO_LIMIT) : Long.valueOf(value);
    }

    private static @Nullable Long uses(@Nullable List<String> limits) {
        return limits == null ? null : Long.valueOf(limits.isEmpty() ? 0 : 1);
    }

    /** Leases that are certainly in force at {@code nowMillis}, of messages that count. */
    long leasedSurely(long nowMillis, Predicate<SentMessage> counts) {
        long leased = 0;
        for (SentMessage message : messages) {
            leased += message.leasedSurely(nowMillis) && counts.test(message) ? 1 : 0;
        }
        return leased;
    }

    private static @Nullable Long bit(@Nullable Boolean value) {
        return value == null ? null : Long.valueOf(value ? 1 : 0);
    }

    private static long smaller(long value, @Nullable Long other) {
        return other == null ? value : Math.min(value, other);
    }

    @Override
    public String toString() {
        return name.namespace() + "/" + name.name() + " id " + queueId + " " + existence;
    }
}
