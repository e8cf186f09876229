package dev.skidway.node;

/**
 * What the node admits at once.
 *
 * @param callsMax most calls under way that do not receive
 * @param receivesMax most receives under way, waiting ones included
 * @param payloadReaders platform threads that read payloads from disk
 */
public record NodeLimits(int callsMax, int receivesMax, int payloadReaders) {

    /** The defaults. */
    public static final NodeLimits DEFAULT = new NodeLimits(4_000, 20_000, 4);

    public NodeLimits {
        check(callsMax >= 1, "calls-max", callsMax);
        check(receivesMax >= 1, "receives-max", receivesMax);
        check(payloadReaders >= 1, "payload-readers", payloadReaders);
    }

    private static void check(boolean good, String name, int found) {
        if (!good) {
            throw new IllegalArgumentException(name + ": expected 1 or more, found " + found);
        }
    }
}
