package dev.skidway.app.config;

import dev.skidway.gateway.sqs.SqsGatewayConfig;
import dev.skidway.gateway.sqs.SqsLimits;

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
        int idleSecondsMax,

        @Key(
                value = "900",
                unit = "s",
                min = 900,
                max = 315_360_000,
                reason = "Longest delay of a message or queue; SQS has 15 minutes. One beyond 15 minutes must also be"
                        + " shorter than the retention of its queue.")
        int extendedDelaySecondsMax,

        @Key(
                value = "43200",
                unit = "s",
                min = 43_200,
                max = 1_209_600,
                reason = "Longest visibility timeout with all its extensions; SQS has 12 hours.")
        int extendedVisibilitySecondsMax,

        @Key(
                value = "1209600",
                unit = "s",
                min = 1_209_600,
                max = 315_360_000,
                reason = "Longest retention; SQS has 14 days. Long delays need it.")
        int extendedRetentionSecondsMax,

        @Key(
                value = "10",
                unit = "entries",
                min = 10,
                max = 1000,
                reason = "Most entries of a batch, and most messages of a receive; SQS has 10.")
        int extendedEntriesMax,

        @Key(
                value = "120000",
                unit = "messages",
                min = 120_000,
                max = 1_000_000,
                reason = "Most messages in flight, about 100 bytes of memory each, of a queue that is created or whose"
                        + " attributes are set while this stands; SQS has 120,000.")
        int extendedInFlightMax,

        @Key(
                value = "1048576",
                unit = "bytes",
                min = 1_048_576,
                max = 1_835_008,
                reason = "Largest message, and all messages of a batch together; SQS has 1 MiB. More than 1.75 MiB does"
                        + " not fit into a frame of the journal. A queue takes more than 1 MiB once its"
                        + " MaximumMessageSize says so.")
        int extendedMessageBytesMax) {

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
                idleSecondsMax,
                new SqsLimits(
                        extendedDelaySecondsMax,
                        extendedVisibilitySecondsMax,
                        extendedRetentionSecondsMax,
                        extendedEntriesMax,
                        extendedInFlightMax,
                        extendedMessageBytesMax));
    }
}
