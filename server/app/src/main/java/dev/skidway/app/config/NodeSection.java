package dev.skidway.app.config;

import dev.skidway.node.NodeLimits;

/** Bounds of admission. */
@About("Bounds of admission: what is let in at once. What is beyond them is answered with a throttle error.")
public record NodeSection(
        @Key(value = "4000", unit = "calls", min = 1, max = 1_000_000, reason = "Calls under way that do not receive.")
        int callsMax,

        @Key(
                value = "20000",
                unit = "receives",
                min = 1,
                max = 1_000_000,
                reason = "Receives under way, long polls that wait included.")
        int receivesMax,

        @Key(
                value = "4",
                unit = "threads",
                min = 1,
                max = 256,
                reason = "Threads that read the bodies of older messages from disk.")
        int payloadReaders) {

    /** The same for the node itself. */
    public NodeLimits toNode() {
        return new NodeLimits(callsMax, receivesMax, payloadReaders);
    }
}
