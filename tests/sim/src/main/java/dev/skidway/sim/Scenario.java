package dev.skidway.sim;

import dev.skidway.engine.EngineLimits;
import dev.skidway.engine.ReclaimLimits;
import dev.skidway.journal.JournalConfig;
import dev.skidway.testkit.DiskFault;
import dev.skidway.testkit.FaultPlan;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * What one seed is about: sizes, habits of the clients, and which faults there are. Every seed leaves some faults out, so that the
 * others are not always masked by them.
 *
 * @param partitions 1 or 3
 * @param steps steps of the main part
 * @param sendShare chances in 100 that a client's act is a send
 * @param bodyBytesMax largest body
 * @param everyFrame whether all frames are remembered, to compare a replay of all of them with the living state
 * @param actsMax most acts of clients in one step
 * @param stepMillisMax usual largest advance of time
 * @param chances chances of an event in a million steps
 * @param diskRates chances of a disk fault in a million calls
 */
record Scenario(
        int partitions,
        int steps,
        int sendShare,
        int bodyBytesMax,
        boolean everyFrame,
        int actsMax,
        int stepMillisMax,
        int forcePollsMax,
        JournalConfig journal,
        EngineLimits engine,
        Map<Event, Integer> chances,
        Map<DiskFault, Integer> diskRates) {

    /** Messages that a chunk must have held to be spilled: few, for queues are short here. */
    static final int SPILL_SLOTS_MIN = 2;

    /** Events that strike between or inside steps. */
    enum Event {
        POWER_CUT,
        POWER_CUT_IN_A_CALL,
        KILL,
        CLEAN_STOP,
        CLOCK_BACK,
        CLOCK_FORWARD,
        CLOCK_FAR,
        CLOCK_STANDS,
        DISK_HANGS,
        LONG_PAUSE,
        DISK_FULL,
        BIT_FLIP,
        MISDIRECTED_WRITE,
        MIXED_HISTORIES,
        SNAPSHOT,
        COMPARE
    }

    static Scenario draw(SplittableRandom random, int steps) {
        EnumMap<Event, Integer> chances = new EnumMap<>(Event.class);
        for (Event event : Event.values()) {
            chances.put(event, random.nextBoolean() ? random.nextInt(rateMax(event)) : 0);
        }
        chances.put(Event.COMPARE, 100 + random.nextInt(300));
        EnumMap<DiskFault, Integer> rates = new EnumMap<>(DiskFault.class);
        rate(rates, DiskFault.WRITE_ERROR, 600, random);
        rate(rates, DiskFault.FORCE_ERROR, 1_000, random);
        rate(rates, DiskFault.READ_ERROR, 2_000, random);
        rate(rates, DiskFault.DIRECTORY_FORCE_ERROR, 10_000, random);
        rate(rates, DiskFault.SLOW_FORCE, 300_000, random);
        return new Scenario(
                random.nextInt(3) == 0 ? 3 : 1,
                steps,
                20 + random.nextInt(40),
                random.nextBoolean() ? 200 : 1_500,
                random.nextInt(8) == 0,
                1 + random.nextInt(32),
                random.nextInt(4) == 0 ? 20 : 170,
                random.nextInt(4) * 3,
                JournalConfig.small(),
                limits(random),
                chances,
                rates);
    }

    /** Nothing happens but what a script says. */
    static Scenario still() {
        return new Scenario(
                1,
                0,
                0,
                0,
                false,
                1,
                1,
                0,
                JournalConfig.small(),
                new EngineLimits(64, 256 << 10, 16, 64, 8, 4, 1_024, 2_048, 64 << 10, 1 << 20, 3_600_000L, 100),
                Map.of(),
                Map.of());
    }

    void applyTo(FaultPlan faults) {
        diskRates.forEach(faults::rate);
    }

    boolean has(Event event) {
        return chances.getOrDefault(event, 0) > 0;
    }

    /** Those that happen at all. */
    List<Event> events() {
        return Stream.of(Event.values()).filter(this::has).toList();
    }

    /** Whether one of {@link #events} strikes now. */
    boolean strikes(Event event, SplittableRandom random) {
        return random.nextInt(1_000_000) < Objects.requireNonNull(chances.get(event));
    }

    private static int rateMax(Event event) {
        return switch (event) {
            case POWER_CUT, POWER_CUT_IN_A_CALL, KILL -> 2_500;
            case CLOCK_BACK, CLOCK_FORWARD, CLOCK_STANDS, DISK_HANGS -> 2_500;
            case CLEAN_STOP -> 600;
            case CLOCK_FAR -> 200;
            case LONG_PAUSE, BIT_FLIP -> 800;
            // Each is a life of its own.
            case MISDIRECTED_WRITE, MIXED_HISTORIES -> 400;
            case SNAPSHOT, COMPARE, DISK_FULL -> 2_000;
        };
    }

    private static void rate(Map<DiskFault, Integer> rates, DiskFault fault, int max, SplittableRandom random) {
        rates.put(fault, random.nextInt(3) == 0 ? 1 + random.nextInt(max) : 0);
    }

    private static EngineLimits limits(SplittableRandom random) {
        EngineLimits limits = new EngineLimits(
                64,
                256 << 10,
                16,
                64,
                1 + random.nextInt(16),
                1 + random.nextInt(8),
                256 + random.nextInt(4_096),
                1_024 + random.nextInt(4_096),
                64 << 10,
                16_384L << random.nextInt(4),
                10_000L + random.nextInt(100_000),
                100);
        return limits.withResident(random.nextInt(4) == 0 ? 1L << 20 : random.nextInt(4) * 200L, 1L << 20)
                .withReclaim(new ReclaimLimits(
                        random.nextInt(4) * 30,
                        16L << random.nextInt(10, 20),
                        256 << random.nextInt(8),
                        1 + random.nextInt(500)));
    }
}
