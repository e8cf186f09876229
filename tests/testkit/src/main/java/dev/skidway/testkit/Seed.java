package dev.skidway.testkit;

import java.util.SplittableRandom;

/**
 * Where all chance of a test comes from: one number gives any number of independent streams by name.
 *
 * @param value the seed; printed, so that a failure can be repeated
 */
public record Seed(long value) {

    /** The seed of {@code -Dskidway.seed=N}, else a fresh one; printed either way. */
    public static Seed ofThisRun() {
        Long given = Long.getLong("skidway.seed");
        Seed seed = new Seed(given != null ? given : System.nanoTime() & 0xFFFF_FFFFL);
        System.out.println("seed " + seed.value + " (repeat with -Dskidway.seed=" + seed.value + ")");
        return seed;
    }

    /** A stream of its own for {@code name}: drawing from one never shifts another. */
    public SplittableRandom stream(String name) {
        long hash = 0xCBF2_9CE4_8422_2325L;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * 0x0000_0100_0000_01B3L;
        }
        return new SplittableRandom(mix(value) ^ mix(hash));
    }

    private static long mix(long value) {
        long z = value + 0x9E37_79B9_7F4A_7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
        return z ^ (z >>> 31);
    }
}
