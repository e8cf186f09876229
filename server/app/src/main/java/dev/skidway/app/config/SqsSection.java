package dev.skidway.app.config;

import dev.skidway.gateway.sqs.SqsGatewayConfig;

/** How the SQS protocol is served. */
@About("How the SQS protocol is served.")
public record SqsSection(
        @Key(
                value = "000000000000",
                reason = "Account in queue URLs and ARNs when a client names none; the namespace its queues live in.")
        String account,

        @Key(value = "us-east-1", reason = "Region in ARNs. Clients may sign for any region.")
        String region,

        @Key(
                value = "6553600",
                unit = "bytes",
                min = 1_048_576,
                max = 67_108_864,
                reason = "Largest request body: 1 MiB of messages, each character written as a JSON escape, and room"
                        + " for the rest.")
        int requestBytesMax,

        @Key(
                value = "67108864",
                unit = "bytes",
                min = 1_048_576,
                reason = "Request bodies held at once over all connections; at the bound requests are throttled.")
        long bodyBytesInFlightMax,

        @Key(
                value = "20000",
                unit = "connections",
                min = 1,
                max = 1_000_000,
                reason = "Open connections; further ones wait to be accepted. The system's limit on open files must"
                        + " allow it.")
        int connectionsMax,

        @Key(
                value = "30",
                unit = "s",
                min = 1,
                max = 3600,
                reason = "Longest time from the first byte of a request to its last, against half requests.")
        int requestSecondsMax,

        @Key(
                value = "30",
                unit = "s",
                min = 1,
                max = 3600,
                reason = "Longest time a client may take to accept an answer.")
        int answerSecondsMax,

        @Key(
                value = "300",
                unit = "s",
                min = 1,
                max = 86_400,
                reason = "Longest time between two requests on a connection.")
        int idleSecondsMax) {

    /** The same for the gateway itself. */
    public SqsGatewayConfig toGateway(ServerSection server) {
        return new SqsGatewayConfig(
                server.host(),
                server.sqsPort(),
                server.allowedHosts(),
                region,
                account,
                requestBytesMax,
                bodyBytesInFlightMax,
                connectionsMax,
                requestSecondsMax,
                answerSecondsMax,
                idleSecondsMax);
    }
}
