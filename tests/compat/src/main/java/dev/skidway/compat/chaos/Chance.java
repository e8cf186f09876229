package dev.skidway.compat.chaos;

import java.util.SplittableRandom;

/** What a run leaves to chance, from its seed. Safe for many threads, whose turns no seed decides. */
final class Chance {

    private final SplittableRandom random;

    Chance(long seed) {
        this(new SplittableRandom(seed));
    }

    private Chance(SplittableRandom random) {
        this.random = random;
    }

    /** Another source that goes its own way from here. */
    synchronized Chance split() {
        return new Chance(random.split());
    }

    synchronized double nextDouble() {
        return random.nextDouble();
    }

    synchronized int nextInt(int bound) {
        return random.nextInt(bound);
    }

    /** One of {@code from} to {@code to}, without {@code to}. */
    synchronized long nextLong(long from, long to) {
        return random.nextLong(from, to);
    }

    /** True once in {@code times}. */
    boolean onceIn(int times) {
        return nextInt(times) == 0;
    }
}
