package dev.skidway.journal;

/**
 * Where a blob lies among the spill files of a partition.
 *
 * @param file number of the file
 * @param offset first byte of the blob's header in it
 * @param length bytes of header and body
 * @param crc checksum in the header, so that an older blob in the same place is not taken for it
 */
public record SpillRef(long file, long offset, int length, int crc) {

    /** Bytes of a blob beside its body. */
    public static final int HEADER_BYTES = BlockFormat.HEADER_BYTES;

    /** Just past the blob. */
    public long end() {
        return offset + length;
    }
}
