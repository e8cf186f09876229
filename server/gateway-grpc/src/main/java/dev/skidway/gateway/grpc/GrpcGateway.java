package dev.skidway.gateway.grpc;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.base.TimeSource;
import dev.skidway.node.DispatchService;
import dev.skidway.node.JobService;
import dev.skidway.node.QueueService;
import dev.skidway.node.ScheduleService;
import dev.skidway.v1.JobsGrpc;
import dev.skidway.v1.QueuesGrpc;
import dev.skidway.v1.SchedulesGrpc;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** The native port: gRPC over HTTP/2 without TLS, one virtual thread per call, with reflection and health. */
public final class GrpcGateway {

    private static final int METADATA_BYTES_MAX = 16 * 1024;
    private static final int WINDOW_BYTES = 4 << 20;
    private static final long KEEP_ALIVE_SECONDS_MIN = 10;
    private static final long STOP_MILLIS_MAX = 2_000;

    private final Server server;
    private final HealthStatusManager health;
    private final WorkStreams streams;
    private final ExecutorService threads;
    private final AtomicBoolean draining = new AtomicBoolean();

    private GrpcGateway(Server server, HealthStatusManager health, WorkStreams streams, ExecutorService threads) {
        this.server = server;
        this.health = health;
        this.streams = streams;
        this.threads = threads;
    }

    /**
     * Opens the port and serves.
     *
     * @throws SkidwayException with severity REFUSE_START when the port cannot be opened
     */
    public static GrpcGateway start(
            QueueService queues,
            JobService jobs,
            DispatchService dispatch,
            ScheduleService schedules,
            TimeSource time,
            GrpcGatewayConfig config) {
        ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("grpc-", 1).factory());
        HealthStatusManager health = new HealthStatusManager();
        Services services = new Services(queues, jobs, dispatch, schedules, time);
        WorkStreams streams = new WorkStreams(jobs, config, threads);
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(config.host(), config.port()))
                .executor(threads)
                .maxInboundMessageSize(config.requestBytesMax())
                .maxInboundMetadataSize(METADATA_BYTES_MAX)
                .maxConcurrentCallsPerConnection(config.callsPerConnectionMax())
                .flowControlWindow(WINDOW_BYTES)
                .permitKeepAliveTime(KEEP_ALIVE_SECONDS_MIN, TimeUnit.SECONDS)
                .permitKeepAliveWithoutCalls(true)
                .intercept(new Asking(config.hostNames(), config.namespace()))
                .addService(new QueuesEndpoint(services))
                .addService(new JobsEndpoint(services, streams))
                .addService(new SchedulesEndpoint(services))
                .addService(health.getHealthService())
                .addService(ProtoReflectionServiceV1.newInstance())
                .build();
        try {
            server.start();
        } catch (IOException e) {
            threads.shutdownNow();
            throw new SkidwayException(
                    GrpcError.PORT_UNAVAILABLE,
                    Severity.REFUSE_START,
                    "the native port " + config.host() + ":" + config.port()
                            + " cannot be opened; stop what uses it or choose another with --grpc-port",
                    e);
        }
        for (String service : List.of("", QueuesGrpc.SERVICE_NAME, JobsGrpc.SERVICE_NAME, SchedulesGrpc.SERVICE_NAME)) {
            health.setStatus(service, ServingStatus.SERVING);
        }
        return new GrpcGateway(server, health, streams, threads);
    }

    /** The port it listens on. */
    public int port() {
        return server.getPort();
    }

    /** Worker streams open now. */
    public int streams() {
        return streams.open();
    }

    /** Tells workers and health checks that it stops: no job is pushed any more. Once; later calls change nothing. */
    public void drain() {
        if (draining.compareAndSet(false, true)) {
            health.enterTerminalState();
            streams.drain();
        }
    }

    /** Stops listening, lets calls that are under way finish for a short while, closes every connection. */
    public void stop() {
        drain();
        server.shutdown();
        boolean quiet = false;
        try {
            quiet = server.awaitTermination(STOP_MILLIS_MAX, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!quiet) {
            server.shutdownNow();
        }
        threads.shutdownNow();
    }
}
