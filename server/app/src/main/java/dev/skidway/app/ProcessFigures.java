package dev.skidway.app;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the process uses of its machine.
 *
 * @param cpuSeconds processor time since start, all threads
 * @param residentBytes memory held, or -1 where the system does not tell
 * @param heapUsedBytes of the Java heap
 * @param heapMaxBytes of the Java heap
 */
record ProcessFigures(double cpuSeconds, long residentBytes, long heapUsedBytes, long heapMaxBytes) {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final long PAGE_BYTES = 4096;

    static ProcessFigures now() {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new ProcessFigures(
                system.getProcessCpuTime() / NANOS_PER_SECOND,
                residentBytes(Path.of("/proc/self/statm")),
                heap.getUsed(),
                heap.getMax());
    }

    /** Second word of Linux's {@code statm}: resident pages. */
    static long residentBytes(Path statm) {
        try {
            String[] words = Files.readString(statm).split(" ", -1);
            return Long.parseLong(words[1]) * PAGE_BYTES;
        } catch (IOException e) {
            return -1;
        }
    }
}
