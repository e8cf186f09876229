package dev.skidway.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** What holds for every target and every input: it is read or refused with a code, and memory stays in proportion. */
public final class Law {

    /** What reading nothing may take: windows, buffers, classes that load. */
    static final long BYTES_ALWAYS = 16L << 20;

    static final long BYTES_PER_BYTE = 2_048;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private Law() {}

    /** Throws an {@link AssertionError} that says which part of the law {@code input} broke. */
    public static void holds(FuzzTarget target, byte[] input) {
        long takenMax = BYTES_ALWAYS + BYTES_PER_BYTE * input.length;
        long taken = taken(target, input);
        if (taken > takenMax) {
            // The first time, classes load, and under Jazzer each of them is rewritten.
            taken = taken(target, input);
        }
        if (taken > takenMax) {
            throw new AssertionError(target.name() + " took " + taken + " bytes of memory for an input of "
                    + input.length + "; expected at most " + takenMax);
        }
    }

    private static long taken(FuzzTarget target, byte[] input) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        try {
            target.read(input.clone());
        } catch (RuntimeException thrown) {
            if (!target.refuses(thrown)) {
                throw new AssertionError(target.name() + " must refuse with a code, not by " + thrown, thrown);
            }
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }
}
