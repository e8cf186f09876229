package dev.skidway.gateway.grpc;

import java.util.List;

/**
 * How the native port behaves.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 for any free one
 * @param hostNames names, beside loopback ones, that a call may use as its authority
 * @param namespace of calls that name none; the account of the SQS port, so that both see the same queues
 * @param requestBytesMax largest message of a client in bytes; must hold the largest send
 * @param callsPerConnectionMax most calls and streams that one connection has open
 * @param streamsMax most worker streams over all connections
 * @param deliveriesPerStreamMax most jobs that one worker stream has unfinished; more credit than this is kept until some are finished
 */
public record GrpcGatewayConfig(
        String host,
        int port,
        List<String> hostNames,
        String namespace,
        int requestBytesMax,
        int callsPerConnectionMax,
        int streamsMax,
        int deliveriesPerStreamMax) {

    /** What {@link #requestBytesMax} must be at least: a full send, with what describes it. */
    public static final int REQUEST_BYTES_MIN = 2 << 20;

    public GrpcGatewayConfig {
        hostNames = List.copyOf(hostNames);
        check(port >= 0 && port <= 65_535, "port: 0 to 65535", port);
        check(
                requestBytesMax >= REQUEST_BYTES_MIN,
                "request-bytes-max: at least " + REQUEST_BYTES_MIN,
                requestBytesMax);
        check(callsPerConnectionMax >= 1, "calls-per-connection-max: at least 1", callsPerConnectionMax);
        check(streamsMax >= 1, "streams-max: at least 1", streamsMax);
        check(deliveriesPerStreamMax >= 1, "deliveries-per-stream-max: at least 1", deliveriesPerStreamMax);
    }

    /** The defaults, on loopback, at {@code port}. */
    public static GrpcGatewayConfig loopback(int port) {
        return new GrpcGatewayConfig("127.0.0.1", port, List.of(), "000000000000", 4 << 20, 1_000, 10_000, 100_000);
    }

    private static void check(boolean good, String expected, long found) {
        if (!good) {
            throw new IllegalArgumentException(expected + " expected, found " + found);
        }
    }
}
