package dev.skidway.node;

import java.util.Map;

/**
 * What the node has done since it started.
 *
 * @param verbs counts by verb
 * @param callsNow calls under way that do not receive
 * @param receivesNow receives under way, waiting ones included
 * @param throttled calls turned away because too many were under way
 * @param payloadsDamaged payloads that could not be read back as they were written, and were not delivered
 */
public record NodeStats(Map<Verb, Counts> verbs, int callsNow, int receivesNow, long throttled, long payloadsDamaged) {

    /**
     * Counts of one verb.
     *
     * @param calls answered calls, whatever the answer
     * @param refused answers that were rejections
     * @param failed calls that ended with an operating failure
     * @param messages messages carried by accepted calls
     */
    public record Counts(long calls, long refused, long failed, long messages) {}
}
