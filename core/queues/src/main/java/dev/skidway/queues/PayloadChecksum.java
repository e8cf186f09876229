package dev.skidway.queues;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The checksum that stands in the journal before each payload, so that whoever reads one from the disk, long after its block was
 * checked, notices damage.
 */
public final class PayloadChecksum {

    /** The checksum takes this many bytes right before {@link LeasedMessage#payloadPosition}, little endian. */
    public static final int BYTES = 4;

    private PayloadChecksum() {}

    /** CRC-32C over the headers, then the body. */
    static int of(byte[] headers, byte[] body) {
        CRC32C crc = new CRC32C();
        crc.update(headers, 0, headers.length);
        crc.update(body, 0, body.length);
        return (int) crc.getValue();
    }

    /**
     * Takes the checksum from the front of {@code stored} and compares it with the rest.
     *
     * @param stored little endian: checksum, headers, body; afterwards it stands at the first header byte
     * @return whether they agree
     */
    public static boolean agrees(ByteBuffer stored) {
        int expected = stored.getInt();
        CRC32C crc = new CRC32C();
        crc.update(stored.duplicate());
        return (int) crc.getValue() == expected;
    }
}
