package dev.skidway.cli;

import dev.skidway.journal.Disk;
import dev.skidway.journal.DiskFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/** Copies files from one folder to another chunk by chunk, each with its checksum, and makes them durable. */
final class FileCopy {

    /** Told after each chunk; may throw to end the copy. */
    @FunctionalInterface
    interface Pulse {
        void beat() throws IOException;
    }

    private final ByteBuffer chunk = ByteBuffer.allocateDirect(BackupManifest.CHUNK_BYTES);
    private final Pulse pulse;

    FileCopy(Pulse pulse) {
        this.pulse = pulse;
    }

    /**
     * Copies the first {@code bytes} of a file and makes it {@code size} long with a hole behind them.
     *
     * @return the checksum of each chunk
     */
    List<Integer> copy(Disk from, Disk to, String name, long bytes, long size) throws IOException {
        List<Integer> crcs = new ArrayList<>();
        try (DiskFile source = from.open(name);
                DiskFile target = to.create(name)) {
            for (long at = 0; at < bytes; at += chunk.limit()) {
                chunk.clear().limit((int) Math.min(chunk.capacity(), bytes - at));
                if (source.read(chunk, at) != chunk.limit()) {
                    throw new IOException(name + " ends before " + bytes + " bytes");
                }
                crcs.add(crc(chunk.flip()));
                target.write(chunk.duplicate(), at);
                pulse.beat();
            }
            if (size > bytes) {
                target.write(ByteBuffer.allocate(1), size - 1);
            }
            target.startForce();
            pulse.beat();
        }
        return crcs;
    }

    /** Writes a small file. */
    static BackupManifest.Stored write(Disk to, String name, byte[] content) throws IOException {
        try (DiskFile target = to.create(name)) {
            target.write(ByteBuffer.wrap(content), 0);
            target.startForce();
        }
        List<Integer> crcs = new ArrayList<>();
        for (int at = 0; at < content.length; at += BackupManifest.CHUNK_BYTES) {
            crcs.add(crc(ByteBuffer.wrap(content, at, Math.min(BackupManifest.CHUNK_BYTES, content.length - at))));
        }
        return new BackupManifest.Stored(name, content.length, content.length, crcs);
    }

    static int crc(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.duplicate());
        return (int) crc.getValue();
    }
}
