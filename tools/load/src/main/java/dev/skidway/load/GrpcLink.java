package dev.skidway.load;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import dev.skidway.v1.Hello;
import dev.skidway.v1.JobsGrpc;
import dev.skidway.v1.LeasedJob;
import dev.skidway.v1.NewJob;
import dev.skidway.v1.SendRequest;
import dev.skidway.v1.SendResponse;
import dev.skidway.v1.SendResult;
import dev.skidway.v1.WorkRequest;
import dev.skidway.v1.WorkResponse;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A link over the native protocol: sends in calls; jobs are pushed over a worker stream as far as the link gives credit, a batch at the
 * most, and finished on it.
 */
final class GrpcLink implements Link {

    private static final long ANSWER_SECONDS_MAX = 60;
    private static final int WINDOW_BYTES = 4 << 20;

    private final LoadRun.Setting setting;
    private final Ledger ledger;
    private final Pace pace;
    private final int waitSeconds;
    private final ByteString expectedTail;
    private final BlockingQueue<Arrival> came = new LinkedBlockingQueue<>();
    private final Deque<Pushed> pushed = new ArrayDeque<>();
    private final List<Pushed> received = new ArrayList<>();
    private ManagedChannel channel;
    private JobsGrpc.JobsBlockingStub jobs;
    private @Nullable StreamObserver<WorkRequest> stream;
    private int credit;

    /** What the stream said, or how it ended, and when. */
    private record Arrival(long nanos, Object what) {}

    /** A job in the client's hands, and when it came. */
    private record Pushed(LeasedJob job, long nanos) {}

    GrpcLink(LoadRun.Setting setting, RunState state, int waitSeconds) {
        this.setting = setting;
        this.ledger = state.ledger;
        this.pace = state.pace;
        this.waitSeconds = waitSeconds;
        byte[] blank = MessageBody.blank(setting.options().bodyBytes());
        expectedTail = ByteString.copyFrom(blank).substring(MessageBody.HEAD_BYTES);
        channel = open();
        jobs = JobsGrpc.newBlockingStub(channel);
    }

    private ManagedChannel open() {
        InetSocketAddress server = setting.target().grpc();
        return NettyChannelBuilder.forAddress(server.getHostString(), server.getPort())
                .usePlaintext()
                .directExecutor()
                .flowControlWindow(WINDOW_BYTES)
                .build();
    }

    @Override
    public void reopen() {
        channel.shutdownNow();
        channel = open();
        jobs = JobsGrpc.newBlockingStub(channel);
        stream = null;
        credit = 0;
        came.clear();
        pushed.clear();
    }

    @Override
    public int send(long dueNanos) throws IOException {
        return send(dueNanos, setting.options().batch(), (job, number) -> {});
    }

    /** Sends so many fresh jobs, each with what the stamp puts on it; returns how many were acknowledged. */
    int send(long dueNanos, int batch, JobStamp stamp) throws IOException {
        long first = ledger.take(batch);
        SendRequest.Builder request =
                SendRequest.newBuilder().setQueue(setting.queues().firstName());
        for (int i = 0; i < batch; i++) {
            byte[] body = MessageBody.blank(MessageBody.HEAD_BYTES);
            MessageBody.writeNumber(body, 0, first + i);
            MessageBody.writeIntendedNanos(body, 0, dueNanos);
            NewJob.Builder job = NewJob.newBuilder()
                    .setBody(UnsafeByteOperations.unsafeWrap(body).concat(expectedTail));
            stamp.put(job, first + i);
            request.addJobs(job);
        }
        SendResponse response;
        try {
            response =
                    jobs.withDeadlineAfter(ANSWER_SECONDS_MAX, TimeUnit.SECONDS).send(request.build());
        } catch (StatusRuntimeException e) {
            throw new UnexpectedAnswer("an answer to a send", e.getStatus().toString());
        }
        int stored = 0;
        for (int i = 0; i < batch; i++) {
            if (response.getResults(i).getOutcome() == SendResult.Outcome.OUTCOME_STORED) {
                ledger.acknowledged(first + i);
                stored++;
            }
        }
        return stored;
    }

    @Override
    public int receive() throws IOException {
        received.clear();
        StreamObserver<WorkRequest> worker = stream == null ? begin() : stream;
        int batch = setting.options().batch();
        if (pushed.isEmpty()) {
            if (credit < batch) {
                worker.onNext(
                        WorkRequest.newBuilder().setAddCredit(batch - credit).build());
                credit = batch;
            }
            Arrival arrival = next(waitSeconds);
            if (arrival == null) {
                return 0;
            }
            take(arrival);
        }
        while (!pushed.isEmpty() && received.size() < batch) {
            Pushed job = pushed.remove();
            received.add(job);
            book(job.job());
        }
        return received.size();
    }

    private StreamObserver<WorkRequest> begin() {
        StreamObserver<WorkRequest> begun = JobsGrpc.newStub(channel).work(new Listener());
        begun.onNext(WorkRequest.newBuilder()
                .setHello(Hello.newBuilder()
                        .addQueues(setting.queues().firstName())
                        .setBatchMax(setting.options().batch()))
                .build());
        stream = begun;
        return begun;
    }

    private WorkResponse take(Arrival arrival) {
        WorkResponse response = (WorkResponse) arrival.what();
        credit -= response.getJobsCount();
        response.getJobsList().forEach(job -> pushed.add(new Pushed(job, arrival.nanos())));
        return response;
    }

    private void book(LeasedJob job) {
        ByteString body = job.getBody();
        byte[] head =
                body.substring(0, Math.min(body.size(), MessageBody.HEAD_BYTES)).toByteArray();
        ledger.received(head.length < MessageBody.HEAD_BYTES ? -1 : MessageBody.number(head, 0));
        if (setting.options().verify() && !body.substring(head.length).equals(expectedTail)) {
            ledger.altered();
        }
    }

    @Override
    public long number(int index) {
        return MessageBody.number(head(index), 0);
    }

    @Override
    public long intendedNanos(int index) {
        return MessageBody.intendedNanos(head(index), 0);
    }

    /** The key of a job received last. */
    String key(int index) {
        return received.get(index).job().getKey();
    }

    /** When a job received last reached this process. */
    long arrivedNanos(int index) {
        return received.get(index).nanos();
    }

    private byte[] head(int index) {
        return received.get(index)
                .job()
                .getBody()
                .substring(0, MessageBody.HEAD_BYTES)
                .toByteArray();
    }

    @Override
    public int deleteReceived() throws IOException {
        StreamObserver<WorkRequest> worker = stream;
        if (worker == null || received.isEmpty()) {
            return 0;
        }
        WorkRequest.Builder done = WorkRequest.newBuilder();
        received.forEach(job -> done.addDone(job.job().getDelivery()));
        worker.onNext(done.build());
        int answered = 0;
        int finished = 0;
        while (answered < received.size()) {
            Arrival arrival = next((int) ANSWER_SECONDS_MAX);
            if (arrival == null) {
                throw new UnexpectedAnswer("an answer to what is done", "none in " + ANSWER_SECONDS_MAX + " s");
            }
            WorkResponse response = take(arrival);
            finished += response.getFinishedCount();
            answered += response.getFinishedCount() + response.getRefusedCount();
        }
        return finished;
    }

    /** What the stream says next, or null if it says nothing for so long. */
    private @Nullable Arrival next(int seconds) throws IOException {
        try {
            Arrival next = came.poll(seconds, TimeUnit.SECONDS);
            if (next == null || next.what() instanceof WorkResponse) {
                return next;
            }
            throw new UnexpectedAnswer(
                    "a worker stream that goes on", next.what().toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }

    /** Keeps what the stream says until the link asks for it. */
    private final class Listener implements StreamObserver<WorkResponse> {
        @Override
        public void onNext(WorkResponse response) {
            came.add(new Arrival(pace.now(), response));
        }

        @Override
        public void onError(Throwable failure) {
            came.add(new Arrival(pace.now(), failure));
        }

        @Override
        public void onCompleted() {
            came.add(new Arrival(pace.now(), "its end"));
        }
    }
}
