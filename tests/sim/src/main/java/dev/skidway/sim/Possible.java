package dev.skidway.sim;

/** The values that a setting may have, as far as answers tell. */
final class Possible {

    private long min;
    private long max;
    private long asked;
    private int open;

    Possible(long value) {
        min = value;
        max = value;
    }

    long min() {
        return min;
    }

    long max() {
        return max;
    }

    /** How many changes were asked for. */
    long asked() {
        return asked;
    }

    /** A change is about to be asked for; returns its number. */
    long ask(long value) {
        min = Math.min(min, value);
        max = Math.max(max, value);
        open++;
        return ++asked;
    }

    /** The change with this number is in force, unless another one may have come after it or before. */
    boolean isCertain(long number) {
        return open == 1 && number == asked;
    }

    /** That change was answered; nothing else is under way. */
    void settled(long value) {
        min = value;
        max = value;
    }

    /** A change cannot take effect from now on, whether or not it has. */
    void over() {
        open--;
    }
}
