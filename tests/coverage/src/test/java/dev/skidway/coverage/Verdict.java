package dev.skidway.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the gate makes of the error branches: which ones no test reaches, less those that are excepted.
 *
 * @param unreached the branches that no test reaches and nobody excepted
 * @param excepted the unreached ones that an exception names
 * @param inside the unreached ones that stand in an excepted catch block, and are excepted with it
 * @param idle exceptions that name nothing unreached
 */
record Verdict(
        List<ErrorBranch> all,
        List<ErrorBranch> unreached,
        List<ErrorBranch> excepted,
        List<ErrorBranch> inside,
        List<String> idle) {

    /** Judges {@code branches}; {@code exceptions} maps {@link ErrorBranch#name()} to a reason. */
    static Verdict of(List<ErrorBranch> branches, ReachedLines lines, Map<String, String> exceptions) {
        List<ErrorBranch> unreached = new ArrayList<>();
        List<ErrorBranch> excepted = new ArrayList<>();
        List<ErrorBranch> inside = new ArrayList<>();
        // A catch block comes before what stands in it.
        for (ErrorBranch branch : branches) {
            if (lines.reached(branch)) {
                continue;
            }
            if (exceptions.containsKey(branch.name())) {
                excepted.add(branch);
            } else if (excepted.stream().anyMatch(outer -> outer.contains(branch))) {
                inside.add(branch);
            } else {
                unreached.add(branch);
            }
        }
        var idle = new TreeSet<>(exceptions.keySet());
        excepted.forEach(branch -> idle.remove(branch.name()));
        return new Verdict(branches, unreached, excepted, inside, List.copyOf(idle));
    }

    /** The counts of catch blocks, or of all other error branches. */
    String counts(String title, boolean catches) {
        long count = count(all, catches);
        long allowed = count(excepted, catches) + count(inside, catches);
        return title + ": " + count + ", reached: " + (count - count(unreached, catches) - allowed) + ", excepted: "
                + allowed;
    }

    private static long count(List<ErrorBranch> branches, boolean catches) {
        return branches.stream()
                .filter(branch -> (branch.kind() == ErrorBranch.Kind.CATCH) == catches)
                .count();
    }
}
