package dev.skidway.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.skidway.v1.Finish;
import dev.skidway.v1.FinishRequest;
import dev.skidway.v1.FinishResponse;
import dev.skidway.v1.GetQueueRequest;
import dev.skidway.v1.Hello;
import dev.skidway.v1.JobsGrpc;
import dev.skidway.v1.LeasedJob;
import dev.skidway.v1.Queue;
import dev.skidway.v1.ReceiveRequest;
import dev.skidway.v1.WorkRequest;
import dev.skidway.v1.WorkResponse;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Workers that leave, are cut off, or do not read. */
class WorkEndsTest {

    private static final int MANY = 1_000;

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
    void nothingIsLeasedForAWorkerOnceItsStreamHasEnded() {
        for (int round = 1; round <= 20; round++) {
            String queue = "empty-" + round;
            server.createQueue(queue);
            Native.Stream worker = server.work(5, queue);
            worker.server.onCompleted();
            assertThat(worker.end()).isNull();

            server.send(queue, "job");

            assertThat(queue(queue).getReady()).as("round %s", round).isEqualTo(1);
        }
    }

    @Test
    void whatIsLeasedWhileAWorkerLeavesIsPushedOrGivenBack() throws InterruptedException {
        for (int round = 1; round <= 20; round++) {
            String queue = "left-" + round;
            server.createQueue(queue);
            Native.Stream worker = server.work(1, queue);
            Thread sender = Thread.ofVirtual().start(() -> server.send(queue, "job"));
            worker.server.onCompleted();
            sender.join();
            int pushed = worker.jobsUntilEnd().size();

            Queue left = queue(queue);
            assertThat(left.getRunning()).as("round %s", round).isEqualTo(pushed);
            assertThat(left.getReady()).as("round %s", round).isEqualTo(1 - pushed);
        }
    }

    @Test
    void aReceiveWhoseDeadlinePassesKeepsNoJobFromTheNextOne() {
        ReceiveRequest patient = ReceiveRequest.newBuilder()
                .addQueues("work")
                .setMax(1)
                .setWait(Times.duration(20_000))
                .build();
        for (int round = 1; round <= 10; round++) {
            Throwable late = catchThrowable(() ->
                    server.jobs.withDeadlineAfter(20, TimeUnit.MILLISECONDS).receive(patient));
            assertThat(Status.fromThrowable(late).getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);

            server.send("work", "job");

            // Shorter than a lease: whatever was leased for the one before comes back at once.
            List<LeasedJob> leased = server.jobs.receive(patient).getJobsList();
            assertThat(leased).as("round %s", round).hasSize(1);
            var unused = server.jobs.finish(FinishRequest.newBuilder()
                    .addFinishes(Finish.newBuilder().setLease(leased.getFirst().getLease()))
                    .build());
        }
    }

    @Test
    void aStreamThatIsCutWithAThousandJobsLosesNone() {
        String[] bodies = new String[MANY];
        Arrays.setAll(bodies, i -> "job " + i);
        server.send("work", bodies);
        Native.Stream cut = server.work(MANY, "work");
        List<LeasedJob> held = new ArrayList<>();
        while (held.size() < MANY) {
            held.addAll(cut.next().getJobsList());
        }
        cut.server.onError(new IllegalStateException("the cable"));

        FinishRequest.Builder half = FinishRequest.newBuilder();
        held.subList(0, MANY / 2)
                .forEach(job -> half.addFinishes(Finish.newBuilder().setLease(job.getLease())));
        FinishResponse first = server.jobs.finish(half.build());
        FinishResponse again = server.jobs.finish(half.build());

        assertThat(first.getResultsList()).hasSize(MANY / 2).noneMatch(result -> result.hasProblem());
        assertThat(again.getResultsList())
                .allMatch(result -> result.getProblem().getCode().startsWith("SK-QUE-03"));
        assertThat(queue("work").getRunning()).isEqualTo(MANY / 2);
        assertThat(queue("work").getFinishedTotal()).isEqualTo(MANY / 2);
        assertThat(held).extracting(LeasedJob::getJobId).doesNotHaveDuplicates();
    }

    @Test
    void aWorkerThatNeverReadsHoldsWhatFitsIntoItsConnectionAndOthersGetTheRest() {
        String[] bodies = new String[80];
        Arrays.fill(bodies, "x".repeat(20_000));
        for (int i = 0; i < 10; i++) {
            server.send("work", bodies);
        }
        ManagedChannel deaf = NettyChannelBuilder.forAddress("127.0.0.1", server.gateway.port())
                .usePlaintext()
                .flowControlWindow(100_000)
                .build();
        try {
            Deaf worker = new Deaf();
            var unused = JobsGrpc.newStub(deaf).work(worker);
            worker.say(WorkRequest.newBuilder()
                    .setHello(Hello.newBuilder().addQueues("work").setBatchMax(50))
                    .setAddCredit(MANY)
                    .build());

            Native.Stream other = server.work(MANY, "work");
            int got = 0;
            while (got < 600) {
                got += other.next().getJobsCount();
            }

            Queue now = queue("work");
            assertThat(now.getReady() + now.getRunning()).isEqualTo(800);
        } finally {
            deaf.shutdownNow();
        }
    }

    private Queue queue(String name) {
        return server.queues.getQueue(GetQueueRequest.newBuilder().setName(name).build());
    }

    /** A worker that promises to take jobs and never reads one. */
    private static final class Deaf implements ClientResponseObserver<WorkRequest, WorkResponse> {
        private @Nullable ClientCallStreamObserver<WorkRequest> server;

        @Override
        public void beforeStart(ClientCallStreamObserver<WorkRequest> stream) {
            server = stream;
            stream.disableAutoRequestWithInitial(0);
        }

        void say(WorkRequest request) {
            Objects.requireNonNull(server).onNext(request);
        }

        @Override
        public void onNext(WorkResponse response) {
            throw new AssertionError("nothing was read");
        }

        @Override
        public void onError(Throwable failure) {
            // The test is over.
        }

        @Override
        public void onCompleted() {
            throw new AssertionError("the stream goes on");
        }
    }
}
