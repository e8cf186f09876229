package dev.skidway.engine;

/**
 * How much of a domain's state that can be put away is in memory.
 *
 * @param bytes in memory
 * @param partsAway parts that are not
 */
public record ResidentState(long bytes, long partsAway) {

    static final ResidentState NONE = new ResidentState(0, 0);
}
