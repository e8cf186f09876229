package dev.skidway.sim;

import com.sun.management.OperatingSystemMXBean;
import dev.skidway.sim.Scenario.Event;
import dev.skidway.sim.Violation.Kind;
import dev.skidway.testkit.DiskFault;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** What many seeds or small worlds add up to. */
final class Campaign {

    private static final int FRAMES_SHOWN = 12;
    private static final double NANOS_PER_SECOND = 1e9;

    private final PrintStream out;
    private final Coverage coverage = new Coverage();
    private final Map<Kind, Integer> violations = new EnumMap<>(Kind.class);
    private final List<Long> failedSeeds = new ArrayList<>();
    private long seeds;
    private long worlds;
    private long commands;
    private long simulatedMillis;
    private long skippedMillis;
    private final long nanosBefore = processorNanos();
    private long nanos;

    Campaign(PrintStream out) {
        this.out = out;
    }

    /** Adds what a seed showed. */
    void addSeed(Trial seed) {
        seeds++;
        add(seed);
    }

    /** Adds what a small world showed. */
    void addWorld(Trial world) {
        worlds++;
        add(world);
    }

    private void add(Trial trial) {
        SeedReport report = trial.report();
        if (report != null) {
            coverage.addAll(report.coverage());
            commands += report.commands();
            simulatedMillis += report.simulatedMillis();
            skippedMillis += report.skippedMillis();
        } else {
            failed(trial, Objects.requireNonNull(trial.broken()), Objects.requireNonNull(trial.cause()));
        }
        nanos = processorNanos() - nanosBefore;
    }

    /** Time on all cores, compiling and collecting included: what other processes take of the machine does not count. */
    private static long processorNanos() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private void failed(Trial trial, Kind kind, Throwable cause) {
        violations.merge(kind, 1, Integer::sum);
        failedSeeds.add(trial.number());
        out.println("seed or world " + trial.number() + " failed: " + cause);
        Arrays.stream(cause.getStackTrace()).limit(FRAMES_SHOWN).forEach(frame -> out.println("    at " + frame));
        for (Throwable deeper = cause.getCause(); deeper != null; deeper = deeper.getCause()) {
            out.println("caused by: " + deeper);
            Arrays.stream(deeper.getStackTrace()).limit(FRAMES_SHOWN).forEach(frame -> out.println("    at " + frame));
        }
        out.println("repeat it with: ./skidway sim " + trial.repeatWith());
    }

    /** What was expected to happen in a long run and did not. */
    List<String> missing() {
        return coverage.missing(Expectations.all(), Expectations.timesMin(seeds));
    }

    long failures() {
        return failedSeeds.size();
    }

    boolean passed() {
        return failedSeeds.isEmpty() && missing().isEmpty();
    }

    /** Faults that were injected, without what followed from them. */
    private long faults() {
        long sum = coverage.count("process: killed");
        for (DiskFault fault : DiskFault.values()) {
            boolean consequence = switch (fault) {
                case LOST_SECTOR, TORN_FILE, LOST_NAME, KILL -> true;
                default -> false;
            };
            sum += consequence ? 0 : coverage.count("disk: " + fault);
        }
        for (Event event : Event.values()) {
            boolean fault = switch (event) {
                case CLOCK_BACK, CLOCK_FORWARD, CLOCK_FAR, CLOCK_STANDS, DISK_HANGS, DISK_FULL -> true;
                case BIT_FLIP, MISDIRECTED_WRITE, MIXED_HISTORIES -> true;
                default -> false;
            };
            sum += fault ? coverage.count("event: " + event) : 0;
        }
        return sum;
    }

    /** Prints counters and totals. */
    void print() {
        out.print(coverage);
        missing().forEach(each -> out.println("never or too seldom happened: " + each));
        out.println(json());
    }

    /** The totals as one JSON object. */
    String json() {
        double seconds = Math.max(nanos / NANOS_PER_SECOND, 1e-9);
        return String.format(
                Locale.ROOT,
                "{\"seeds\": %d, \"simulated_hours\": %.3f, \"commands_per_s\": %.0f, \"speedup\": %.0f, \"power_cuts\": %d, "
                        + "\"bit_flips\": %d, \"lost\": %d, \"phantoms\": %d, \"order_violations\": %d, \"double_leases\": %d, "
                        + "\"failures\": %d, \"skipped_hours\": %.3f, \"commands_per_simulated_s\": %.1f, "
                        + "\"faults_per_simulated_s\": %.2f, \"worlds\": %d}",
                seeds,
                simulatedMillis / 3_600_000.0,
                commands / seconds,
                simulatedMillis / 1_000.0 / seconds,
                coverage.count("disk: " + DiskFault.POWER_CUT),
                coverage.count("damage: bit flipped"),
                violations.getOrDefault(Kind.LOST, 0),
                violations.getOrDefault(Kind.PHANTOM, 0),
                violations.getOrDefault(Kind.ORDER, 0),
                violations.getOrDefault(Kind.DOUBLE_LEASE, 0),
                failedSeeds.size() + missing().size(),
                skippedMillis / 3_600_000.0,
                perSimulatedSecond(commands),
                perSimulatedSecond(faults()),
                worlds);
    }

    /** Zero where clients were never at work, as in small worlds. */
    private double perSimulatedSecond(long count) {
        return simulatedMillis == 0 ? 0 : count * 1_000.0 / simulatedMillis;
    }
}
