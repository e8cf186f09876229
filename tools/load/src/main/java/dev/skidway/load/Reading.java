package dev.skidway.load;

import org.jspecify.annotations.Nullable;

/**
 * Counters at one moment of a run; two of them bound the measured time.
 *
 * @param nanos when
 * @param deleted lifecycles ended by then
 * @param durableAnswers answers that promised durability by then
 * @param clientCpuSeconds processor time of this process
 * @param usage the server's counters
 */
record Reading(long nanos, long deleted, long durableAnswers, double clientCpuSeconds, Usage usage) {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MICROS_PER_SECOND = 1e6;

    double secondsSince(Reading before) {
        return (nanos - before.nanos) / NANOS_PER_SECOND;
    }

    double lifecyclesPerSecondSince(Reading before) {
        return (deleted - before.deleted) / secondsSince(before);
    }

    @Nullable Double clientCpuMicrosPerMessageSince(Reading before) {
        return perMessage(before, before.clientCpuSeconds, clientCpuSeconds, MICROS_PER_SECOND);
    }

    @Nullable Double serverCpuMicrosPerMessageSince(Reading before) {
        return perMessage(before, before.usage.cpuSeconds(), usage.cpuSeconds(), MICROS_PER_SECOND);
    }

    @Nullable Double writtenBytesPerMessageSince(Reading before) {
        return perMessage(before, before.usage.writtenBytes(), usage.writtenBytes(), 1);
    }

    @Nullable Double forcesPerSecondSince(Reading before) {
        Double earlier = before.usage.forces();
        Double later = usage.forces();
        return earlier == null || later == null ? null : (later - earlier) / secondsSince(before);
    }

    private @Nullable Double perMessage(
            Reading before, @Nullable Double earlier, @Nullable Double later, double scale) {
        long messages = deleted - before.deleted;
        return earlier == null || later == null || messages == 0 ? null : (later - earlier) * scale / messages;
    }
}
