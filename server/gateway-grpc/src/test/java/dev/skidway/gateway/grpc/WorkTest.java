package dev.skidway.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.skidway.v1.Done;
import dev.skidway.v1.Extension;
import dev.skidway.v1.Failed;
import dev.skidway.v1.Finish;
import dev.skidway.v1.FinishRequest;
import dev.skidway.v1.GivenBack;
import dev.skidway.v1.LeasedJob;
import dev.skidway.v1.Refused;
import dev.skidway.v1.Retry;
import dev.skidway.v1.WorkRequest;
import dev.skidway.v1.WorkResponse;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkTest {

    @TempDir
    private Path folder;

    private Native server;

    @BeforeEach
    void start() throws IOException {
        server = Native.on(folder);
        server.createQueue("work");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    @Test
    void pushesWhatIsThereAndFinishesIt() {
        server.send("work", "one", "two", "three");
        Native.Stream worker = server.work(10, "work");

        List<LeasedJob> jobs = jobs(worker, 3);
        worker.say(WorkRequest.newBuilder()
                .addDone(jobs.get(0).getDelivery())
                .addFinishes(Finish.newBuilder()
                        .setDelivery(jobs.get(1).getDelivery())
                        .setDone(Done.newBuilder().setResult(ByteString.copyFromUtf8("fine"))))
                .addDone(jobs.get(2).getDelivery())
                .build());

        assertThat(jobs).extracting(job -> job.getBody().toStringUtf8()).containsExactly("one", "two", "three");
        assertThat(jobs).extracting(LeasedJob::getAttempt).containsOnly(1);
        assertThat(jobs).extracting(LeasedJob::getQueue).containsOnly("work");
        assertThat(worker.next().getFinishedList()).containsExactlyInAnyOrder(1L, 2L, 3L);
        assertThat(server.queues.getQueue(name("work")).getRunning()).isZero();
    }

    @Test
    void pushesWhatIsSentLater() {
        Native.Stream worker = server.work(1, "work");

        server.send("work", "late");

        assertThat(jobs(worker, 1).getFirst().getBody().toStringUtf8()).isEqualTo("late");
    }

    @Test
    void pushesNoMoreThanThereIsCreditFor() {
        server.send("work", "1", "2", "3");
        Native.Stream worker = server.work(2, "work");

        List<LeasedJob> first = jobs(worker, 2);
        worker.say(WorkRequest.newBuilder().setPing(7).build());
        WorkResponse afterwards = worker.next();
        worker.say(WorkRequest.newBuilder().setAddCredit(1).build());

        assertThat(first).hasSize(2);
        assertThat(afterwards.getPong()).isEqualTo(7);
        assertThat(afterwards.getJobsCount()).isZero();
        assertThat(jobs(worker, 1)).hasSize(1);
    }

    @Test
    void holdsNoMoreThanItsBoundWhateverTheCredit() throws IOException {
        server.close();
        GrpcGatewayConfig usual = GrpcGatewayConfig.loopback(0);
        server = Native.on(
                folder,
                new GrpcGatewayConfig(
                        usual.host(), 0, List.of(), usual.namespace(), usual.requestBytesMax(), 100, 1, 2));
        server.send("work", "1", "2", "3");
        Native.Stream worker = server.work(1_000, "work");

        List<LeasedJob> first = jobs(worker, 2);
        assertThat(server.queues.getQueue(name("work")).getRunning()).isEqualTo(2);
        worker.say(
                WorkRequest.newBuilder().addDone(first.getFirst().getDelivery()).build());

        assertThat(worker.until(response -> response.getJobsCount() > 0)
                        .getLast()
                        .getJobs(0)
                        .getBody()
                        .toStringUtf8())
                .isEqualTo("3");
        assertThat(Status.fromThrowable(server.work(1, "work").end()).getCode())
                .as("a second stream")
                .isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    }

    @Test
    void servesSeveralQueuesInTurn() {
        server.createQueue("other");
        Native.Stream worker = server.work(4, "work", "other");
        server.send("other", "o1");

        LeasedJob first = jobs(worker, 1).getFirst();
        server.send("work", "w1", "w2");
        List<LeasedJob> more = jobs(worker, 2);

        assertThat(first.getQueue()).isEqualTo("other");
        assertThat(more).extracting(LeasedJob::getQueue).containsOnly("work");
    }

    @Test
    void givesAFailedJobOutAgain() {
        server.send("work", "again");
        Native.Stream worker = server.work(2, "work");
        LeasedJob first = jobs(worker, 1).getFirst();

        worker.say(WorkRequest.newBuilder()
                .addFinishes(Finish.newBuilder()
                        .setDelivery(first.getDelivery())
                        .setFailed(Failed.newBuilder()
                                .setCode("E1")
                                .setMessage("x".repeat(5_000))
                                .setRetryIn(Times.duration(0))))
                .build());
        LeasedJob second = jobs(worker, 1).getFirst();
        worker.say(WorkRequest.newBuilder()
                .addFinishes(Finish.newBuilder()
                        .setDelivery(second.getDelivery())
                        .setGivenBack(GivenBack.getDefaultInstance()))
                .setAddCredit(1)
                .build());

        assertThat(second.getAttempt()).isEqualTo(2);
        assertThat(second.getJobId()).isEqualTo(first.getJobId());
        assertThat(jobs(worker, 1).getFirst().getJobId()).isEqualTo(first.getJobId());
    }

    @Test
    void extendsALeaseAndKeepsProgressForTheNextAttempt() {
        server.send("work", "long");
        Native.Stream worker = server.work(2, "work");
        LeasedJob first = jobs(worker, 1).getFirst();

        worker.say(WorkRequest.newBuilder()
                .addExtensions(Extension.newBuilder()
                        .setDelivery(first.getDelivery())
                        .setLeaseFor(Times.duration(3_600_000))
                        .setProgress(ByteString.copyFromUtf8("half")))
                .build());
        WorkResponse extended = worker.next();
        worker.say(WorkRequest.newBuilder()
                .addFinishes(Finish.newBuilder()
                        .setDelivery(first.getDelivery())
                        .setFailed(Failed.newBuilder().setRetryIn(Times.duration(0))))
                .build());

        assertThat(extended.getExtended(0).getLeasedUntil().getSeconds())
                .isGreaterThan(first.getLeasedUntil().getSeconds() + 3_000);
        assertThat(jobs(worker, 1).getFirst().getProgress().toStringUtf8()).isEqualTo("half");
    }

    @Test
    void refusesWhatItDidNotPushAndLeavesTheRestAlone() {
        server.send("work", "one");
        Native.Stream worker = server.work(1, "work");
        LeasedJob job = jobs(worker, 1).getFirst();

        worker.say(WorkRequest.newBuilder()
                .addDone(99)
                .addDone(job.getDelivery())
                .addExtensions(Extension.newBuilder().setDelivery(98))
                .build());
        WorkResponse answer = worker.next();

        assertThat(answer.getFinishedList()).containsExactly(job.getDelivery());
        assertThat(answer.getRefusedList()).extracting(Refused::getDelivery).containsExactly(99L, 98L);
        assertThat(answer.getRefused(0).getProblem().getCode()).isEqualTo("SK-GRP-006");
        assertThat(answer.getRefused(0).getProblem().getRetry()).isEqualTo(Retry.RETRY_NEVER);
    }

    @Test
    void refusesASecondEndOfTheSameJob() {
        server.send("work", "one");
        Native.Stream worker = server.work(1, "work");
        long delivery = jobs(worker, 1).getFirst().getDelivery();
        WorkRequest done = WorkRequest.newBuilder().addDone(delivery).build();

        worker.say(done);
        assertThat(worker.next().getFinishedList()).containsExactly(delivery);
        worker.say(done);

        assertThat(worker.next().getRefused(0).getProblem().getCode()).isEqualTo("SK-GRP-006");
    }

    @Test
    void aCutStreamLosesNothing() {
        server.send("work", "1", "2", "3");
        Native.Stream cut = server.work(3, "work");
        List<LeasedJob> held = jobs(cut, 3);
        cut.server.onError(new IllegalStateException("the cable"));

        FinishRequest.Builder finish = FinishRequest.newBuilder();
        held.forEach(job -> finish.addFinishes(Finish.newBuilder().setLease(job.getLease())));

        assertThat(server.jobs.finish(finish.build()).getResultsList()).noneMatch(result -> result.hasProblem());
        assertThat(server.queues.getQueue(name("work")).getRunning()).isZero();
    }

    @Test
    void endsWellWhenTheWorkerHasSaidAll() {
        server.send("work", "one");
        Native.Stream worker = server.work(5, "work");
        long delivery = jobs(worker, 1).getFirst().getDelivery();

        worker.say(WorkRequest.newBuilder().addDone(delivery).build());
        worker.server.onCompleted();

        assertThat(worker.next().getFinishedList()).containsExactly(delivery);
        assertThat(worker.end()).isNull();
    }

    @Test
    void tellsWorkersThatItDrains() {
        Native.Stream worker = server.work(1, "work");
        worker.say(WorkRequest.newBuilder().setPing(1).build());
        var unused = worker.until(response -> response.getPong() == 1);

        server.gateway.drain();

        assertThat(worker.next().getDraining()).isTrue();
        Native.Stream late = server.silent();
        assertThat(late.next().getDraining()).isTrue();
    }

    @Test
    void refusesAStreamThatBreaksTheOrder() {
        Native.Stream mute = server.silent();
        mute.say(WorkRequest.newBuilder().setAddCredit(1).build());
        Native.Stream twice = server.work(1, "work");
        twice.say(WorkRequest.newBuilder()
                .setHello(dev.skidway.v1.Hello.newBuilder().addQueues("work"))
                .build());
        Native.Stream nowhere = server.work(1, "missing");
        Native.Stream nobody = server.work(1);

        assertThat(Status.fromThrowable(mute.end()).getDescription()).startsWith("SK-GRP-004");
        assertThat(Status.fromThrowable(twice.end()).getDescription()).startsWith("SK-GRP-004");
        assertThat(Status.fromThrowable(nowhere.end()).getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(Status.fromThrowable(nobody.end()).getDescription()).startsWith("SK-GRP-002");
    }

    private static dev.skidway.v1.GetQueueRequest name(String queue) {
        return dev.skidway.v1.GetQueueRequest.newBuilder().setName(queue).build();
    }

    private static List<LeasedJob> jobs(Native.Stream worker, int count) {
        List<LeasedJob> jobs = new ArrayList<>();
        while (jobs.size() < count) {
            jobs.addAll(worker.next().getJobsList());
        }
        return jobs;
    }
}
