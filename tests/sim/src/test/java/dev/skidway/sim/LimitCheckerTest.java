package dev.skidway.sim;

import static dev.skidway.sim.Broken.broken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.Rejection;
import dev.skidway.queues.DeleteLimit;
import dev.skidway.queues.DispatchChange;
import dev.skidway.queues.DispatchSettings;
import dev.skidway.queues.KeyLimits;
import dev.skidway.queues.LeaseRef;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.LimitName;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.RateLimit;
import dev.skidway.queues.SendResult;
import dev.skidway.queues.SetLimit;
import dev.skidway.queues.SetQueueSettings;
import dev.skidway.queues.SettingsChange;
import dev.skidway.sim.Violation.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every promise about rates and shared limits that the checker guards, broken once. */
class LimitCheckerTest {

    /** Two at once, then one each second. */
    private static final RateLimit RATE = new RateLimit(1, 1_000, 2);

    private final Coverage coverage = new Coverage();
    private final Checker checker = new Checker(coverage);
    private final LimitModel limit = new LimitModel(new LimitName("ns", "shared"), 0, coverage);
    private final QueueModel queue = existing("orders", 1);
    private final QueueModel other = existing("others", 2);
    private long attempts;

    @Test
    void findsMoreLeasesThanTheRateOfAQueueAllows() {
        change(queue, rate(RATE));
        lease(queue, null, 10_000);
        lease(queue, null, 10_400);
        assertThat(coverage.count("rate: all that a queue may have")).isOne();

        broken(Kind.COUNT, () -> lease(queue, null, 10_999));
    }

    @Test
    void countsWhatComesInTime() {
        change(queue, rate(RATE));
        for (int second = 0; second < 10; second++) {
            lease(queue, null, 10_000 + second * 1_000);
        }
        lease(queue, null, 19_000);
        broken(Kind.COUNT, () -> lease(queue, null, 19_999));
    }

    @Test
    void doesNotFillABucketBeyondItsBurst() {
        change(queue, rate(RATE));
        lease(queue, null, 10_000);
        lease(queue, null, 90_000);
        lease(queue, null, 90_001);

        broken(Kind.COUNT, () -> lease(queue, null, 90_999));
    }

    @Test
    void countsALeaseOfUnknownTimeAsEarlyAsItMayBe() {
        change(queue, rate(RATE));
        lease(queue, null, 10_000);
        leaseSometime(queue, 10_000, 11_000);
        leaseSometime(queue, 10_000, 11_000);

        lease(queue, null, 12_000);
        broken(Kind.COUNT, () -> lease(queue, null, 12_999));
    }

    @Test
    void checksNothingWhileARateIsUncertain() {
        change(queue, rate(RATE));
        SettingsOperation open = new SettingsOperation(queue, new SettingsChange(rate(RateLimit.NONE)));
        for (int i = 0; i < 5; i++) {
            lease(queue, null, 10_000);
        }
        open.done(new SetQueueSettings.Reply(), 10_000);
        lease(queue, null, 10_000);
    }

    @Test
    void findsMoreLeasesThanTheRateOfAKeyAllows() {
        change(queue, DispatchChange.keys(new KeyLimits(DispatchSettings.UNLIMITED, RATE, DispatchSettings.UNLIMITED)));
        lease(queue, "one", 10_000);
        lease(queue, "two", 10_000);
        lease(queue, "one", 10_000);
        lease(queue, "two", 10_000);

        broken(Kind.COUNT, () -> lease(queue, "one", 10_500));
    }

    @Test
    void findsMoreLeasesThanASharedRateAllows() {
        set(DispatchSettings.UNLIMITED, RATE);
        share(queue);
        share(other);
        lease(queue, null, 10_000);
        lease(other, null, 10_000);

        broken(Kind.COUNT, () -> lease(other, null, 10_500));
    }

    @Test
    void findsMoreLeasesAtOnceThanASharedLimitAllows() {
        set(2, RateLimit.NONE);
        share(queue);
        lease(queue, null, 10_000);
        lease(other, null, 10_000);
        share(other);
        lease(other, null, 11_001);
        lease(queue, null, 11_001);
        assertThat(coverage.count("limit: as many leased as the queues of a shared limit may have at once"))
                .isEqualTo(1);

        broken(Kind.COUNT, () -> lease(other, null, 11_500));
    }

    @Test
    void findsASharedLimitDeletedWhileItIsUsed() {
        set(2, RateLimit.NONE);
        LimitRemoval unused = new LimitRemoval(limit, coverage);
        broken(Kind.LOST, () -> unused.rejected(new Rejection(QueueRejection.LIMIT_IN_USE, "no")));
        broken(
                Kind.LOST,
                () -> new LimitRemoval(limit, coverage).rejected(new Rejection(QueueRejection.QUEUE_LIMIT, "no")));
        share(queue);

        broken(Kind.LOST, () -> new LimitRemoval(limit, coverage).done(new DeleteLimit.Reply(), 5));
    }

    @Test
    void findsASharedLimitThatNobodyMade() {
        LimitOperation first = new LimitOperation(limit, 2, RATE);

        broken(Kind.PHANTOM, () -> first.done(new SetLimit.Reply(false), 5));
    }

    private void set(int concurrencyMax, RateLimit rate) {
        new LimitOperation(limit, concurrencyMax, rate).done(new SetLimit.Reply(true), 1);
    }

    private void share(QueueModel user) {
        limit.usedBy(user);
        change(user, DispatchChange.limits(List.of("shared")));
    }

    private static DispatchChange rate(RateLimit rate) {
        return new DispatchChange(null, null, rate, null, null, null);
    }

    private static void change(QueueModel changed, DispatchChange change) {
        new SettingsOperation(changed, new SettingsChange(change)).done(new SetQueueSettings.Reply(), 1);
    }

    /** For a second, decided at {@code atMillis}. */
    private void lease(QueueModel from, @Nullable String key, long atMillis) {
        leased(new Receive(from, 0, atMillis, 1_000), key, atMillis, atMillis);
    }

    /** For a second, as the queue has it. */
    private void leaseSometime(QueueModel from, long submittedAtMillis, long nowMillis) {
        leased(new Receive(from, 0, submittedAtMillis, -1), null, submittedAtMillis, nowMillis);
    }

    private void leased(Receive receive, @Nullable String key, long atMillis, long nowMillis) {
        QueueModel from = receive.queue();
        SentMessage message = new SentMessage(++attempts, from, 0, 20, key, 0, 0);
        checker.attempted(message);
        MessageRef ref = new MessageRef(from == queue ? 1 : 2, 0, message.attempt);
        checker.sendAnswered(message, new SendResult.Stored(ref), 0);
        LeasedMessage lease = new LeasedMessage(
                new LeaseRef(ref, 1), ref, null, 0, 0, 20, key, 0, atMillis, 1, 0, atMillis + 1_000, null);
        checker.leased(receive, lease, Bodies.body(message.attempt, 20), nowMillis);
        checker.rules(from).checkRates(receive, List.of(lease), nowMillis);
    }

    private static QueueModel existing(String name, long id) {
        QueueModel made = new QueueModel(new QueueName("ns", name), 0, 1_000_000, 1_000, 0);
        made.existence = QueueModel.Existence.EXISTS;
        made.queueId = id;
        return made;
    }
}
