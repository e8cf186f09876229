package dev.skidway.gateway.grpc;

import dev.skidway.queues.DeadLetterPolicy;
import dev.skidway.queues.DispatchChange;
import dev.skidway.queues.DispatchSettings;
import dev.skidway.queues.FifoChange;
import dev.skidway.queues.JobSettings;
import dev.skidway.queues.KeyLimits;
import dev.skidway.queues.QuarantinePolicy;
import dev.skidway.queues.QueueView;
import dev.skidway.queues.RateLimit;
import dev.skidway.queues.SettingsChange;
import dev.skidway.v1.Limit;
import dev.skidway.v1.PauseState;
import dev.skidway.v1.Quarantine;
import dev.skidway.v1.Queue;
import dev.skidway.v1.QueueSettings;
import dev.skidway.v1.SharedLimits;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Settings of queues, from the protocol's words to the domain's and back. */
final class SettingsText {

    private static final long RETENTION_MILLIS_MIN = 60_000;
    private static final long DAYS_30_MILLIS = 30L * 86_400_000;
    private static final int HISTORY_BYTES_MAX = 64 << 20;
    private static final int RECEIVES_DEFAULT = 10;
    /** Rates are kept as a count in so many milliseconds: thousandths of a job each second. */
    private static final long RATE_PERIOD_MILLIS = 1_000_000;

    private static final long QUARANTINE_WINDOW_MILLIS = 600_000;
    private static final long QUARANTINE_PAUSE_MILLIS = 60_000;

    private SettingsText() {}

    /** The change that a request asks for; what it leaves out is as it was before. */
    static SettingsChange change(QueueSettings given, FifoChange kind, JobSettings jobsBefore, KeyLimits keysBefore) {
        return new SettingsChange(
                given.hasDelay() ? Times.millis(given.getDelay(), "delay", 0, NewJobs.DELAY_MILLIS_MAX) : null,
                given.hasJobBytesMax() ? Integer.toUnsignedLong(given.getJobBytesMax()) : null,
                given.hasRetention()
                        ? Times.millis(
                                given.getRetention(), "retention", RETENTION_MILLIS_MIN, NewJobs.DELAY_MILLIS_MAX)
                        : null,
                null,
                given.hasLease() ? Bounds.leaseMillis("lease", given.getLease()) : null,
                given.hasInFlightMax() ? Integer.toUnsignedLong(given.getInFlightMax()) : null,
                deadLetters(given),
                null,
                kind,
                dispatch(given, keysBefore),
                jobs(given, jobsBefore),
                Collections.emptySortedMap());
    }

    private static @Nullable DeadLetterPolicy deadLetters(QueueSettings given) {
        if (!given.hasDeadLetterQueue()) {
            return null;
        }
        int receives = given.getRetry().getMaxAttempts();
        return given.getDeadLetterQueue().isEmpty()
                ? DeadLetterPolicy.NONE
                : new DeadLetterPolicy(given.getDeadLetterQueue(), receives == 0 ? RECEIVES_DEFAULT : receives);
    }

    private static JobSettings jobs(QueueSettings given, JobSettings before) {
        return new JobSettings(
                given.hasRetry() ? RetryPolicies.policy(given.getRetry()) : before.retry(),
                given.hasTimeToLive()
                        ? Times.millis(given.getTimeToLive(), "time_to_live", 0, NewJobs.DELAY_MILLIS_MAX)
                        : before.expireAfterMillis(),
                given.hasAtMostOnce() ? given.getAtMostOnce() : before.atMostOnce(),
                given.hasHistory()
                        ? Times.millis(given.getHistory(), "history", 0, DAYS_30_MILLIS)
                        : before.historyMillis(),
                given.hasHistoryBytesMax() ? historyBytes(given.getHistoryBytesMax()) : before.historyBytesMax(),
                before.idempotencyMillis());
    }

    private static long historyBytes(int unsigned) {
        Bounds.count("history_bytes_max", Integer.toUnsignedLong(unsigned), 0, HISTORY_BYTES_MAX);
        return unsigned;
    }

    private static DispatchChange dispatch(QueueSettings given, KeyLimits keysBefore) {
        return new DispatchChange(
                given.hasAgingSharePercent() ? given.getAgingSharePercent() : null,
                given.hasLimit() ? concurrency(given.getLimit()) : null,
                given.hasLimit() ? rate(given.getLimit(), "limit") : null,
                null,
                null,
                null,
                keyLimits(given, keysBefore),
                given.hasSharedLimits() ? given.getSharedLimits().getNamesList() : null,
                given.hasQuarantine() ? quarantine(given.getQuarantine()) : null);
    }

    private static @Nullable KeyLimits keyLimits(QueueSettings given, KeyLimits before) {
        if (!given.hasKeyLimit() && !given.hasKeyBacklogMax()) {
            return null;
        }
        int backlog = given.getKeyBacklogMax() == 0 ? DispatchSettings.UNLIMITED : given.getKeyBacklogMax();
        return new KeyLimits(
                given.hasKeyLimit() ? concurrency(given.getKeyLimit()) : before.concurrencyMax(),
                given.hasKeyLimit() ? rate(given.getKeyLimit(), "key_limit") : before.rate(),
                given.hasKeyBacklogMax() ? backlog : before.backlogMax());
    }

    private static QuarantinePolicy quarantine(Quarantine given) {
        return given.getFailures() == 0
                ? QuarantinePolicy.NONE
                : new QuarantinePolicy(
                        given.getFailures(),
                        given.hasWindow()
                                ? Times.millis(given.getWindow(), "quarantine.window", 1, NewJobs.DELAY_MILLIS_MAX)
                                : QUARANTINE_WINDOW_MILLIS,
                        given.hasPause()
                                ? Times.millis(given.getPause(), "quarantine.pause", 1, NewJobs.DELAY_MILLIS_MAX)
                                : QUARANTINE_PAUSE_MILLIS);
    }

    /** Concurrency of a limit; unset takes it away. */
    static int concurrency(Limit limit) {
        return limit.hasConcurrency() ? limit.getConcurrency() : DispatchSettings.UNLIMITED;
    }

    /** Rate of a limit; unset takes it away. */
    static RateLimit rate(Limit limit, String field) {
        if (!limit.hasPerSecond()) {
            return RateLimit.NONE;
        }
        double perSecond = limit.getPerSecond();
        if (!(perSecond >= 0.001 && perSecond <= 1_000_000)) {
            throw Refusal.invalid(field + ".per_second: expected 0.001 to 1000000, found " + perSecond
                    + "; to have nothing run, pause");
        }
        boolean whole = perSecond == Math.rint(perSecond);
        long burst =
                limit.hasBurst() ? Integer.toUnsignedLong(limit.getBurst()) : Math.max(1, (long) Math.floor(perSecond));
        return whole
                ? RateLimit.perSecond((long) perSecond, burst)
                : new RateLimit(Math.round(perSecond * (RATE_PERIOD_MILLIS / 1000)), RATE_PERIOD_MILLIS, burst);
    }

    static Queue shown(QueueView view) {
        Queue.Builder queue = Queue.newBuilder()
                .setName(view.queue().name())
                .setOrdered(view.queue().fifo())
                .setSettings(settings(view.settings()))
                .setCreated(Times.timestamp(view.createdAtMillis()))
                .setReady(view.visible())
                .setRunning(view.leased())
                .setDelayed(view.delayed())
                .setSentTotal(view.sentTotal())
                .setFinishedTotal(view.deletedTotal());
        if (view.oldestEnqueuedAtMillis() >= 0) {
            queue.setOldest(Times.timestamp(view.oldestEnqueuedAtMillis()));
        }
        DispatchSettings dispatch = view.settings().dispatch();
        queue.setHistoryBytes(view.historyBytes());
        if (dispatch.paused() || dispatch.draining()) {
            PauseState.Builder pause = PauseState.newBuilder()
                    .setPaused(dispatch.paused())
                    .setDraining(dispatch.draining())
                    .setNote(dispatch.note());
            if (view.heldSinceMillis() > 0) {
                pause.setSince(Times.timestamp(view.heldSinceMillis()));
            }
            queue.setPause(pause);
        }
        return queue.build();
    }

    private static QueueSettings settings(dev.skidway.queues.QueueSettings settings) {
        JobSettings jobs = settings.jobs();
        DispatchSettings dispatch = settings.dispatch();
        QueueSettings.Builder shown = QueueSettings.newBuilder()
                .setDelay(Times.duration(settings.delayMillis()))
                .setJobBytesMax((int) settings.messageBytesMax())
                .setRetention(Times.duration(settings.retentionMillis()))
                .setLease(Times.duration(settings.visibilityMillis()))
                .setInFlightMax((int) settings.inFlightMax())
                .setDeadLetterQueue(settings.deadLetters().targetName())
                .setRetry(RetryPolicies.shown(jobs.retry()))
                .setAtMostOnce(jobs.atMostOnce())
                .setHistory(Times.duration(jobs.historyMillis()))
                .setHistoryBytesMax((int) jobs.historyBytesMax())
                .setAgingSharePercent(dispatch.agingSharePercent())
                .setLimit(limit(dispatch.concurrencyMax(), dispatch.rate()));
        KeyLimits keys = dispatch.keys();
        if (!keys.equals(KeyLimits.NONE)) {
            shown.setKeyLimit(limit(keys.concurrencyMax(), keys.rate()));
        }
        if (keys.backlogMax() != DispatchSettings.UNLIMITED) {
            shown.setKeyBacklogMax(keys.backlogMax());
        }
        if (!dispatch.limits().isEmpty()) {
            shown.setSharedLimits(SharedLimits.newBuilder().addAllNames(dispatch.limits()));
        }
        if (dispatch.quarantine().on()) {
            shown.setQuarantine(Quarantine.newBuilder()
                    .setFailures(dispatch.quarantine().failures())
                    .setWindow(Times.duration(dispatch.quarantine().windowMillis()))
                    .setPause(Times.duration(dispatch.quarantine().pauseMillis())));
        }
        if (jobs.expireAfterMillis() > 0) {
            shown.setTimeToLive(Times.duration(jobs.expireAfterMillis()));
        }
        return shown.build();
    }

    static Limit limit(int concurrencyMax, RateLimit rate) {
        Limit.Builder limit = Limit.newBuilder();
        if (concurrencyMax != DispatchSettings.UNLIMITED) {
            limit.setConcurrency(concurrencyMax);
        }
        if (rate.on()) {
            limit.setPerSecond(rate.count() * 1000.0 / rate.periodMillis()).setBurst((int) rate.burst());
        }
        return limit.build();
    }
}
