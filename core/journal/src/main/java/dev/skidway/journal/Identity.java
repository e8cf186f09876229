package dev.skidway.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Who a data folder is: written once, before anything else.
 *
 * @param journalId random number that every block bears, so that foreign blocks and message bodies never pass for ours
 * @param handleKey 32 random bytes that seal message and receipt handles
 * @param segmentBytes size of the segments, which every position depends on
 * @param partitions number of partitions, which decides where every namespace lives
 */
record Identity(long journalId, byte[] handleKey, int segmentBytes, int partitions) {

    static final int HANDLE_KEY_BYTES = 32;

    private static final int BODY_BYTES = Long.BYTES + 2 * Integer.BYTES + HANDLE_KEY_BYTES;

    static Identity create(Disk disk, Entropy entropy, int segmentBytes, int partitions) throws IOException {
        byte[] id = new byte[Long.BYTES];
        byte[] key = new byte[HANDLE_KEY_BYTES];
        entropy.fill(id);
        entropy.fill(key);
        return new Identity(ByteBuffer.wrap(id).getLong(), key, segmentBytes, partitions).store(disk);
    }

    /** The same without its secret: a copy of the data must not let its reader forge handles. */
    Identity withoutKey() {
        return new Identity(journalId, new byte[HANDLE_KEY_BYTES], segmentBytes, partitions);
    }

    /** The same with a new secret, which ends all handles that were given out before. */
    Identity withNewKey(Entropy entropy) {
        byte[] key = new byte[HANDLE_KEY_BYTES];
        entropy.fill(key);
        return new Identity(journalId, key, segmentBytes, partitions);
    }

    /** Writes the file and makes it durable. */
    Identity store(Disk disk) throws IOException {
        try (DiskFile file = disk.create(FileNames.IDENTITY_NEW)) {
            file.write(encode(), 0);
            Forces.await(file);
        }
        // The name appears only when the content is durable, so a half-written identity is never mistaken for a damaged
        // one.
        disk.rename(FileNames.IDENTITY_NEW, FileNames.IDENTITY);
        disk.forceDirectory();
        return this;
    }

    static Identity read(Disk disk, List<String> names) throws IOException {
        if (!names.contains(FileNames.IDENTITY)) {
            throw Damage.refuse(
                    JournalError.IDENTITY_DAMAGED, "the folder holds data, but its file 'identity' is missing");
        }
        try (DiskFile file = disk.open(FileNames.IDENTITY)) {
            ByteBuffer body = SideFile.unwrap(
                    SideFile.IDENTITY_MAGIC, SideFile.readAll(file, SideFile.ENVELOPE_BYTES + BODY_BYTES));
            if (body == null || body.remaining() != BODY_BYTES) {
                throw Damage.refuse(JournalError.IDENTITY_DAMAGED, "the file 'identity' is damaged");
            }
            long journalId = body.getLong();
            int segmentBytes = body.getInt();
            int partitions = body.getInt();
            byte[] key = new byte[HANDLE_KEY_BYTES];
            body.get(key);
            return new Identity(journalId, key, segmentBytes, partitions);
        }
    }

    ByteBuffer encode() {
        ByteBuffer body = ByteBuffer.allocate(BODY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        body.putLong(journalId)
                .putInt(segmentBytes)
                .putInt(partitions)
                .put(handleKey)
                .flip();
        return SideFile.wrap(SideFile.IDENTITY_MAGIC, body);
    }
}
