package dev.skidway.sim;

import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.RateLimit;
import dev.skidway.sim.Violation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A rate that leases must keep, as far as answers tell, and the fullest that its bucket can be: full when the rate became certain, and
 * emptied by nothing but the leases that were seen since. While the rate is uncertain nothing is checked.
 */
final class RateModel {

    /** Number of the rate that may be in force, in the order in which rates were asked for. */
    final Possible number = new Possible(0);

    private final List<RateLimit> rates = new ArrayList<>(List.of(RateLimit.NONE));
    private final Map<String, Bucket> buckets = new HashMap<>();
    private long certainSince = -1;

    /** Levels are counted as the product counts them: a token is as many units as its period has milliseconds. */
    private static final class Bucket {

        long level;
        long atMillis;

        Bucket(long level, long atMillis) {
            this.level = level;
            this.atMillis = atMillis;
        }
    }

    /** The number of a rate that is about to be asked for; null stays null. */
    @Nullable Long numberOf(@Nullable RateLimit rate) {
        if (rate == null) {
            return null;
        }
        rates.add(rate);
        return (long) rates.size() - 1;
    }

    /**
     * {@code who}, with a bucket of its own, got a lease; true if that was all that it may have had by then.
     *
     * @param atMillis when it was decided, at the earliest: a lease that is counted too early leaves no less for those after it
     * @param exact whether it was decided just then; else only those after it are checked
     */
    boolean taken(String who, long atMillis, boolean exact, LeasedMessage lease) {
        if (number.min() != number.max()) {
            return false;
        }
        if (certainSince != number.asked()) {
            certainSince = number.asked();
            buckets.clear();
        }
        RateLimit rate = rates.get((int) number.min());
        if (!rate.on()) {
            return false;
        }
        // In two milliseconds at least as much comes as a burst holds.
        long capacity = Math.max(rate.burst() * rate.periodMillis(), 2 * rate.count());
        Bucket bucket = Objects.requireNonNull(buckets.computeIfAbsent(who, absent -> new Bucket(capacity, atMillis)));
        long elapsed = Math.max(0, atMillis - bucket.atMillis);
        boolean full = elapsed >= (capacity - bucket.level) / rate.count() + 1;
        bucket.level = full ? capacity : Math.min(capacity, bucket.level + elapsed * rate.count());
        bucket.atMillis = Math.max(bucket.atMillis, atMillis);
        bucket.level -= rate.periodMillis();
        Violation.unless(
                !exact || bucket.level >= 0,
                Kind.COUNT,
                () -> "more leases than " + rate + " allows " + who + ": " + lease);
        return exact && bucket.level < rate.periodMillis();
    }
}
