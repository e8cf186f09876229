package dev.skidway.queues;

import java.util.List;

/**
 * Why something is not served now.
 *
 * @param runnableNow whether the next receive gets it (a job), or gets something (a queue)
 * @param reasons everything that stands in the way, the most important first; never empty: at least that nobody asks
 */
public record Explanation(boolean runnableNow, List<Reason> reasons) {}
