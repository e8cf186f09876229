package dev.skidway.app.admin;

import java.util.List;
import java.util.Locale;

/** A small line chart of the last seconds, as SVG. */
final class Sparkline {

    private static final int WIDTH = 240;
    private static final int HEIGHT = 48;

    private Sparkline() {}

    static String of(List<Long> values, String label) {
        long top = Math.max(1, values.stream().mapToLong(Long::longValue).max().orElse(1));
        StringBuilder points = new StringBuilder();
        double step = WIDTH / (double) Math.max(1, values.size() - 1);
        for (int i = 0; i < values.size(); i++) {
            double y = HEIGHT - 2 - (HEIGHT - 6) * (values.get(i) / (double) top);
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", i * step, y));
        }
        String line = points.toString().strip();
        String area = "0," + HEIGHT + " " + line + " " + WIDTH + "," + HEIGHT;
        return "<svg viewBox=\"0 0 " + WIDTH + " " + HEIGHT + "\" role=\"img\" aria-label=\"" + label
                + "\" preserveAspectRatio=\"none\"><polygon points=\"" + area + "\"/><polyline points=\"" + line
                + "\"/></svg>";
    }
}
