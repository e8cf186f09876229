package dev.skidway.load;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.base.TimeSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A folder on a real file system for the measured server's data.
 *
 * @param path the folder
 * @param fileSystem its type and device, as the system names them
 * @param temporary whether this run made it and removes it
 */
record DataFolder(Path path, String fileSystem, boolean temporary) {

    private static final Set<String> IN_MEMORY = Set.of("tmpfs", "ramfs", "devtmpfs");
    private static final int PROBES = 101;
    private static final int PROBE_BYTES = 4096;
    private static final int PROBE_FILE_BYTES = 1 << 20;

    /** Uses the given folder, or makes one in the first usual place that does not lie in memory. */
    static DataFolder choose(@Nullable Path given) throws IOException {
        if (given != null) {
            Files.createDirectories(given);
            return open(given, false);
        }
        List<Path> places = List.of(Path.of(System.getProperty("java.io.tmpdir")), Path.of("/var/tmp"), Path.of(""));
        for (Path place : places) {
            if (Files.isWritable(place.toAbsolutePath()) && !inMemory(typeOf(place.toAbsolutePath()))) {
                return open(Files.createTempDirectory(place.toAbsolutePath(), "skidway-load-"), true);
            }
        }
        throw inMemoryRefusal(places.getFirst(), "tmpfs");
    }

    private static DataFolder open(Path path, boolean temporary) throws IOException {
        FileStore store = Files.getFileStore(path);
        if (inMemory(store.type())) {
            throw inMemoryRefusal(path, store.type());
        }
        return new DataFolder(path.toAbsolutePath(), store.type() + " on " + store.name(), temporary);
    }

    /** Whether files on this type of file system live in memory only. */
    static boolean inMemory(String type) {
        return IN_MEMORY.contains(type);
    }

    /** The median time of writing and forcing 4 KiB inside a file that has its blocks already, in milliseconds. */
    double probeForceMillis(TimeSource time) throws IOException {
        Path file = Files.createTempFile(path, "force-probe-", ".bin");
        long[] nanos = new long[PROBES];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocateDirect(PROBE_FILE_BYTES), 0);
            channel.force(true);
            ByteBuffer page = ByteBuffer.allocateDirect(PROBE_BYTES);
            for (int i = 0; i < PROBES; i++) {
                page.clear().putInt(0, i + 1);
                long start = time.monotonicNanos();
                channel.write(page, (long) i * PROBE_BYTES);
                channel.force(false);
                nanos[i] = time.monotonicNanos() - start;
            }
        } finally {
            Files.delete(file);
        }
        Arrays.sort(nanos);
        return nanos[PROBES / 2] / 1e6;
    }

    /** Room that is left on its file system. */
    long usableBytes() throws IOException {
        return Files.getFileStore(path).getUsableSpace();
    }

    /** Sizes of the files in it, by name; what the server removes meanwhile is left out. */
    SortedMap<String, Long> fileBytes() throws IOException {
        SortedMap<String, Long> bytes = new TreeMap<>();
        try (var files = Files.list(path)) {
            for (Path file : files.toList()) {
                // A file that is gone by now has the size zero.
                bytes.put(file.getFileName().toString(), file.toFile().length());
            }
        }
        return bytes;
    }

    /** Removes the folder when this run made it. */
    void remove() throws IOException {
        if (temporary) {
            try (var files = Files.walk(path)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static String typeOf(Path path) throws IOException {
        return Files.getFileStore(path).type();
    }

    private static SkidwayException inMemoryRefusal(Path path, String type) {
        return new SkidwayException(
                LoadError.FOLDER_IN_MEMORY,
                Severity.REFUSE_START,
                "the data folder must lie on a disk, but " + path + " is on " + type
                        + ", where a force costs nothing. Name another folder with --data.");
    }
}
