package dev.skidway.load;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
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
    /** How far below the smallest honest number of forces a run may lie: readings are not taken at one instant. */
    private static final double FORCES_SHARE_MIN = 0.5;

    static Reading of(RunState state, ServerUnderTest server) throws IOException {
        return new Reading(
                state.pace.now(), state.deleted.sum(), state.durableAnswers.sum(), ownCpuSeconds(), server.usage());
    }

    private static double ownCpuSeconds() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() / NANOS_PER_SECOND;
    }

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

    /**
     * Refuses a run whose server pretends: with one request in flight per connection, one force can release at most one
     * answer per connection. Far fewer forces than that mean answers that were not durable.
     */
    void refusePretendedForces(Reading before, int connections) {
        Double forcesBefore = before.usage.forces();
        Double forcesAfter = usage.forces();
        if (forcesBefore == null || forcesAfter == null) {
            return;
        }
        double forces = forcesAfter - forcesBefore;
        long answers = durableAnswers - before.durableAnswers;
        double needed = (double) answers / connections;
        if (forces < needed * FORCES_SHARE_MIN) {
            throw new SkidwayException(
                    LoadError.FORCES_MISSING,
                    Severity.FAIL_REQUEST,
                    "the server answered %d durable requests over %d connections with %.0f forces; at least %.0f are needed. Its answers are not durable."
                            .formatted(answers, connections, forces, needed));
        }
    }

    private @Nullable Double perMessage(
            Reading before, @Nullable Double earlier, @Nullable Double later, double scale) {
        long messages = deleted - before.deleted;
        return earlier == null || later == null || messages == 0 ? null : (later - earlier) * scale / messages;
    }
}
