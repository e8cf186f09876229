package dev.skidway.testkit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/** Which faults a {@link SimulatedDisk} shows: named ones for the next call they fit, and random ones at a rate; all are counted. */
public final class FaultPlan {

    /** Rates are chances in this many calls. */
    public static final int RATE_BASE = 1_000_000;

    private final SplittableRandom random;
    private final List<Planned> planned = new ArrayList<>();
    private final int[] rates = new int[DiskFault.values().length];
    private final long[] counts = new long[DiskFault.values().length];
    private long callsUntilPowerLost = Long.MAX_VALUE;

    private record Planned(DiskFault fault, Predicate<String> file) {}

    FaultPlan(SplittableRandom random) {
        this.random = random;
    }

    /** Lets {@code fault} strike the next call it fits on a file whose name fits; several plans strike one after another. */
    public void strikeNext(DiskFault fault, Predicate<String> file) {
        planned.add(new Planned(fault, file));
    }

    /** Lets {@code fault} strike the next call it fits. */
    public void strikeNext(DiskFault fault) {
        strikeNext(fault, name -> true);
    }

    /** Lets {@code fault} strike {@code chances} in {@link #RATE_BASE} calls; 0 ends it. */
    public void rate(DiskFault fault, int chances) {
        rates[fault.ordinal()] = chances;
    }

    /** Forgets all plans and rates; counts stay. */
    public void clear() {
        planned.clear();
        Arrays.fill(rates, 0);
        callsUntilPowerLost = Long.MAX_VALUE;
    }

    /** Throws {@link PowerLost} out of the {@code calls}-th call from now that changes something, half-way through it. */
    public void loseThePowerAfter(long calls) {
        callsUntilPowerLost = calls;
    }

    /** How often a fault struck so far. */
    public long count(DiskFault fault) {
        return counts[fault.ordinal()];
    }

    boolean powerLost() {
        return callsUntilPowerLost != Long.MAX_VALUE && --callsUntilPowerLost <= 0;
    }

    boolean strikes(DiskFault fault, String file) {
        if (!planned.isEmpty() && takePlanned(fault, file)) {
            counted(fault);
            return true;
        }
        int rate = rates[fault.ordinal()];
        if (rate > 0 && random.nextInt(RATE_BASE) < rate) {
            counted(fault);
            return true;
        }
        return false;
    }

    private boolean takePlanned(DiskFault fault, String file) {
        for (Iterator<Planned> each = planned.iterator(); each.hasNext(); ) {
            Planned next = each.next();
            if (next.fault == fault && next.file.test(file)) {
                each.remove();
                return true;
            }
        }
        return false;
    }

    void counted(DiskFault fault) {
        counts[fault.ordinal()]++;
    }

    void takeCounts(FaultPlan other) {
        System.arraycopy(other.counts, 0, counts, 0, counts.length);
    }
}
