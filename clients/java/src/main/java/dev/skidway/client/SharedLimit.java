package dev.skidway.client;

/**
 * A limit that queues share by naming it, as it was when asked.
 *
 * @param name 1 to 80 letters, digits, hyphens and underscores
 * @param limit what it allows, to all these queues together
 * @param running jobs that hold it now
 */
public record SharedLimit(String name, Limit limit, long running) {

    static SharedLimit of(dev.skidway.v1.SharedLimit limit) {
        return new SharedLimit(limit.getName(), Limit.of(limit.getLimit()), limit.getRunning());
    }
}
