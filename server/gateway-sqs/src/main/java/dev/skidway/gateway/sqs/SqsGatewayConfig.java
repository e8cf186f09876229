package dev.skidway.gateway.sqs;

import java.util.List;

/**
 * How the SQS port behaves.
 *
 * @param host address to listen on
 * @param port port to listen on; 0 for any free one
 * @param hostNames names, beside loopback ones, that requests may use in their {@code Host} header
 * @param region region in queue ARNs
 * @param account account id of queues that are named without one; their namespace
 * @param requestBytesMax largest request body in bytes; must hold 1 MiB of messages with room for JSON escapes
 * @param bodyBytesInFlightMax most bytes of request bodies held at once, over all connections
 * @param connectionsMax most open connections; further ones wait to be accepted
 * @param requestSecondsMax longest time from the first byte of a request to its last
 * @param answerSecondsMax longest time a client may take to accept an answer
 * @param idleSecondsMax longest time between two requests on a connection
 * @param limits those of SQS, or wider ones
 */
public record SqsGatewayConfig(
        String host,
        int port,
        List<String> hostNames,
        String region,
        String account,
        int requestBytesMax,
        long bodyBytesInFlightMax,
        int connectionsMax,
        int requestSecondsMax,
        int answerSecondsMax,
        int idleSecondsMax,
        SqsLimits limits) {

    /** What {@link #requestBytesMax} must be at least: a full batch. */
    public static final int REQUEST_BYTES_MIN = 1_048_576;

    public SqsGatewayConfig {
        hostNames = List.copyOf(hostNames);
        check(port >= 0 && port <= 65_535, "port: 0 to 65535", port);
        check(
                requestBytesMax >= REQUEST_BYTES_MIN,
                "request-bytes-max: at least " + REQUEST_BYTES_MIN,
                requestBytesMax);
        check(
                requestBytesMax >= limits.messageBytesMax(),
                "request-bytes-max: at least extended-message-bytes-max, " + limits.messageBytesMax(),
                requestBytesMax);
        check(
                bodyBytesInFlightMax >= requestBytesMax,
                "body-bytes-in-flight-max: at least request-bytes-max, " + requestBytesMax,
                bodyBytesInFlightMax);
        check(connectionsMax >= 1, "connections-max: at least 1", connectionsMax);
        check(requestSecondsMax >= 1, "request-seconds-max: at least 1", requestSecondsMax);
        check(answerSecondsMax >= 1, "answer-seconds-max: at least 1", answerSecondsMax);
        check(idleSecondsMax >= 1, "idle-seconds-max: at least 1", idleSecondsMax);
        if (!QueueUrls.isName(account, 64)) {
            throw new IllegalArgumentException("account: expected 1 to 64 characters [A-Za-z0-9_-], found " + account);
        }
    }

    /** The defaults, on loopback, at {@code port}. */
    public static SqsGatewayConfig loopback(int port) {
        return new SqsGatewayConfig(
                "127.0.0.1",
                port,
                List.of(),
                "us-east-1",
                "000000000000",
                6 * 1_048_576 + 262_144,
                64L * 1_048_576,
                20_000,
                30,
                30,
                300,
                SqsLimits.AWS);
    }

    /** The same with other limits. */
    public SqsGatewayConfig with(SqsLimits others) {
        return new SqsGatewayConfig(
                host,
                port,
                hostNames,
                region,
                account,
                requestBytesMax,
                bodyBytesInFlightMax,
                connectionsMax,
                requestSecondsMax,
                answerSecondsMax,
                idleSecondsMax,
                others);
    }

    private static void check(boolean good, String expected, long found) {
        if (!good) {
            throw new IllegalArgumentException(expected + " expected, found " + found);
        }
    }
}
