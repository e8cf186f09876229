package dev.skidway.app.admin;

import java.util.Locale;

/** Numbers as people read them. */
final class Figures {

    private Figures() {}

    /** A count with thin groups: {@code 12 345}. */
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number).replace(',', '\u202f');
    }

    /** Bytes in the largest binary unit that keeps it at or above one. */
    static String bytes(long number) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB"};
        double value = number;
        int unit = 0;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? number + " B" : String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }

    /** A rate per second. */
    static String rate(double perSecond) {
        return perSecond == 0
                ? "0"
                : perSecond < 10 ? String.format(Locale.ROOT, "%.1f", perSecond) : count(Math.round(perSecond));
    }

    /** A span of time in its two largest units. */
    static String span(long millis) {
        long seconds = millis / 1000;
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min " + seconds % 60 + " s";
        }
        if (seconds < 86_400) {
            return seconds / 3600 + " h " + seconds % 3600 / 60 + " min";
        }
        return seconds / 86_400 + " d " + seconds % 86_400 / 3600 + " h";
    }
}
