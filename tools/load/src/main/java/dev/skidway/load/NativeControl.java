package dev.skidway.load;

import com.google.protobuf.Duration;
import dev.skidway.v1.CreateQueueRequest;
import dev.skidway.v1.DeleteQueueRequest;
import dev.skidway.v1.QueueSettings;
import dev.skidway.v1.QueuesGrpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.io.Closeable;
import java.util.concurrent.TimeUnit;

/** Makes and deletes the queue of a run over the native protocol. */
final class NativeControl implements Closeable {

    private static final long ANSWER_SECONDS_MAX = 60;

    private final ManagedChannel channel;

    NativeControl(Target target) {
        channel = NettyChannelBuilder.forAddress(
                        target.grpc().getHostString(), target.grpc().getPort())
                .usePlaintext()
                .build();
    }

    void createQueue(String name, int leaseSeconds) throws UnexpectedAnswer {
        createQueue(name, leaseSeconds, QueueSettings.getDefaultInstance());
    }

    /** The same with more settings. */
    void createQueue(String name, int leaseSeconds, QueueSettings settings) throws UnexpectedAnswer {
        try {
            var unused = queues().createQueue(CreateQueueRequest.newBuilder()
                    .setName(name)
                    .setSettings(
                            settings.toBuilder().setLease(Duration.newBuilder().setSeconds(leaseSeconds)))
                    .build());
        } catch (StatusRuntimeException e) {
            throw new UnexpectedAnswer("a new queue", e.getStatus().toString());
        }
    }

    void deleteQueue(String name) throws UnexpectedAnswer {
        try {
            var unused = queues().deleteQueue(
                            DeleteQueueRequest.newBuilder().setName(name).build());
        } catch (StatusRuntimeException e) {
            throw new UnexpectedAnswer("a queue deleted", e.getStatus().toString());
        }
    }

    private QueuesGrpc.QueuesBlockingStub queues() {
        return QueuesGrpc.newBlockingStub(channel).withDeadlineAfter(ANSWER_SECONDS_MAX, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
