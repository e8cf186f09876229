package dev.skidway.testkit;

import java.util.SplittableRandom;

/** Decides at a power cut which of the unforced changes the machine finds again. */
final class Survival {

    /** How changes survive. */
    enum Style {
        NOTHING,
        EVERYTHING,
        /** All changes up to some moment, none after it. */
        UP_TO_A_MOMENT,
        /** Each change on its own. */
        ANY
    }

    private final Style style;
    private final SplittableRandom random;
    private final long moment;

    Survival(Style style, SplittableRandom random, long momentMin, long momentMax) {
        this.style = style;
        this.random = random;
        this.moment = momentMax > momentMin ? random.nextLong(momentMin, momentMax + 1) : momentMax;
    }

    static Survival drawn(SplittableRandom random, long momentMin, long momentMax) {
        Style[] styles = Style.values();
        int pick = random.nextInt(8);
        return new Survival(pick < styles.length ? styles[pick] : Style.ANY, random, momentMin, momentMax);
    }

    /** Whether a change made at {@code moment} is kept. */
    boolean keeps(long changedAt) {
        return switch (style) {
            case NOTHING -> false;
            case EVERYTHING -> true;
            case UP_TO_A_MOMENT -> changedAt <= moment;
            case ANY -> random.nextBoolean();
        };
    }

    /** Which of the versions written at {@code moments} (ascending; the first is durable) is found. */
    int version(long[] moments) {
        int last = moments.length - 1;
        return switch (style) {
            case NOTHING -> 0;
            case EVERYTHING -> last;
            case UP_TO_A_MOMENT -> {
                int version = last;
                while (version > 0 && moments[version] > moment) {
                    version--;
                }
                yield version;
            }
            case ANY -> random.nextInt(last + 1);
        };
    }
}
