package dev.skidway.queues;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * What a deduplication id is remembered by: 128 bits of SHA-256 for each scope, made before a message comes to its partition.
 *
 * <p>The id of a message known by its content is the SHA-256 of its body in hex, as if the sender had given it. In the scope of the
 * group, the group's name with its length goes before the id.
 */
public record DeduplicationHash(long queueHigh, long queueLow, long groupHigh, long groupLow) {

    /** The hash of an id that the sender gave. */
    public static DeduplicationHash of(String id, String group) {
        MessageDigest digest = Hash128.sha256();
        byte[] idBytes = id.getBytes(StandardCharsets.UTF_8);
        ByteBuffer inQueue = ByteBuffer.wrap(digest.digest(idBytes));
        byte[] groupBytes = group.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(groupBytes.length).flip());
        digest.update(groupBytes);
        ByteBuffer inGroup = ByteBuffer.wrap(digest.digest(idBytes));
        return new DeduplicationHash(inQueue.getLong(), inQueue.getLong(), inGroup.getLong(), inGroup.getLong());
    }

    /** The hash of a message that is known by its body. */
    public static DeduplicationHash ofBody(byte[] body, String group) {
        return of(idOfBody(body), group);
    }

    /** The deduplication id of a message that is known by its body. */
    public static String idOfBody(byte[] body) {
        return HexFormat.of().formatHex(Hash128.sha256().digest(body));
    }
}
