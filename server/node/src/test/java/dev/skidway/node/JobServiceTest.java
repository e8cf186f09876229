package dev.skidway.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.Outcome;
import dev.skidway.queues.ChangeJobs;
import dev.skidway.queues.CreateQueue;
import dev.skidway.queues.ExtendLeases;
import dev.skidway.queues.FinishJobs;
import dev.skidway.queues.FinishedJob;
import dev.skidway.queues.GetJob;
import dev.skidway.queues.JobFilter;
import dev.skidway.queues.JobOptions;
import dev.skidway.queues.JobOutcome;
import dev.skidway.queues.JobResult;
import dev.skidway.queues.JobSettings;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.Origin;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.ReceiveMessages;
import dev.skidway.queues.RetryPolicy;
import dev.skidway.queues.SearchJobs;
import dev.skidway.queues.SendMessages;
import dev.skidway.queues.SendResult;
import dev.skidway.queues.SettingsChange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs through the node: sent with options, leased, looked at with their payloads, changed and finished. */
@Timeout(60)
class JobServiceTest {

    private static final QueueName QUEUE = new QueueName("a", "orders");
    private static final JobSettings REMEMBERING =
            new JobSettings(RetryPolicy.AT_ONCE, 0, false, 3_600_000, 1 << 20, 60_000);

    private static <T> T done(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T reply) -> reply;
            case Outcome.Refused<T> refused -> throw new AssertionError(refused.rejection());
        };
    }

    private static NewMessage message(String body, String idempotencyKey) {
        JobOptions options =
                new JobOptions(-1, -1, -1, null, null, new TreeMap<>(Map.of("customer", "7")), null, idempotencyKey);
        return new NewMessage(body.getBytes(UTF_8), new byte[] {7}, body.length(), null, 0, -1).with(options);
    }

    private static JobService jobs(Node node) {
        done(node.createQueue(
                new CreateQueue(QUEUE, SettingsChange.ofJobs(REMEMBERING), new TreeMap<>(), new Origin("test", "1"))));
        return node.jobs();
    }

    private static SendResult send(JobService jobs, String body, String idempotencyKey) {
        return done(jobs.send(new SendMessages(QUEUE, List.of(message(body, idempotencyKey)))))
                .getFirst();
    }

    private static JobFilter any(JobFilter.State state) {
        return new JobFilter(state, null, null, null, null, 0, Integer.MAX_VALUE, 0, Long.MAX_VALUE, new TreeMap<>());
    }

    @Test
    void showsAJobWithItsPayloadThroughItsLife(@TempDir Path folder) throws IOException {
        try (RunningNode running = RunningNode.small(folder)) {
            JobService jobs = jobs(running.node());
            MessageRef job = ((SendResult.Stored) send(jobs, "mail", "request")).message();
            assertThat(send(jobs, "mail", "request")).isEqualTo(new SendResult.Stored(job, true));
            assertThat(send(jobs, "other", "request"))
                    .isInstanceOfSatisfying(
                            SendResult.Refused.class,
                            refused -> assertThat(refused.rejection().reason())
                                    .isEqualTo(QueueRejection.IDEMPOTENCY_CONTENT_DIFFERS));

            ShownJob shown = done(jobs.getJob(new GetJob("a", job), true));
            ShownJobs found = done(jobs.searchJobs(new SearchJobs(QUEUE, any(JobFilter.State.READY), null, 10), true));
            ShownJobs counted = done(jobs.searchJobs(new SearchJobs(QUEUE, any(JobFilter.State.READY), null, 0), true));

            assertThat(shown.body()).asString(UTF_8).isEqualTo("mail");
            assertThat(shown.headers()).containsExactly(7);
            assertThat(shown.damaged()).isFalse();
            assertThat(Objects.requireNonNull(shown.view().details()).metadata())
                    .isEqualTo(Map.of("customer", "7"));
            assertThat(found.jobs())
                    .singleElement()
                    .satisfies(each -> assertThat(each.body()).asString(UTF_8).isEqualTo("mail"));
            assertThat(found.next()).isNull();
            assertThat(counted.jobs()).isEmpty();
            assertThat(counted.matching()).isEqualTo(1);
            assertThat(done(jobs.getJob(new GetJob("a", job), false)).body()).isEmpty();
        }
    }

    @Test
    void finishesExtendsAndChangesByLeaseAndId(@TempDir Path folder) throws IOException {
        try (RunningNode running = RunningNode.small(folder)) {
            JobService jobs = jobs(running.node());
            MessageRef job = ((SendResult.Stored) send(jobs, "mail", "1")).message();
            MessageRef other = ((SendResult.Stored) send(jobs, "mail", "2")).message();
            DeliveredJob leased = done(jobs.lease(
                            new ReceiveMessages(QUEUE, 1, 60_000, 0, null, "worker"), CallerGone.NEVER))
                    .getFirst();

            List<JobResult> extended = done(jobs.extendLeases(new ExtendLeases(
                    "a",
                    "worker",
                    List.of(new ExtendLeases.Extension(leased.message().lease(), 90_000, new byte[] {42})))));
            List<JobResult> changed =
                    done(jobs.changeJobs(new ChangeJobs("a", List.of(job, other), new ChangeJobs.Cancel())));
            List<JobResult> finished = done(jobs.finishJobs(new FinishJobs(
                    "a",
                    "worker",
                    List.of(new FinishJobs.Finish(
                            leased.message().lease(), new FinishJobs.Done("sent".getBytes(UTF_8)))))));

            assertThat(extended).extracting(JobResult::kind).containsExactly(JobResult.Kind.DONE);
            assertThat(changed)
                    .extracting(JobResult::kind)
                    .containsExactly(JobResult.Kind.CANCEL_ASKED, JobResult.Kind.CANCELLED);
            assertThat(finished).extracting(JobResult::kind).containsExactly(JobResult.Kind.DONE);
            FinishedJob over = Objects.requireNonNull(
                    done(jobs.getJob(new GetJob("a", job), true)).view().finished());
            assertThat(over.outcome()).isEqualTo(JobOutcome.DONE);
            assertThat(over.result()).asString(UTF_8).isEqualTo("sent");
            assertThat(jobs.getJob(new GetJob("a", new MessageRef(9, 9, 9)), true))
                    .isInstanceOfSatisfying(
                            Outcome.Refused.class,
                            refused ->
                                    assertThat(refused.rejection().reason()).isEqualTo(QueueRejection.JOB_NOT_FOUND));
            assertThat(running.node().stats().verbs().get(Verb.FINISH_JOBS))
                    .isEqualTo(new NodeStats.Counts(1, 0, 0, 1));
        }
    }
}
