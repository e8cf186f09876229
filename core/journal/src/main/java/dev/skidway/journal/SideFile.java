package dev.skidway.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The envelope of every small file beside the journal.
 *
 * <pre>
 * 0 magic u32    4 format u32    8 length u32, envelope included    12 crc32c u32    16 body
 * </pre>
 */
final class SideFile {

    static final int IDENTITY_MAGIC = 0x4957_4B53;
    static final int MANIFEST_MAGIC = 0x4D57_4B53;
    static final int DURABLE_MAGIC = 0x4457_4B53;
    static final int FORMAT = 3;
    static final int ENVELOPE_BYTES = 16;

    private static final int LENGTH = 8;
    private static final int CRC = 12;

    private SideFile() {}

    /** Wraps the bytes from position to limit of {@code body}. */
    static ByteBuffer wrap(int magic, ByteBuffer body) {
        int length = ENVELOPE_BYTES + body.remaining();
        ByteBuffer file = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(magic).putInt(FORMAT).putInt(length).putInt(0).put(body).flip();
        return file.putInt(CRC, crc(file, length));
    }

    /** The body in {@code file} from its position on, little endian; null if it is damaged, torn or something else. */
    static @Nullable ByteBuffer unwrap(int magic, ByteBuffer file) {
        ByteBuffer view = file.slice().order(ByteOrder.LITTLE_ENDIAN);
        if (view.remaining() < ENVELOPE_BYTES || view.getInt(0) != magic) {
            return null;
        }
        int length = view.getInt(LENGTH);
        if (length < ENVELOPE_BYTES || length > view.remaining() || view.getInt(CRC) != crc(view, length)) {
            return null;
        }
        if (view.getInt(4) != FORMAT) {
            throw Damage.refuse(
                    JournalError.FORMAT_UNKNOWN,
                    "expected format " + FORMAT + " of the data folder, found " + view.getInt(4)
                            + "; it was written by another version of Skidway");
        }
        return view.slice(ENVELOPE_BYTES, length - ENVELOPE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int crc(ByteBuffer file, int length) {
        CRC32C crc = new CRC32C();
        crc.update(file.slice(0, CRC));
        crc.update(file.slice(ENVELOPE_BYTES, length - ENVELOPE_BYTES));
        return (int) crc.getValue();
    }

    /** Everything in a file, at most {@code bytesMax}. */
    static ByteBuffer readAll(DiskFile file, int bytesMax) throws java.io.IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(file.size(), bytesMax));
        file.read(bytes, 0);
        return bytes.flip();
    }
}
