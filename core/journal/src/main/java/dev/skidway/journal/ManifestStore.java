package dev.skidway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two files that hold the newest and the second newest manifest.
 *
 * <p>A new one always overwrites the older of the two, so a torn write leaves the newer one whole. Used by one thread.
 */
final class ManifestStore {

    static final int FILE_BYTES_MAX = 64 << 20;

    private final long journalId;
    private final DiskFile[] files;
    private Manifest current;
    private int currentFile;
    private @Nullable Manifest publishing;
    /** Bytes of the other file that are no manifest. */
    private int remains;

    private ManifestStore(long journalId, DiskFile[] files, Manifest current, int currentFile, int remains) {
        this.journalId = journalId;
        this.files = files;
        this.current = current;
        this.currentFile = currentFile;
        this.remains = remains;
    }

    /** True if the folder was ever completely created. */
    static boolean exists(List<String> names) {
        return names.contains(FileNames.MANIFEST_A);
    }

    /** Ends the creation of a folder: from now on it must be opened with {@link #open}. */
    static ManifestStore create(Disk disk, long journalId, List<String> names) throws IOException {
        DiskFile b = names.contains(FileNames.MANIFEST_B)
                ? disk.open(FileNames.MANIFEST_B)
                : disk.create(FileNames.MANIFEST_B);
        b.write(ManifestCodec.encode(Manifest.first(), journalId), 0);
        Forces.await(b);
        disk.forceDirectory();
        // manifest-a exists only once manifest-b is whole, so a folder that has it was completely created.
        DiskFile a = disk.create(FileNames.MANIFEST_A);
        disk.forceDirectory();
        return new ManifestStore(journalId, new DiskFile[] {a, b}, Manifest.first(), 1, 0);
    }

    static ManifestStore open(Disk disk, long journalId, List<String> names) throws IOException {
        DiskFile[] files = new DiskFile[2];
        Manifest newest = null;
        int newestFile = 0;
        int remains = 0;
        for (int i = 0; i < 2; i++) {
            String name = i == 0 ? FileNames.MANIFEST_A : FileNames.MANIFEST_B;
            files[i] = names.contains(name) ? disk.open(name) : disk.create(name);
            ByteBuffer bytes = SideFile.readAll(files[i], FILE_BYTES_MAX);
            Manifest found = ManifestCodec.decode(bytes, journalId);
            remains += found == null ? bytes.remaining() : 0;
            if (found != null && (newest == null || found.number() > newest.number())) {
                newest = found;
                newestFile = i;
            }
        }
        if (newest == null) {
            throw Damage.refuse(
                    JournalError.MANIFEST_DAMAGED, "neither 'manifest-a' nor 'manifest-b' holds a valid manifest");
        }
        // It may be in the operating system's cache only; what it replaces is removed next, so it is made durable
        // first.
        files[newestFile].write(ManifestCodec.encode(newest, journalId), 0);
        Forces.await(files[newestFile]);
        return new ManifestStore(journalId, files, newest, newestFile, remains);
    }

    /**
     * Overwrites what a torn write left in the other file, durably. The next manifest has the number of the torn one and may share
     * sectors with it: written over its remains and torn again, it could complete them to a manifest that never counted.
     */
    void eraseRemains() throws IOException {
        if (remains > 0) {
            DiskFile other = files[1 - currentFile];
            other.write(ByteBuffer.allocate(remains), 0);
            Forces.await(other);
            remains = 0;
        }
    }

    Manifest current() {
        return current;
    }

    /** Begins to write {@code next}; {@link #published} says when it counts. On {@link DiskFullException} nothing has begun. */
    void publish(Manifest next) throws IOException {
        ByteBuffer bytes = ManifestCodec.encode(next, journalId);
        DiskFile file = files[1 - currentFile];
        file.write(bytes, 0);
        file.startForce();
        publishing = next;
    }

    /** True once the manifest given to {@link #publish} is durable and has become the current one. */
    boolean published() throws IOException {
        Manifest next = publishing;
        if (next == null || !files[1 - currentFile].forceDone()) {
            return false;
        }
        current = next;
        currentFile = 1 - currentFile;
        publishing = null;
        return true;
    }

    void close() throws IOException {
        files[0].close();
        files[1].close();
    }
}
