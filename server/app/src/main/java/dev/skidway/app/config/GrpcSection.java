package dev.skidway.app.config;

import dev.skidway.gateway.grpc.GrpcGatewayConfig;

/** How the native protocol is served. */
@About("How the native protocol (gRPC) is served. Calls that name no namespace see the queues of sqs.account.")
public record GrpcSection(
        @Key(
                value = "4194304",
                unit = "bytes",
                min = 2_097_152,
                max = 67_108_864,
                reason = "Largest message of a client: the largest send, with what describes its jobs.")
        int requestBytesMax,

        @Key(
                value = "1000",
                unit = "calls",
                min = 1,
                max = 100_000,
                reason =
                        "Calls and worker streams that one connection has open; HTTP/2 tells clients, which then wait.")
        int callsPerConnectionMax,

        @Key(
                value = "10000",
                unit = "streams",
                min = 1,
                max = 1_000_000,
                reason = "Worker streams over all connections; one more is refused.")
        int streamsMax,

        @Key(
                value = "100000",
                unit = "jobs",
                min = 1,
                max = 1_000_000,
                reason =
                        "Jobs that one worker stream has unfinished, whatever credit it gives; the next are pushed once some are"
                                + " finished.")
        int deliveriesPerStreamMax) {

    /** The same for the gateway itself; {@code namespace} is that of calls that name none. */
    public GrpcGatewayConfig toGateway(ServerSection server, String namespace) {
        return new GrpcGatewayConfig(
                server.host(),
                server.nativePort(),
                server.allowedHosts(),
                namespace,
                requestBytesMax,
                callsPerConnectionMax,
                streamsMax,
                deliveriesPerStreamMax);
    }
}
