package dev.skidway.gateway.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.skidway.base.SystemTime;
import dev.skidway.base.TimeSource;
import dev.skidway.node.RunningNode;
import dev.skidway.v1.CreateQueueRequest;
import dev.skidway.v1.Hello;
import dev.skidway.v1.JobsGrpc;
import dev.skidway.v1.LeasedJob;
import dev.skidway.v1.NewJob;
import dev.skidway.v1.QueueSettings;
import dev.skidway.v1.QueuesGrpc;
import dev.skidway.v1.SchedulesGrpc;
import dev.skidway.v1.SendRequest;
import dev.skidway.v1.SendResponse;
import dev.skidway.v1.WorkRequest;
import dev.skidway.v1.WorkResponse;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A node with its native port, and clients of it. */
final class Native implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 60;

    final RunningNode node;
    final GrpcGateway gateway;
    final ManagedChannel channel;
    final JobsGrpc.JobsBlockingStub jobs;
    final QueuesGrpc.QueuesBlockingStub queues;
    final SchedulesGrpc.SchedulesBlockingStub schedules;

    private Native(RunningNode node, TimeSource time, GrpcGatewayConfig config) {
        this.node = node;
        gateway = GrpcGateway.start(
                node.node(),
                node.node().jobs(),
                node.node().dispatch(),
                node.node().schedules(),
                time,
                config);
        channel = NettyChannelBuilder.forAddress("127.0.0.1", gateway.port())
                .usePlaintext()
                .build();
        jobs = JobsGrpc.newBlockingStub(channel);
        queues = QueuesGrpc.newBlockingStub(channel);
        schedules = SchedulesGrpc.newBlockingStub(channel);
    }

    static Native on(Path folder) throws IOException {
        return new Native(RunningNode.roomy(folder), new SystemTime(), GrpcGatewayConfig.loopback(0));
    }

    static Native on(Path folder, GrpcGatewayConfig config) throws IOException {
        return new Native(RunningNode.roomy(folder), new SystemTime(), config);
    }

    /** The same by a clock of the test's own. */
    static Native on(Path folder, TimeSource time) throws IOException {
        return new Native(RunningNode.at(folder, time), time, GrpcGatewayConfig.loopback(0));
    }

    void createQueue(String name) {
        createQueue(name, QueueSettings.getDefaultInstance());
    }

    void createQueue(String name, QueueSettings settings) {
        var unused = queues.createQueue(CreateQueueRequest.newBuilder()
                .setName(name)
                .setSettings(settings)
                .build());
    }

    SendResponse send(String queue, String... bodies) {
        SendRequest.Builder request = SendRequest.newBuilder().setQueue(queue);
        for (String body : bodies) {
            request.addJobs(job(body));
        }
        return jobs.send(request.build());
    }

    static NewJob.Builder job(String body) {
        return NewJob.newBuilder().setBody(ByteString.copyFromUtf8(body));
    }

    /** Opens a worker stream that says hello and gives credit. */
    Stream work(int credit, String... queueNames) {
        Stream stream = new Stream();
        stream.say(WorkRequest.newBuilder()
                .setHello(Hello.newBuilder().addAllQueues(List.of(queueNames)).setWorker("w"))
                .setAddCredit(credit)
                .build());
        return stream;
    }

    /** A stream on which nothing was said yet. */
    Stream silent() {
        return new Stream();
    }

    @Override
    public void close() throws IOException {
        channel.shutdownNow();
        gateway.stop();
        node.close();
    }

    /** One worker stream: what came is kept until it is asked for. */
    final class Stream {
        private static final Object END = new Object();

        private final BlockingQueue<Object> came = new LinkedBlockingQueue<>();
        final StreamObserver<WorkRequest> server;

        Stream() {
            server = JobsGrpc.newStub(channel).work(new StreamObserver<>() {
                @Override
                public void onNext(WorkResponse response) {
                    came.add(response);
                }

                @Override
                public void onError(Throwable failure) {
                    came.add(failure);
                }

                @Override
                public void onCompleted() {
                    came.add(END);
                }
            });
        }

        void say(WorkRequest request) {
            server.onNext(request);
        }

        /** The next answer, however long it takes. */
        WorkResponse next() {
            Object next = take();
            if (next instanceof WorkResponse response) {
                return response;
            }
            throw new AssertionError("expected an answer, found " + next);
        }

        /** Answers up to and with the first that fits. */
        List<WorkResponse> until(Predicate<WorkResponse> wanted) {
            List<WorkResponse> seen = new ArrayList<>();
            WorkResponse response;
            do {
                response = next();
                seen.add(response);
            } while (!wanted.test(response));
            return seen;
        }

        /** The jobs that came until the stream ended well. */
        List<LeasedJob> jobsUntilEnd() {
            List<LeasedJob> jobs = new ArrayList<>();
            Object next = take();
            while (next instanceof WorkResponse response) {
                jobs.addAll(response.getJobsList());
                next = take();
            }
            assertThat(next).isSameAs(END);
            return jobs;
        }

        /** What ended the stream: null if it ended well. */
        @Nullable Throwable end() {
            Object next = take();
            while (next instanceof WorkResponse) {
                next = take();
            }
            return END.equals(next) ? null : (Throwable) next;
        }

        private Object take() {
            try {
                Object next = came.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError("nothing came for " + PATIENCE_SECONDS + " s");
                }
                return next;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }
}
