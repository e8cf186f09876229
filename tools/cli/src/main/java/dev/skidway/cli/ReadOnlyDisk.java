package dev.skidway.cli;

import dev.skidway.journal.Disk;
import dev.skidway.journal.DiskFile;
import dev.skidway.journal.FolderInUseException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A data folder in which nothing can change: every file is opened for reading, and what the recovery writes, renames or deletes stays in
 * memory. So the very code of a start can be run over it.
 */
final class ReadOnlyDisk implements Disk {

    private static final String LOCK = "lock";

    private final Path folder;
    private final IntConsumer onRead;
    /** As the recovery believes the folder to be: by name, the file that stands there. */
    private final Map<String, Path> names = new HashMap<>();

    private final Map<String, LooseFile> open = new HashMap<>();
    private @Nullable FileChannel lock;

    private ReadOnlyDisk(Path folder, IntConsumer onRead) {
        this.folder = folder;
        this.onRead = onRead;
    }

    /** Over an existing folder; {@code onRead} is told of every read, in bytes. */
    static ReadOnlyDisk open(Path folder, IntConsumer onRead) throws IOException {
        ReadOnlyDisk disk = new ReadOnlyDisk(folder, onRead);
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                if (!name.equals(LOCK) && Files.isRegularFile(entry)) {
                    disk.names.put(name, entry);
                }
            }
        }
        return disk;
    }

    @Override
    public DiskFile create(String name) throws IOException {
        LooseFile file = new LooseFile(null, onRead);
        names.put(name, folder.resolve(name));
        open.put(name, file);
        return file;
    }

    @Override
    public DiskFile open(String name) throws IOException {
        LooseFile file = open.get(name);
        if (file == null) {
            Path stored = names.getOrDefault(name, folder.resolve(name));
            file = new LooseFile(FileChannel.open(stored, StandardOpenOption.READ), onRead);
            open.put(name, file);
        }
        return file;
    }

    @Override
    public List<String> list() {
        return List.copyOf(names.keySet());
    }

    @Override
    public void rename(String from, String to) throws IOException {
        LooseFile file = (LooseFile) open(from);
        names.remove(from);
        open.remove(from);
        names.put(to, folder.resolve(to));
        open.put(to, file);
    }

    @Override
    public void delete(String name) throws IOException {
        names.remove(name);
        LooseFile file = open.remove(name);
        if (file != null) {
            file.closeStored();
        }
    }

    @Override
    public void forceDirectory() {
        // Its changes never leave memory.
    }

    /** None: nothing is to be prepared here. */
    @Override
    public long usableBytes() {
        return 0;
    }

    /**
     * Shares the lock, which a server wants alone: neither comes in while the other is there. A folder without the file has no server. May be
     * called again.
     */
    @Override
    public void lock() throws IOException {
        Path file = folder.resolve(LOCK);
        if (lock != null || !Files.exists(file)) {
            return;
        }
        lock = FileChannel.open(file, StandardOpenOption.READ);
        if (!shares(lock)) {
            throw new FolderInUseException("a running server uses " + folder + "; stop it first, or check a copy");
        }
    }

    private static boolean shares(FileChannel channel) throws IOException {
        try {
            FileLock shared = channel.tryLock(0, Long.MAX_VALUE, true);
            return shared != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        for (LooseFile file : open.values()) {
            file.closeStored();
        }
        if (lock != null) {
            lock.close();
        }
    }
}
