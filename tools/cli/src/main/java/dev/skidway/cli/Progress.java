package dev.skidway.cli;

import java.io.PrintStream;

/** Shows on a terminal what is being read, and how far; says nothing anywhere else. */
final class Progress {

    private static final int CELLS = 30;
    private static final long REDRAW_BYTES = 8L << 20;
    private static final int PERCENT = 100;

    private final PrintStream out;
    private final boolean shown;
    private String step = "";
    private long total;
    private long done;
    private long drawn;

    Progress(PrintStream out, boolean shown) {
        this.out = out;
        this.shown = shown;
    }

    /** Begins a step that is expected to read {@code bytes}. */
    void begin(String name, long bytes) {
        step = name;
        total = Math.max(1, bytes);
        done = 0;
        drawn = 0;
        draw();
    }

    void read(int bytes) {
        done += bytes;
        if (done - drawn >= REDRAW_BYTES) {
            drawn = done;
            draw();
        }
    }

    private void draw() {
        if (shown) {
            int percent = (int) Math.min(PERCENT, PERCENT * done / total);
            int full = CELLS * percent / PERCENT;
            out.print("\r" + step + " [" + "#".repeat(full) + ".".repeat(CELLS - full) + "] " + percent + " %   ");
            out.flush();
        }
    }

    /** Takes the line away. */
    void end() {
        if (shown) {
            out.print("\r" + " ".repeat(2 * CELLS + step.length()) + "\r");
            out.flush();
        }
    }
}
