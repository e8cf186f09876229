package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.Decision;
import dev.skidway.engine.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What happens where a partition remembers as much of jobs as it may: whatever needs more is refused, plain jobs go on. */
class JobMemoryTest {

    private static final long NOW = 1_700_000_000_000L;

    private final Queues queues = new Queues(new Shared(position -> position >>> 26));
    private final Queue queue = new Queue(1, Q.ORDERS, NOW, SettingsRules.DEFAULTS, Q.NONE, queues.shared);

    JobMemoryTest() {
        queues.add(queue);
        queues.nextQueueId = 2;
        queue.openLanes(List.of(new MessagesSent.NewLane(0, 0, null)), NOW);
        queue.messages.append(0, 0, new Payload(300, 10, 256), NOW, NOW);
        queue.messages.append(0, 1, new Payload(600, 10, 256), NOW, NOW);
        queue.messages.lease(0, 0, "worker", NOW, NOW + 30_000);
        queues.shared.partBytes = QueueLimits.PART_BYTES_PER_PARTITION_MAX;
    }

    private static <R> R accepted(Decision<R> decision) {
        if (decision instanceof Decision.Accept<R>(var events, R reply)) {
            assertThat(events).hasSizeLessThan(2);
            return reply;
        }
        throw new AssertionError(decision);
    }

    private SendResult send(NewMessage message) {
        return accepted(new SendMessagesDecider(queues).decide(Q.send(message), NOW))
                .results()
                .getFirst();
    }

    private JobResult change(long slot, ChangeJobs.Change change) {
        ChangeJobs command = new ChangeJobs(J.NAMESPACE, List.of(new MessageRef(1, 0, slot)), change);
        return accepted(new ChangeJobsDecider(queues).decide(command, NOW))
                .results()
                .getFirst();
    }

    private JobResult extend(byte[] progress) {
        LeaseRef lease = new LeaseRef(new MessageRef(1, 0, 0), 1);
        ExtendLeases command =
                new ExtendLeases(J.NAMESPACE, "worker", List.of(new ExtendLeases.Extension(lease, 1_000, progress)));
        return accepted(new ExtendLeasesDecider(queues).decide(command, NOW))
                .results()
                .getFirst();
    }

    private static void assertFull(Rejection refusal) {
        assertThat(refusal.reason()).isEqualTo(QueueRejection.JOB_MEMORY_FULL);
    }

    private static void assertFull(JobResult result) {
        assertFull(Objects.requireNonNull(result.refusal()));
    }

    @Test
    void refusesWhatWouldHaveToBeRememberedAndTakesPlainJobs() {
        assertFull(((SendResult.Refused) send(Q.message("a").with(J.metadata("a", "b")))).rejection());
        assertFull(((SendResult.Refused) send(Q.message("a").with(J.atMostOnce()))).rejection());

        assertThat(send(Q.message("plain"))).isInstanceOf(SendResult.Stored.class);
        assertThat(send(Q.message("plain", null, 0, 5).with(JobOptions.NONE))).isInstanceOf(SendResult.Stored.class);
    }

    @Test
    void refusesPlainJobsWhereTheQueueHasThemExpire() {
        queue.settings = SettingsRules.changed(
                queue.settings, SettingsChange.ofJobs(new JobSettings(RetryPolicy.AT_ONCE, 1_000, false, 0, 0, 0)));

        assertFull(((SendResult.Refused) send(Q.message("plain"))).rejection());
    }

    @Test
    void refusesProgressMetadataAndCancelsThatWouldHaveToBeRemembered() {
        assertFull(extend(new byte[] {1}));
        assertFull(change(0, new ChangeJobs.Cancel()));
        assertFull(change(1, new ChangeJobs.EditMetadata(new TreeMap<>(Map.of("a", "b")), new TreeSet<>())));

        assertThat(change(1, new ChangeJobs.Cancel()).kind()).isEqualTo(JobResult.Kind.CANCELLED);
        assertThat(change(1, new ChangeJobs.Reschedule(-1, 5)).kind()).isEqualTo(JobResult.Kind.DONE);
    }

    @Test
    void triesAFailedJobAgainWithoutNotingTheAttempt() {
        queue.messages.life.ended(
                0,
                0,
                queue.messages.life.attempt(
                        queue.messages.records.find(0, 0), JobAttempt.Ending.FAILED, "code", "text", NOW));

        assertThat(queue.job(0, 0)).isNull();
    }

    @Test
    void forgetsOldHistoryForNewWhereAPartitionHasTooMuchOfIt() {
        queues.shared.partBytes = 0;
        queue.settings = SettingsRules.changed(queue.settings, SettingsChange.ofJobs(J.settings(RetryPolicy.AT_ONCE)));
        queue.messages.life.done(0, 0, true, NOW);
        assertThat(queue.messages.life.history.size()).isEqualTo(1);
        HistoryEntry elsewhere =
                new HistoryEntry(0, J.FAILED, Objects.requireNonNull(queues.finished(new MessageRef(1, 0, 0))));
        elsewhere.countedBytes = (int) QueueLimits.HISTORY_BYTES_PER_PARTITION_MAX;
        queues.shared.finished.add(elsewhere);

        queue.messages.life.done(0, 1, true, NOW);

        assertThat(queue.messages.life.history.size()).isZero();
    }
}
