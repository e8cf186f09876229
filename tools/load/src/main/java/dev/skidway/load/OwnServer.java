package dev.skidway.load;

import dev.skidway.base.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A server this run starts with default configuration in a process of its own, read through its metrics and {@code /proc}. */
final class OwnServer implements ServerUnderTest {

    private static final int CPU_FIELD_AFTER_NAME = 11;
    private static final double TICKS_PER_SECOND = 100;
    private static final double NANOS_PER_SECOND = 1e9;

    private final DataFolder folder;
    private final double forceProbeMillis;
    private final TimeSource time;
    private final List<String> command;
    private final List<String> settings;
    private ServerProcess process;

    private OwnServer(List<String> command, List<String> settings, DataFolder folder, TimeSource time)
            throws IOException {
        this.command = command;
        this.settings = settings;
        this.folder = folder;
        this.time = time;
        forceProbeMillis = folder.probeForceMillis(time);
        process = ServerProcess.start(command, folder.path(), settings);
    }

    static OwnServer start(List<String> command, DataFolder folder, TimeSource time) throws IOException {
        return start(command, List.of(), folder, time);
    }

    /** The same with further arguments of {@code start}, at a restart too. */
    static OwnServer start(List<String> command, List<String> settings, DataFolder folder, TimeSource time)
            throws IOException {
        return new OwnServer(command, settings, folder, time);
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
                Footprint.residentBytes(Files.readAllLines(proc.resolve("status"))),
                fromPage.forces(),
                fromPage.writtenBytes(),
                fromPage.forceBuckets());
    }

    @Override
    public Footprint footprint() throws IOException {
        return Footprint.of(process.pid(), folder);
    }

    @Override
    public OptionalLong usableBytes() throws IOException {
        return OptionalLong.of(folder.usableBytes());
    }

    @Override
    public double restart() throws IOException {
        String port = Integer.toString(process.sqsAddress().getPort());
        process.kill();
        long startNanos = time.monotonicNanos();
        List<String> more = new ArrayList<>(settings);
        more.addAll(List.of("--sqs-port", port));
        process = ServerProcess.start(command, folder.path(), more);
        return (time.monotonicNanos() - startNanos) / NANOS_PER_SECOND;
    }

    @Override
    public double liveHeapBytes() throws IOException {
        return LiveHeap.bytes(process.pid());
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
}
