package dev.skidway.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.ByteString;
import dev.skidway.v1.Attempt;
import dev.skidway.v1.Attribute;
import dev.skidway.v1.CancelRequest;
import dev.skidway.v1.DeleteLimitRequest;
import dev.skidway.v1.EditMetadataRequest;
import dev.skidway.v1.ExplainJobRequest;
import dev.skidway.v1.ExplainQueueRequest;
import dev.skidway.v1.ExtendRequest;
import dev.skidway.v1.Extension;
import dev.skidway.v1.Failed;
import dev.skidway.v1.Filter;
import dev.skidway.v1.Finish;
import dev.skidway.v1.FinishRequest;
import dev.skidway.v1.GetJobRequest;
import dev.skidway.v1.GetRedriveRequest;
import dev.skidway.v1.Job;
import dev.skidway.v1.JobState;
import dev.skidway.v1.Key;
import dev.skidway.v1.KeySettings;
import dev.skidway.v1.LeasedJob;
import dev.skidway.v1.Limit;
import dev.skidway.v1.ListKeysRequest;
import dev.skidway.v1.ListLimitsRequest;
import dev.skidway.v1.NewJob;
import dev.skidway.v1.PageRequest;
import dev.skidway.v1.PauseRequest;
import dev.skidway.v1.PeekRequest;
import dev.skidway.v1.QueueSettings;
import dev.skidway.v1.Reason;
import dev.skidway.v1.ReceiveRequest;
import dev.skidway.v1.ReceiveResponse;
import dev.skidway.v1.RedriveRequest;
import dev.skidway.v1.RedriveResponse;
import dev.skidway.v1.RedriveStatus;
import dev.skidway.v1.ReprioritizeRequest;
import dev.skidway.v1.RescheduleRequest;
import dev.skidway.v1.ResumeRequest;
import dev.skidway.v1.RetryPolicy;
import dev.skidway.v1.SearchRequest;
import dev.skidway.v1.SendRequest;
import dev.skidway.v1.SendResult;
import dev.skidway.v1.SetKeysRequest;
import dev.skidway.v1.SetLimitRequest;
import dev.skidway.v1.SharedLimits;
import dev.skidway.v1.Unique;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsEndpointTest {

    @TempDir
    private Path folder;

    private Native server;

    @BeforeEach
    void start() throws IOException {
        server = Native.on(folder);
        server.createQueue(
                "q",
                QueueSettings.newBuilder().setHistory(Times.duration(600_000)).build());
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void carriesWhatAJobIsMadeOf() {
        String id = send(Native.job("body")
                        .setKey("acme")
                        .setPriority(-7)
                        .putMetadata("customer", "42")
                        .putAttributes(
                                "trace", Attribute.newBuilder().setText("t1").build())
                        .putAttributes(
                                "raw",
                                Attribute.newBuilder()
                                        .setBinary(ByteString.copyFromUtf8("b"))
                                        .build()))
                .getJobId();

        LeasedJob leased = receive(1).getJobs(0);

        assertThat(leased.getJobId()).isEqualTo(id);
        assertThat(leased.getKey()).isEqualTo("acme");
        assertThat(leased.getPriority()).isEqualTo(-7);
        assertThat(leased.getMetadataMap()).containsEntry("customer", "42");
        assertThat(leased.getAttributesOrThrow("trace").getText()).isEqualTo("t1");
        assertThat(leased.getAttributesOrThrow("trace").getType()).isEqualTo("String");
        assertThat(leased.getAttributesOrThrow("raw").getBinary().toStringUtf8())
                .isEqualTo("b");
        assertThat(leased.getLeasedUntil().getSeconds())
                .isGreaterThan(leased.getSent().getSeconds());
    }

    @Test
    void servesLowPrioritiesFirst() {
        send(Native.job("later").setPriority(5));
        send(Native.job("first").setPriority(Integer.MIN_VALUE));

        assertThat(receive(2).getJobsList())
                .extracting(job -> job.getBody().toStringUtf8())
                .containsExactly("first", "later");
    }

    @Test
    void takesJobsThatAreDueAtATime() {
        long due = System.currentTimeMillis() + 3_600_000;
        send(Native.job("later").setDueAt(Times.timestamp(due)));
        send(Native.job("now").setDueAt(Times.timestamp(due - 7_200_000)));

        assertThat(receive(2).getJobsList())
                .extracting(job -> job.getBody().toStringUtf8())
                .containsExactly("now");
        assertThat(server.jobs
                        .peek(PeekRequest.newBuilder().setQueue("q").build())
                        .getJobsList())
                .filteredOn(job -> job.getState() == JobState.JOB_STATE_DELAYED)
                .extracting(job -> job.getDue())
                .containsExactly(Times.timestamp(due));
    }

    @Test
    void refusesEntriesByThemselves() {
        var response = server.jobs.send(SendRequest.newBuilder()
                .setQueue("q")
                .addJobs(Native.job("good"))
                .addJobs(Native.job("x").setDelay(Times.duration(1)).setDueAt(Times.timestamp(1)))
                .addJobs(Native.job("x").setKey("k".repeat(10_000)))
                .addJobs(Native.job("x").setDelay(Times.duration(NewJobs.DELAY_MILLIS_MAX + 1)))
                .addJobs(Native.job("x")
                        .putAttributes(
                                "a", Attribute.newBuilder().setType("Color").build()))
                .addJobs(Native.job("x")
                        .setUnique(Unique.newBuilder().setKey("u").setModeValue(77)))
                .build());

        assertThat(response.getResultsList())
                .extracting(SendResult::getOutcome)
                .containsExactly(
                        SendResult.Outcome.OUTCOME_STORED,
                        SendResult.Outcome.OUTCOME_REFUSED,
                        SendResult.Outcome.OUTCOME_REFUSED,
                        SendResult.Outcome.OUTCOME_REFUSED,
                        SendResult.Outcome.OUTCOME_REFUSED,
                        SendResult.Outcome.OUTCOME_REFUSED);
        assertThat(response.getResultsList().subList(1, 6))
                .allMatch(result -> result.getProblem().getCode().startsWith("SK-"));
        assertThat(QueuesEndpointTest.reason(catchThrowable(() ->
                        server.jobs.send(SendRequest.newBuilder().setQueue("q").build()))))
                .isEqualTo("SK-GRP-002");
        assertThat(QueuesEndpointTest.reason(catchThrowable(() -> server.send("missing", "x"))))
                .isEqualTo("SK-QUE-001");
    }

    @Test
    void storesARepeatedSendOnceAndRefusesAnother() {
        SendResult first = send(Native.job("a").setIdempotencyKey("once"));
        SendResult again = send(Native.job("a").setIdempotencyKey("once"));
        SendResult other = send(Native.job("b").setIdempotencyKey("once"));

        assertThat(again.getOutcome()).isEqualTo(SendResult.Outcome.OUTCOME_EXISTING);
        assertThat(again.getJobId()).isEqualTo(first.getJobId());
        assertThat(other.getProblem().getCode()).isEqualTo("SK-QUE-041");
    }

    @Test
    void keepsUniqueJobsUnique() {
        Unique reject = unique(Unique.Mode.MODE_REJECT);
        SendResult first = send(Native.job("a").setUnique(reject));
        SendResult second = send(Native.job("b").setUnique(reject));
        SendResult kept = send(Native.job("c").setUnique(unique(Unique.Mode.MODE_KEEP_FIRST)));
        SendResult replaced = send(Native.job("d").setUnique(unique(Unique.Mode.MODE_REPLACE)));

        assertThat(second.getOutcome()).isEqualTo(SendResult.Outcome.OUTCOME_REFUSED);
        assertThat(second.getProblem().getCode()).isEqualTo("SK-QUE-040");
        assertThat(second.getJobId()).isEqualTo(first.getJobId());
        assertThat(kept.getOutcome()).isEqualTo(SendResult.Outcome.OUTCOME_EXISTING);
        assertThat(replaced.getOutcome()).isEqualTo(SendResult.Outcome.OUTCOME_REPLACED);
        assertThat(receive(5).getJobsList())
                .extracting(job -> job.getBody().toStringUtf8())
                .containsExactly("d");
    }

    @Test
    void showsAJobThroughItsLife() {
        String id = send(Native.job("x").setDelay(Times.duration(3_600_000))).getJobId();
        assertThat(get(id).getState()).isEqualTo(JobState.JOB_STATE_DELAYED);
        assertThat(change(server.jobs.reschedule(RescheduleRequest.newBuilder()
                        .addJobIds(id)
                        .setDelay(Times.duration(0))
                        .build())))
                .isEmpty();
        LeasedJob leased = receive(1).getJobs(0);
        assertThat(get(id).getState()).isEqualTo(JobState.JOB_STATE_RUNNING);
        assertThat(get(id).getBody().toStringUtf8()).isEqualTo("x");
        assertThat(finish(Finish.newBuilder()
                        .setLease(leased.getLease())
                        .setDone(dev.skidway.v1.Done.newBuilder().setResult(ByteString.copyFromUtf8("r")))))
                .isEmpty();

        Job done = get(id);

        assertThat(done.getState()).isEqualTo(JobState.JOB_STATE_DONE);
        assertThat(done.getResult().toStringUtf8()).isEqualTo("r");
        assertThat(done.getAttempts(0).getWorker()).isEqualTo("tester");
        assertThat(done.getAttempts(0).getOutcome()).isEqualTo(Attempt.Outcome.OUTCOME_DONE);
    }

    @Test
    void searchesByWhatWentWrong() {
        String id = send(Native.job("x").putMetadata("a", "b")).getJobId();
        send(Native.job("y").setPriority(9));
        LeasedJob leased = receive(1).getJobs(0);
        assertThat(finish(Finish.newBuilder()
                        .setLease(leased.getLease())
                        .setFailed(Failed.newBuilder()
                                .setCode("TIMEOUT")
                                .setMessage("no answer")
                                .setRetryIn(Times.duration(0)))))
                .isEmpty();

        assertThat(search(Filter.newBuilder().setErrorCode("TIMEOUT"))).containsExactly(id);
        assertThat(search(Filter.newBuilder().setErrorContains("answer"))).containsExactly(id);
        assertThat(search(Filter.newBuilder().putMetadata("a", "b"))).containsExactly(id);
        assertThat(search(Filter.newBuilder().setErrorCode("OTHER"))).isEmpty();
        assertThat(server.jobs
                        .peek(PeekRequest.newBuilder()
                                .setQueue("q")
                                .setState(JobState.JOB_STATE_READY)
                                .setWithBody(true)
                                .setPage(PageRequest.newBuilder().setSize(10))
                                .build())
                        .getJobsList())
                .extracting(job -> job.getBody().toStringUtf8())
                .containsExactlyInAnyOrder("x", "y");
    }

    @Test
    void changesWhatWaitsAndRefusesTheRest() {
        String id = send(Native.job("x")).getJobId();

        assertThat(change(server.jobs.editMetadata(EditMetadataRequest.newBuilder()
                        .setJobId(id)
                        .putSet("k", "v")
                        .build())))
                .isEmpty();
        assertThat(get(id).getMetadataMap()).containsEntry("k", "v");
        assertThat(change(server.jobs.reprioritize(ReprioritizeRequest.newBuilder()
                        .addJobIds(id)
                        .setPriority(-3)
                        .build())))
                .isEmpty();
        assertThat(get(id).getPriority()).isEqualTo(-3);
        LeasedJob leased = receive(1).getJobs(0);
        assertThat(change(server.jobs.editMetadata(EditMetadataRequest.newBuilder()
                        .setJobId(id)
                        .putSet("k", "w")
                        .build())))
                .isEqualTo("SK-QUE-033");
        assertThat(change(server.jobs.cancel(
                        CancelRequest.newBuilder().addJobIds(id).build())))
                .as("a running job is marked")
                .isEmpty();
        assertThat(server.jobs
                        .extend(ExtendRequest.newBuilder()
                                .addExtensions(Extension.newBuilder().setLease(leased.getLease()))
                                .build())
                        .getResults(0)
                        .getCancelled())
                .isTrue();
        assertThat(change(server.jobs.cancel(CancelRequest.newBuilder()
                        .addJobIds("00000000-0000-0000-0000-000000000000")
                        .build())))
                .isEqualTo("SK-GRP-007");
    }

    @Test
    void aLeaseEndsOnce() {
        send(Native.job("x"));
        LeasedJob leased = receive(1).getJobs(0);

        assertThat(finish(Finish.newBuilder().setLease(leased.getLease()))).isEmpty();
        assertThat(finish(Finish.newBuilder().setLease(leased.getLease()))).startsWith("SK-QUE-");
        assertThat(finish(Finish.newBuilder().setLease(ByteString.copyFromUtf8("short"))))
                .isEqualTo("SK-GRP-006");
        assertThat(finish(Finish.newBuilder().setLease(ByteString.copyFrom(new byte[18]))))
                .startsWith("SK-QUE-");
    }

    @Test
    void saysWhyAJobWaits() {
        String id = send(Native.job("x").setKey("k")).getJobId();
        var paused = server.queues.pause(PauseRequest.newBuilder()
                .setQueue("q")
                .setKey("k")
                .setNote("broken")
                .build());
        assertThat(paused).isNotNull();

        var explained =
                server.jobs.explain(ExplainJobRequest.newBuilder().setJobId(id).build());
        var listed = server.queues.listKeys(
                ListKeysRequest.newBuilder().setQueue("q").build());
        var resumed = server.queues.resume(
                ResumeRequest.newBuilder().setQueue("q").setKey("k").build());
        assertThat(resumed).isNotNull();
        var queue = server.queues.explainQueue(
                ExplainQueueRequest.newBuilder().setQueue("q").build());

        assertThat(explained.getRunnableNow()).isFalse();
        assertThat(explained.getReasonsList()).extracting(Reason::getKind).contains(Reason.Kind.KIND_KEY_PAUSED);
        assertThat(listed.getKeysList()).extracting(Key::getKey).contains("k");
        assertThat(listed.getKeysList())
                .filteredOn(key -> key.getKey().equals("k"))
                .allMatch(key -> key.getPause().getNote().equals("broken"));
        assertThat(queue.getRunnableNow()).isTrue();
    }

    @Test
    void keepsToLimitsOfKeysAndToSharedOnes() {
        var set = server.queues.setKeys(SetKeysRequest.newBuilder()
                .setQueue("q")
                .addKeys(KeySettings.newBuilder()
                        .setKey("k")
                        .setWeight(3)
                        .setLimit(Limit.newBuilder().setConcurrency(1)))
                .build());
        assertThat(set).isNotNull();
        send(Native.job("1").setKey("k"));
        send(Native.job("2").setKey("k"));
        assertThat(receive(5).getJobsCount()).isEqualTo(1);

        var limit = server.queues.setLimit(SetLimitRequest.newBuilder()
                .setName("api")
                .setLimit(Limit.newBuilder().setConcurrency(2))
                .build());
        assertThat(limit.getName()).isEqualTo("api");
        server.createQueue(
                "shared",
                QueueSettings.newBuilder()
                        .setSharedLimits(SharedLimits.newBuilder().addNames("api"))
                        .build());
        server.send("shared", "1", "2", "3");
        assertThat(receive("shared", 5).getJobsCount()).isEqualTo(2);
        assertThat(server.queues
                        .listLimits(ListLimitsRequest.getDefaultInstance())
                        .getLimits(0)
                        .getRunning())
                .isEqualTo(2);
        assertThat(QueuesEndpointTest.reason(catchThrowable(() -> server.queues.deleteLimit(
                        DeleteLimitRequest.newBuilder().setName("api").build()))))
                .isEqualTo("SK-QUE-027");
    }

    @Test
    void sendsDeadLettersBack() {
        server.createQueue("dead");
        server.createQueue(
                "src",
                QueueSettings.newBuilder()
                        .setDeadLetterQueue("dead")
                        .setRetry(RetryPolicy.newBuilder().setMaxAttempts(1))
                        .build());
        String id = server.send("src", "x").getResults(0).getJobId();
        LeasedJob leased = receive("src", 1).getJobs(0);
        assertThat(finish(Finish.newBuilder()
                        .setLease(leased.getLease())
                        .setFailed(Failed.newBuilder().setCode("BAD").setPermanent(true))))
                .isEmpty();
        assertThat(get(id).getQueue()).isEqualTo("dead");

        RedriveResponse counted = server.jobs.redrive(RedriveRequest.newBuilder()
                .setQueue("dead")
                .setFilter(Filter.newBuilder().setErrorCode("BAD"))
                .setDryRun(true)
                .build());
        RedriveResponse begun =
                server.jobs.redrive(RedriveRequest.newBuilder().setQueue("dead").build());

        assertThat(counted.getMatching()).isEqualTo(1);
        assertThat(counted.getRedriveId()).isEmpty();
        assertThat(receive("src", 1).getJobs(0).getJobId()).isEqualTo(id);
        assertThat(server.jobs
                        .getRedrive(GetRedriveRequest.newBuilder()
                                .setRedriveId(begun.getRedriveId())
                                .build())
                        .getState())
                .isIn(RedriveStatus.State.STATE_RUNNING, RedriveStatus.State.STATE_DONE);
        assertThat(QueuesEndpointTest.reason(catchThrowable(() -> server.jobs.getRedrive(
                        GetRedriveRequest.newBuilder().setRedriveId("x-y").build()))))
                .isEqualTo("SK-GRP-002");
    }

    private SendResult send(NewJob.Builder job) {
        return server.jobs
                .send(SendRequest.newBuilder().setQueue("q").addJobs(job).build())
                .getResults(0);
    }

    private static Unique unique(Unique.Mode mode) {
        return Unique.newBuilder().setKey("u").setMode(mode).build();
    }

    private ReceiveResponse receive(int max) {
        return receive("q", max);
    }

    private ReceiveResponse receive(String queue, int max) {
        return server.jobs.receive(ReceiveRequest.newBuilder()
                .addQueues(queue)
                .setMax(max)
                .setWorker("tester")
                .setWait(Times.duration(20_000))
                .build());
    }

    private Job get(String id) {
        return server.jobs.get(
                GetJobRequest.newBuilder().setJobId(id).setWithBody(true).build());
    }

    private java.util.List<String> search(Filter.Builder filter) {
        return server
                .jobs
                .search(SearchRequest.newBuilder()
                        .setQueue("q")
                        .setFilter(filter)
                        .build())
                .getJobsList()
                .stream()
                .map(Job::getJobId)
                .toList();
    }

    /** The code of the one problem, empty if there is none. */
    private String finish(Finish.Builder finish) {
        return server.jobs
                .finish(FinishRequest.newBuilder().addFinishes(finish).build())
                .getResults(0)
                .getProblem()
                .getCode();
    }

    private static String change(dev.skidway.v1.ChangeResponse response) {
        return response.getResults(0).getProblem().getCode();
    }
}
