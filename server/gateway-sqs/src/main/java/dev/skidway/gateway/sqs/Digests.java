package dev.skidway.gateway.sqs;

import dev.skidway.queues.MessageAttribute;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;

/**
 * The MD5 digests that SQS clients check.
 *
 * <p>Of attributes: sorted by name; for each the name, the data type and the value, every one after its length as u32 big endian,
 * with one byte before the value's length: 1 for text, 2 for bytes.
 */
final class Digests {

    private static final HexFormat HEX = HexFormat.of();
    private static final byte TEXT = 1;
    private static final byte BINARY = 2;

    private final MessageDigest md5;
    private final byte[] length = new byte[4];

    Digests() {
        try {
            md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK lacks MD5", e);
        }
    }

    /** Digest of a body, in hex. */
    String body(byte[] body) {
        return HEX.formatHex(md5.digest(body));
    }

    /** Digest of attributes, in hex. */
    String attributes(List<MessageAttribute> attributes) {
        List<MessageAttribute> sorted = new ArrayList<>(attributes);
        sorted.sort(Comparator.comparing(MessageAttribute::name));
        for (MessageAttribute attribute : sorted) {
            update(attribute.name().getBytes(StandardCharsets.UTF_8));
            update(attribute.type().getBytes(StandardCharsets.UTF_8));
            md5.update(attribute.binary() ? BINARY : TEXT);
            update(attribute.value());
        }
        return HEX.formatHex(md5.digest());
    }

    private void update(byte[] bytes) {
        length[0] = (byte) (bytes.length >>> 24);
        length[1] = (byte) (bytes.length >>> 16);
        length[2] = (byte) (bytes.length >>> 8);
        length[3] = (byte) bytes.length;
        md5.update(length);
        md5.update(bytes);
    }
}
