package dev.skidway.client;

import dev.skidway.v1.SharedLimits;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a queue: {@code QueueSettings.with().lease(Duration.ofMinutes(5)).limit(Limit.ofRate(10))}. Each method with a value returns
 * other settings; each without one tells a value, or null where none was said. What is not said has its default when a queue is created,
 * and stays as it was when one is updated.
 */
public final class QueueSettings {

    private static final QueueSettings UNSET = new QueueSettings(dev.skidway.v1.QueueSettings.getDefaultInstance());

    private final dev.skidway.v1.QueueSettings proto;

    private QueueSettings(dev.skidway.v1.QueueSettings proto) {
        this.proto = proto;
    }

    /** Settings that say nothing yet. */
    public static QueueSettings with() {
        return UNSET;
    }

    static QueueSettings of(dev.skidway.v1.QueueSettings proto) {
        return new QueueSettings(proto);
    }

    /** Delay of a job that names none, 0 to 100 years. Default: 0. */
    public QueueSettings delay(Duration time) {
        return set(settings -> settings.setDelay(Protos.duration(time)));
    }

    /** Largest job in bytes, body and attributes. Default: 1 MiB. */
    public QueueSettings jobBytesMax(int bytes) {
        return set(settings -> settings.setJobBytesMax(bytes));
    }

    /** Age since it was sent, for a delayed job since it was due, at which a job is removed; at least a minute. Default: 4 days. */
    public QueueSettings retention(Duration age) {
        return set(settings -> settings.setRetention(Protos.duration(age)));
    }

    /** Lease of a worker that names none, 1 ms to 12 hours. Default: 30 s. */
    public QueueSettings lease(Duration time) {
        return set(settings -> settings.setLease(Protos.duration(time)));
    }

    /** Most jobs that run at once, 1 to 1,000,000. Default: 120,000. */
    public QueueSettings inFlightMax(int jobs) {
        return set(settings -> settings.setInFlightMax(jobs));
    }

    /** The queue of the same namespace that gets jobs that are given up; it must exist. Empty for none, which is the default. */
    public QueueSettings deadLetterQueue(String queue) {
        return set(settings -> settings.setDeadLetterQueue(queue));
    }

    /** How failed attempts are repeated. */
    public QueueSettings retry(RetryPolicy policy) {
        return set(settings -> settings.setRetry(policy.proto()));
    }

    /** How long a job lives, once it is due, that does not say so itself. Default: as long as the retention. */
    public QueueSettings timeToLive(Duration time) {
        return set(settings -> settings.setTimeToLive(Protos.duration(time)));
    }

    /** Whether a job is over, and not tried again, when its lease runs out. Default: no. */
    public QueueSettings atMostOnce(boolean once) {
        return set(settings -> settings.setAtMostOnce(once));
    }

    /** How long finished jobs are remembered, 0 to 30 days. Default: 0, not at all. */
    public QueueSettings history(Duration time) {
        return set(settings -> settings.setHistory(Protos.duration(time)));
    }

    /** Memory for finished jobs in bytes, 0 to 64 MiB; the oldest are forgotten first. Default: 1 MiB. */
    public QueueSettings historyBytesMax(int bytes) {
        return set(settings -> settings.setHistoryBytesMax(bytes));
    }

    /** Share of dispatches, in percent, that goes to the oldest job whatever its priority, 0 to 50. Default: 5. */
    public QueueSettings agingSharePercent(int percent) {
        return set(settings -> settings.setAgingSharePercent(percent));
    }

    /** Limit of the whole queue. Default: none. */
    public QueueSettings limit(Limit limit) {
        return set(settings -> settings.setLimit(limit.proto()));
    }

    /** Limit of each key that has none of its own. Default: none. */
    public QueueSettings keyLimit(Limit limit) {
        return set(settings -> settings.setKeyLimit(limit.proto()));
    }

    /** Jobs of one key that may wait, 1 to 100,000,000; a send of one more is refused. 0 for any number, which is the default. */
    public QueueSettings keyBacklogMax(int jobs) {
        return set(settings -> settings.setKeyBacklogMax(jobs));
    }

    /** Names of shared limits that hold for this queue too, at most 8; they must exist. An empty list clears them. */
    public QueueSettings sharedLimits(List<String> names) {
        return set(
                settings -> settings.setSharedLimits(SharedLimits.newBuilder().addAllNames(names)));
    }

    /** When a key is put aside because its jobs fail. Default: never. */
    public QueueSettings quarantine(Quarantine quarantine) {
        return set(settings -> settings.setQuarantine(quarantine.proto()));
    }

    private QueueSettings set(Consumer<dev.skidway.v1.QueueSettings.Builder> change) {
        dev.skidway.v1.QueueSettings.Builder changed = proto.toBuilder();
        change.accept(changed);
        return new QueueSettings(changed.build());
    }

    public @Nullable Duration delay() {
        return Protos.durationIf(proto.hasDelay(), proto.getDelay());
    }

    public @Nullable Integer jobBytesMax() {
        return proto.hasJobBytesMax() ? proto.getJobBytesMax() : null;
    }

    public @Nullable Duration retention() {
        return Protos.durationIf(proto.hasRetention(), proto.getRetention());
    }

    public @Nullable Duration lease() {
        return Protos.durationIf(proto.hasLease(), proto.getLease());
    }

    public @Nullable Integer inFlightMax() {
        return proto.hasInFlightMax() ? proto.getInFlightMax() : null;
    }

    public @Nullable String deadLetterQueue() {
        return proto.hasDeadLetterQueue() ? proto.getDeadLetterQueue() : null;
    }

    public @Nullable RetryPolicy retry() {
        return proto.hasRetry() ? RetryPolicy.of(proto.getRetry()) : null;
    }

    public @Nullable Duration timeToLive() {
        return Protos.durationIf(proto.hasTimeToLive(), proto.getTimeToLive());
    }

    public @Nullable Boolean atMostOnce() {
        return proto.hasAtMostOnce() ? proto.getAtMostOnce() : null;
    }

    public @Nullable Duration history() {
        return Protos.durationIf(proto.hasHistory(), proto.getHistory());
    }

    public @Nullable Integer historyBytesMax() {
        return proto.hasHistoryBytesMax() ? proto.getHistoryBytesMax() : null;
    }

    public @Nullable Integer agingSharePercent() {
        return proto.hasAgingSharePercent() ? proto.getAgingSharePercent() : null;
    }

    public @Nullable Limit limit() {
        return proto.hasLimit() ? Limit.of(proto.getLimit()) : null;
    }

    public @Nullable Limit keyLimit() {
        return proto.hasKeyLimit() ? Limit.of(proto.getKeyLimit()) : null;
    }

    public @Nullable Integer keyBacklogMax() {
        return proto.hasKeyBacklogMax() ? proto.getKeyBacklogMax() : null;
    }

    public List<String> sharedLimits() {
        return proto.getSharedLimits().getNamesList();
    }

    public @Nullable Quarantine quarantine() {
        return proto.hasQuarantine() ? Quarantine.of(proto.getQuarantine()) : null;
    }

    dev.skidway.v1.QueueSettings proto() {
        return proto;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof QueueSettings settings && settings.proto.equals(proto);
    }

    @Override
    public int hashCode() {
        return proto.hashCode();
    }

    @Override
    public String toString() {
        return "QueueSettings " + Protos.text(proto);
    }
}
