package dev.skidway.node;

import java.nio.charset.StandardCharsets;

/** Decides for ever which partition a namespace lives in: FNV-1a, 64 bits, of its UTF-8 bytes, modulo the number of partitions. */
final class PartitionRouting {

    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private PartitionRouting() {}

    /** The partition of {@code namespace}, 0 to {@code partitions - 1}. */
    public static int partitionOf(String namespace, int partitions) {
        long hash = OFFSET;
        for (byte b : namespace.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * PRIME;
        }
        return (int) Long.remainderUnsigned(hash, partitions);
    }
}
