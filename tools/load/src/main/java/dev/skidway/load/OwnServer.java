package dev.skidway.load;

import dev.skidway.base.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server this run starts with default configuration in a process of its own, read through its metrics and {@code /proc}. */
final class OwnServer implements ServerUnderTest {

    private static final int CPU_FIELD_AFTER_NAME = 11;
    private static final double TICKS_PER_SECOND = 100;
    private static final double BYTES_PER_KIB = 1024;

    private final DataFolder folder;
    private final double forceProbeMillis;
    private final ServerProcess process;

    private OwnServer(DataFolder folder, double forceProbeMillis, ServerProcess process) {
        this.folder = folder;
        this.forceProbeMillis = forceProbeMillis;
        this.process = process;
    }

    static OwnServer start(List<String> command, DataFolder folder, TimeSource time) throws IOException {
        double forceMillis = folder.probeForceMillis(time);
        return new OwnServer(folder, forceMillis, ServerProcess.start(command, folder.path(), List.of()));
    }

    @Override
    public Target target() {
        return process.target();
    }

    @Override
    public Usage usage() throws IOException {
        Usage fromPage = new RunningServer(target()).usage();
        Path proc = Path.of("/proc", Long.toString(process.pid()));
        if (!Files.isDirectory(proc)) {
            return fromPage;
        }
        return new Usage(
                cpuSeconds(Files.readString(proc.resolve("stat"))),
                residentBytes(Files.readAllLines(proc.resolve("status"))),
                fromPage.forces(),
                fromPage.writtenBytes(),
                fromPage.forceBuckets());
    }

    @Override
    public String storage() {
        return folder.fileSystem();
    }

    @Override
    public double forceProbeMillis() {
        return forceProbeMillis;
    }

    @Override
    public void close() throws IOException {
        process.close();
        folder.remove();
    }

    /** User and system time from {@code /proc/<pid>/stat}; the process name may hold spaces and brackets. */
    static double cpuSeconds(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[CPU_FIELD_AFTER_NAME]) + Long.parseLong(fields[CPU_FIELD_AFTER_NAME + 1]))
                / TICKS_PER_SECOND;
    }

    static @Nullable Double residentBytes(List<String> status) {
        for (String line : status) {
            if (line.startsWith("VmRSS:")) {
                return Double.parseDouble(line.replaceAll("[^0-9]", "")) * BYTES_PER_KIB;
            }
        }
        return null;
    }
}
