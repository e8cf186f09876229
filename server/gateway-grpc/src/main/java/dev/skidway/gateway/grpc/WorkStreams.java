package dev.skidway.gateway.grpc;

import dev.skidway.node.JobService;
import dev.skidway.v1.WorkRequest;
import dev.skidway.v1.WorkResponse;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** The worker streams that are open, bounded in number. */
final class WorkStreams {

    private final JobService jobs;
    private final GrpcGatewayConfig config;
    private final Executor threads;
    private final Set<WorkStream> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean draining;

    WorkStreams(JobService jobs, GrpcGatewayConfig config, Executor threads) {
        this.jobs = jobs;
        this.config = config;
        this.threads = threads;
    }

    /** Opens a stream, or refuses it. */
    StreamObserver<WorkRequest> open(StreamObserver<WorkResponse> caller) {
        ServerCallStreamObserver<WorkResponse> worker = (ServerCallStreamObserver<WorkResponse>) caller;
        if (streams.size() >= config.streamsMax()) {
            throw new Refusal(
                    GrpcError.TOO_MANY_STREAMS,
                    "expected at most " + config.streamsMax() + " worker streams; close some, or share them");
        }
        WorkStream stream = new WorkStream(
                jobs, new WorkerLine(worker), Asking.namespace(), config.deliveriesPerStreamMax(), threads);
        streams.add(stream);
        stream.onEnd(() -> streams.remove(stream));
        if (draining) {
            stream.drain();
        }
        return stream;
    }

    int open() {
        return streams.size();
    }

    void drain() {
        draining = true;
        streams.forEach(WorkStream::drain);
    }
}
