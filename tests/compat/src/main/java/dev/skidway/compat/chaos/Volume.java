package dev.skidway.compat.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A small file system of its own for the data of one stage: ext4 on a loop device, or memory where only that can be mounted.
 *
 * <p>Only what this object mounted is ever filled, broken or taken down.
 */
final class Volume implements AutoCloseable {

    private static final String FILLER = "filler";
    private static final int[] FILLER_PIECES = {1 << 20, 4096, 1};

    private final Path folder;
    private final String device;
    private final Thread atExit = new Thread(this::unmountQuietly, "unmount");
    private boolean mounted;

    private Volume(Path folder, String device) {
        this.folder = folder;
        this.device = device;
    }

    /** A file system in memory; fails where mounting is not permitted. */
    static Volume inMemory(Path parent, int mebibytes) throws IOException {
        Path folder = Files.createDirectories(parent.resolve("volume"));
        Shell.run("mount", "-t", "tmpfs", "-o", "size=" + mebibytes + "m", "tmpfs", folder.toString());
        return mounted(folder, "");
    }

    /** An ext4 that becomes read-only at its first error; fails where loop devices or mounting are not permitted. */
    static Volume ext4(Path parent, int mebibytes) throws IOException {
        Path folder = Files.createDirectories(parent.resolve("volume"));
        Path image = parent.resolve("image");
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength((long) mebibytes << 20);
        }
        Shell.run("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
        String device = Shell.run("losetup", "--find", "--show", image.toString());
        try {
            Shell.run("mount", "-t", "ext4", "-o", "errors=remount-ro", device, folder.toString());
        } catch (IOException e) {
            Shell.run("losetup", "--detach", device);
            throw e;
        }
        return mounted(folder, device);
    }

    private static Volume mounted(Path folder, String device) {
        Volume volume = new Volume(folder, device);
        volume.mounted = true;
        Runtime.getRuntime().addShutdownHook(volume.atExit);
        return volume;
    }

    Path folder() {
        return folder;
    }

    /** Takes every byte that is left. */
    void fill() throws IOException {
        Path filler = folder.resolve(FILLER);
        try (FileChannel file = FileChannel.open(
                filler, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            for (int bytes : FILLER_PIECES) {
                writeUntilFull(file, bytes);
            }
        }
    }

    private static void writeUntilFull(FileChannel file, int bytes) {
        ByteBuffer piece = ByteBuffer.allocate(bytes);
        try {
            while (true) {
                piece.clear();
                file.write(piece);
            }
        } catch (IOException e) {
            // Full, which is what was wanted.
            return;
        }
    }

    /** Gives back what {@link #fill} took. */
    void empty() throws IOException {
        Files.deleteIfExists(folder.resolve(FILLER));
    }

    /** Has the kernel find an error in the file system, after which it is read-only for everybody, open files included. */
    void breakReadOnly() throws IOException {
        Path trigger = triggerOf(device);
        try (OutputStream out = Files.newOutputStream(trigger, StandardOpenOption.WRITE)) {
            out.write("chaos\n".getBytes(StandardCharsets.US_ASCII));
        }
    }

    /** True if {@link #breakReadOnly} can work: the kernel offers it for this file system. */
    boolean canBreak() {
        return !device.isEmpty() && Files.isWritable(triggerOf(device));
    }

    private static Path triggerOf(String device) {
        return Path.of("/sys/fs/ext4", Path.of(device).getFileName().toString(), "trigger_fs_error");
    }

    /** Repairs the file system and mounts it for writing again. Nobody may use it meanwhile. */
    void repair() throws IOException {
        Shell.run("umount", folder.toString());
        mounted = false;
        Process check = new ProcessBuilder("e2fsck", "-f", "-y", device)
                .redirectErrorStream(true)
                .start();
        String printed = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = Shell.statusOf(check);
        // 1 says that errors were found and corrected.
        if (status > 1) {
            throw new IOException("e2fsck ended with " + status + ": " + printed);
        }
        Shell.run("mount", "-t", "ext4", "-o", "errors=remount-ro", device, folder.toString());
        mounted = true;
    }

    @Override
    public void close() throws IOException {
        Runtime.getRuntime().removeShutdownHook(atExit);
        unmount();
    }

    private void unmount() throws IOException {
        if (mounted) {
            Shell.run("umount", folder.toString());
            mounted = false;
        }
        if (!device.isEmpty()) {
            Shell.run("losetup", "--detach", device);
        }
    }

    private void unmountQuietly() {
        try {
            // Lazily: a server may still be dying in it.
            Shell.run("umount", "--lazy", folder.toString());
            if (!device.isEmpty()) {
                Shell.run("losetup", "--detach", device);
            }
        } catch (IOException e) {
            System.err.println("chaos: " + folder + " may still be mounted: " + e.getMessage());
        }
    }
}
