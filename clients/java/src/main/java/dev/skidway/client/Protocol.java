package dev.skidway.client;

import dev.skidway.v1.JobsGrpc;
import dev.skidway.v1.QueuesGrpc;
import dev.skidway.v1.SchedulesGrpc;
import io.grpc.ClientInterceptor;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.AbstractStub;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The protocol itself, as it is generated from its contract: for what has no word of its own in this client. Each stub is for one call,
 * because the time it may take begins when it is made.
 */
public final class Protocol {

    private final ManagedChannel channel;
    private final @Nullable ClientInterceptor namespace;
    private final Duration timeout;

    Protocol(ManagedChannel channel, @Nullable ClientInterceptor namespace, Duration timeout) {
        this.channel = channel;
        this.namespace = namespace;
        this.timeout = timeout;
    }

    /** A call about jobs. */
    public JobsGrpc.JobsBlockingStub jobs() {
        return timed(JobsGrpc.newBlockingStub(channel));
    }

    /** A call about queues. */
    public QueuesGrpc.QueuesBlockingStub queues() {
        return timed(QueuesGrpc.newBlockingStub(channel));
    }

    /** A call about schedules. */
    public SchedulesGrpc.SchedulesBlockingStub schedules() {
        return timed(SchedulesGrpc.newBlockingStub(channel));
    }

    JobsGrpc.JobsStub asyncJobs() {
        return with(JobsGrpc.newStub(channel));
    }

    /** The answer to a call; what goes wrong with it is told in the client's words. */
    static <A> A call(Supplier<A> call) {
        try {
            return call.get();
        } catch (StatusRuntimeException e) {
            throw SkidwayClientException.of(e);
        }
    }

    private <S extends AbstractStub<S>> S timed(S stub) {
        return with(stub).withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private <S extends AbstractStub<S>> S with(S stub) {
        return (namespace == null ? stub : stub.withInterceptors(namespace)).withWaitForReady();
    }
}
