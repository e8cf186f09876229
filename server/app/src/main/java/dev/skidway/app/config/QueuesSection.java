package dev.skidway.app.config;

import dev.skidway.node.QueuePolicy;

/** What queues get that name nothing else. */
@About("What a new queue gets whose creator names nothing else, and whether queues come into being by being used.")
public record QueuesSection(
        @Key(
                value = "false",
                reason =
                        "Whether a send, receive or worker of the native protocol creates the queue it names if there is none. A"
                                + " misspelt name then makes a queue of its own. SQS never does.")
        boolean createOnUse,

        @Key(
                value = "30000",
                unit = "ms",
                min = 0,
                max = 1_209_600_000,
                reason = "Lease time, in SQS's words visibility timeout, of a queue that is created without one.")
        long defaultLeaseMillis,

        @Key(
                value = "345600000",
                unit = "ms",
                min = 60_000,
                max = 315_360_000_000L,
                reason = "Retention of a queue that is created without one: older messages are removed.")
        long defaultRetentionMillis) {

    /** The same for the node. */
    public QueuePolicy toNode() {
        return new QueuePolicy(createOnUse, defaultLeaseMillis, defaultRetentionMillis);
    }
}
