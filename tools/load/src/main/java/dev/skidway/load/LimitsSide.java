package dev.skidway.load;

import java.util.stream.IntStream;

/** A queue of the run with its keys and what was found on it. */
final class LimitsSide {
    final String queue;
    final KeyLimits limits;
    final LimitsChecker checker;
    final Windows windows = new Windows();
    final String[] names;

    LimitsSide(String queue, KeyLimits limits, int keys) {
        this.queue = queue;
        this.limits = limits;
        checker = new LimitsChecker(limits, keys);
        names = IntStream.range(0, keys).mapToObj(i -> "key-" + i).toArray(String[]::new);
    }
}
