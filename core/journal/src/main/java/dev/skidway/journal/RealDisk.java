package dev.skidway.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A folder of the machine's file system; with {@link RealDiskFile} the only code that sees channels.
 *
 * <p>What a running journal cannot do without (forcing the directory, asking for free space) needs no file handle beyond those held
 * from the start: clients that use up all handles of the process must not stop it.
 */
public final class RealDisk implements Disk {

    private static final Set<StandardOpenOption> READ_WRITE =
            EnumSet.of(StandardOpenOption.READ, StandardOpenOption.WRITE);

    private final Path folder;
    private final FileAttribute<?>[] ownerOnly;
    private final FileStore store;
    private final FileChannel directory;
    private @Nullable FileChannel lockChannel;

    private RealDisk(Path folder) throws IOException {
        this.folder = folder;
        this.store = Files.getFileStore(folder);
        this.directory = FileChannel.open(folder, StandardOpenOption.READ);
        this.ownerOnly = folder.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Opens a folder, creating it where needed; its files can be read by their owner only. */
    public static RealDisk open(Path folder) throws IOException {
        createDurably(folder.toAbsolutePath().normalize());
        return new RealDisk(folder);
    }

    /** A power cut must not take a new folder, with everything that was forced in it: its name is forced in its parent. */
    private static void createDurably(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent != null && !Files.isDirectory(folder)) {
            createDurably(parent);
            Files.createDirectories(folder);
            force(parent);
        }
    }

    @Override
    public DiskFile create(String name) throws IOException {
        Set<StandardOpenOption> options = EnumSet.copyOf(READ_WRITE);
        options.add(StandardOpenOption.CREATE_NEW);
        try {
            return new RealDiskFile(name, FileChannel.open(folder.resolve(name), options, ownerOnly));
        } catch (IOException e) {
            throw RealDiskFile.named(name, e);
        }
    }

    @Override
    public DiskFile open(String name) throws IOException {
        return new RealDiskFile(name, FileChannel.open(folder.resolve(name), READ_WRITE));
    }

    @Override
    public List<String> list() throws IOException {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            for (Path entry : entries) {
                names.add(String.valueOf(entry.getFileName()));
            }
        }
        names.remove(FileNames.LOCK);
        return names;
    }

    @Override
    public void rename(String from, String to) throws IOException {
        try {
            Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw RealDiskFile.named(from, e);
        }
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(folder.resolve(name));
    }

    @Override
    public void forceDirectory() throws IOException {
        directory.force(true);
    }

    private static void force(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public long usableBytes() throws IOException {
        return store.getUsableSpace();
    }

    @Override
    public void lock() throws IOException {
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        FileChannel channel = FileChannel.open(folder.resolve(FileNames.LOCK), options, ownerOnly);
        if (!holds(channel)) {
            channel.close();
            throw new FolderInUseException(
                    "another process uses the folder " + folder + "; stop it first, or choose another folder");
        }
        lockChannel = channel;
    }

    private static boolean holds(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        directory.close();
        FileChannel channel = lockChannel;
        if (channel != null) {
            lockChannel = null;
            channel.close();
        }
    }
}
