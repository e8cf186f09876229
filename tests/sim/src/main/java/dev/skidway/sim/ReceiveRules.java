package dev.skidway.sim;

import dev.skidway.queues.LeasedMessage;
import dev.skidway.sim.Violation.Kind;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * What holds messages of a queue back, as clients know it while a receive is under way: pauses, and limits on leases at once.
 *
 * <p>Answers arrive in the order in which they were decided. So what a receive leased was decided before every change of settings
 * that has an answer after it, and after every lease that was seen before.
 */
final class ReceiveRules {

    private final QueueModel queue;
    private final Coverage coverage;
    private final boolean pausedSurely;
    private final Set<String> keysPausedSurely;
    private final long concurrencyMax;
    private final long keyConcurrencyMax;

    /** As they are when the receive is submitted. */
    ReceiveRules(QueueModel queue, Coverage coverage) {
        this.queue = queue;
        this.coverage = coverage;
        this.pausedSurely = queue.paused.min() == 1;
        this.keysPausedSurely = queue.keysPausedSurely();
        this.concurrencyMax = queue.concurrencyMax.max();
        this.keyConcurrencyMax = queue.keyConcurrencyMax.max();
    }

    /** What was paused all the time gave nothing out. */
    void checkPauses(List<LeasedMessage> leases) {
        if (pausedSurely && queue.paused.min() == 1) {
            Violation.unless(
                    leases.isEmpty(), Kind.PHANTOM, () -> "leased although paused: " + leases + " of " + queue);
            coverage.hit("pause: nothing leased");
        }
        if (keysPausedSurely.isEmpty()) {
            return;
        }
        Set<String> paused = queue.keysPausedSurely();
        paused.retainAll(keysPausedSurely);
        for (LeasedMessage lease : leases) {
            Violation.unless(
                    lease.key() == null || !paused.contains(lease.key()),
                    Kind.PHANTOM,
                    () -> "leased although its key is paused: " + lease + " of " + queue);
        }
        if (!leases.isEmpty() && !paused.isEmpty()) {
            coverage.hit("pause: only other keys leased");
        }
    }

    /** The leases of an answer, with all that are certainly in force, are no more than a limit allows; they are known already. */
    void checkLimits(List<LeasedMessage> leases, long nowMillis) {
        long most = Math.max(concurrencyMax, queue.concurrencyMax.max());
        long mostOfAKey = Math.max(keyConcurrencyMax, queue.keyConcurrencyMax.max());
        if (leases.isEmpty() || (most == QueueModel.NO_LIMIT && mostOfAKey == QueueModel.NO_LIMIT)) {
            return;
        }
        check(
                most,
                queue.leasedSurely(nowMillis, message -> true),
                "limit: as many leased as a queue may have at once");
        for (String key : leases.stream().map(LeasedMessage::key).distinct().toList()) {
            check(
                    mostOfAKey,
                    queue.leasedSurely(nowMillis, message -> Objects.equals(message.key, key)),
                    "limit: as many leased as a key may have at once");
        }
    }

    /** Nor are they more than rates allow, and what queues share; an answer after a change that is certain was decided after it. */
    void checkRates(Receive receive, List<LeasedMessage> leases, long nowMillis) {
        LimitModel limit = queue.usesLimit.min() == 1 ? queue.limit : null;
        for (LeasedMessage lease : leases) {
            boolean exact = receive.exact(lease);
            long decided = exact ? receive.decidedByMillis(lease, nowMillis) : receive.submittedAtMillis();
            hitIf(queue.rate.taken("a queue", decided, exact, lease), "rate: all that a queue may have");
            String key = "key " + lease.key();
            hitIf(queue.keyRate.taken(key, decided, exact, lease), "rate: all that a key may have");
            hitIf(
                    limit != null && limit.rate.taken("a shared limit", decided, exact, lease),
                    "rate: all that the queues of a shared limit may have");
        }
        if (limit != null && !leases.isEmpty()) {
            limit.checkConcurrency(nowMillis);
        }
    }

    private void hitIf(boolean happened, String happening) {
        if (happened) {
            coverage.hit(happening);
        }
    }

    private void check(long most, long leased, String reached) {
        Violation.unless(
                leased <= most,
                Kind.COUNT,
                () -> leased + " leases at once, at most " + most + " are allowed: " + queue);
        if (leased == most) {
            coverage.hit(reached);
        }
    }
}
