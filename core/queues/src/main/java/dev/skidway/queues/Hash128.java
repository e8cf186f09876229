package dev.skidway.queues;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The front of a SHA-256: enough that no two contents are taken for one. */
public record Hash128(long high, long low) {

    static Hash128 of(byte[] bytes) {
        return of(ByteBuffer.wrap(sha256().digest(bytes)));
    }

    private static Hash128 of(ByteBuffer digest) {
        return new Hash128(digest.getLong(), digest.getLong());
    }

    /** The hash of several byte strings, each with its length before it. */
    public static Hash128 ofAll(byte[]... parts) {
        MessageDigest digest = sha256();
        for (byte[] part : parts) {
            digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
            digest.update(part);
        }
        return of(ByteBuffer.wrap(digest.digest()));
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks SHA-256", e);
        }
    }
}
