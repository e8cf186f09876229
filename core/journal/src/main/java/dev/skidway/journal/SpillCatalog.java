package dev.skidway.journal;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The spill files that exist, open for reading by any thread. */
final class SpillCatalog {

    private static final String ADVICE = "; keep a copy of the folder and restore it from a backup";

    private final long journalId;
    private final Map<String, DiskFile> files = new ConcurrentHashMap<>();
    private final Map<Integer, Long> firstNew = new HashMap<>();
    private final AtomicLong bytes = new AtomicLong();

    SpillCatalog(long journalId) {
        this.journalId = journalId;
    }

    /** Opens what the manifest names; it must be there in full. */
    void adopt(Disk disk, Manifest manifest, List<String> names) throws IOException {
        for (SnapshotEntry entry : manifest.snapshots()) {
            for (SpillExtent extent : entry.spillFiles()) {
                String name = FileNames.spill(entry.info().partition(), extent.file());
                if (!names.contains(name)) {
                    throw Damage.refuse(JournalError.SPILL_DAMAGED, "the spill file " + name + " is missing");
                }
                DiskFile file = disk.open(name);
                files.put(name, file);
                bytes.addAndGet(file.size());
                if (file.size() < extent.bytes()) {
                    throw Damage.refuse(
                            JournalError.SPILL_DAMAGED,
                            "expected at least " + extent.bytes() + " bytes in " + name + ", found " + file.size());
                }
            }
        }
        // Not even the number of a file that was never named is used again.
        for (String name : names) {
            FileNames.spillNumber(name)
                    .ifPresent(number -> firstNew.merge(FileNames.spillPartition(name), number + 1, Math::max));
        }
    }

    boolean contains(String name) {
        return files.containsKey(name);
    }

    /** Number for the first file of this process. */
    long firstNewFile(int partition) {
        return firstNew.getOrDefault(partition, 1L);
    }

    void add(String name, DiskFile file) {
        files.put(name, file);
    }

    void grown(long by) {
        bytes.addAndGet(by);
    }

    /** Bytes of all spill files. */
    long bytes() {
        return bytes.get();
    }

    int fileCount() {
        return files.size();
    }

    /** Removes a file that nobody needs. */
    void remove(Disk disk, String name) throws IOException {
        DiskFile file = files.remove(name);
        if (file != null) {
            bytes.addAndGet(-file.size());
            file.close();
            disk.delete(name);
        }
    }

    /** The checked body of a blob. */
    ByteBuffer read(int partition, SpillRef ref) {
        String name = FileNames.spill(partition, ref.file());
        DiskFile file = files.get(name);
        if (file == null) {
            throw damaged(name, ref, "the file is missing", null);
        }
        ByteBuffer blob = ByteBuffer.allocate(ref.length()).order(ByteOrder.LITTLE_ENDIAN);
        int read = read(file, blob, name, ref);
        if (read != ref.length()
                || !BlockFormat.standsAt(blob, 0, BlockFormat.SPILL_MAGIC, journalId, ref.file(), ref.offset())
                || blob.getInt(BlockFormat.LENGTH) != ref.length()
                || blob.getInt(BlockFormat.FRAME_COUNT) != partition
                || blob.getInt(BlockFormat.CRC) != ref.crc()
                || BlockFormat.crc(blob, 0, ref.length(), ref.file()) != ref.crc()) {
            throw damaged(name, ref, "it is damaged", null);
        }
        return blob.slice(BlockFormat.HEADER_BYTES, ref.length() - BlockFormat.HEADER_BYTES)
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int read(DiskFile file, ByteBuffer blob, String name, SpillRef ref) {
        try {
            return file.read(blob, ref.offset());
        } catch (IOException e) {
            // Some disks succeed when asked again.
            try {
                return file.read(blob.clear(), ref.offset());
            } catch (IOException again) {
                again.addSuppressed(e);
                throw damaged(name, ref, "it could not be read: " + again.getMessage(), again);
            }
        }
    }

    private static SkidwayException damaged(String name, SpillRef ref, String why, @Nullable IOException cause) {
        return new SkidwayException(
                JournalError.SPILL_DAMAGED,
                Severity.STOP,
                name + ": expected an undamaged blob of " + ref.length() + " bytes at offset " + ref.offset() + ", but "
                        + why + ADVICE,
                cause);
    }

    void close() throws IOException {
        for (DiskFile file : files.values()) {
            file.close();
        }
    }
}
