package dev.skidway.node;

import dev.skidway.queues.LeaseRef;
import dev.skidway.queues.MessageRef;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Turns identities of messages and leases into text that clients can neither read nor forge.
 *
 * <p>Message id: one AES-128 block of queue id (4 bytes), lane (5), slot (5) and two zero bytes, shown in the form of a UUID; the
 * same for every receive. Receipt handle: base64url, without padding, of
 *
 * <pre>
 * offset  0  version, 1 byte, 1
 *         1  queue id   u32 big endian
 *         5  lane       u40
 *        10  slot       u40
 *        15  lease      u32
 *        19  HMAC-SHA256 of the bytes before, first 16 bytes
 * </pre>
 *
 * <p>Lease of the native protocol: one AES-128 block, under a key of its own, of queue id (4 bytes), lane (5), slot (5) and the low 16
 * bits of the lease; then its high 16 bits. Without the key nobody can make a block that names a given job.
 *
 * <p>All keys are derived from the data folder's handle key, so handles of another folder are refused. Ciphers are pooled, not
 * bound to threads: there may be many thousands of virtual ones.
 */
final class Seals implements JobService.Seal {

    private static final byte VERSION = 1;
    private static final int ID_BYTES = 16;
    private static final int LEASE_BYTES = 18;
    private static final int CLEAR_BYTES = 19;
    private static final int CHECK_BYTES = 16;
    private static final int HANDLE_BYTES = CLEAR_BYTES + CHECK_BYTES;
    private static final int HANDLE_CHARS = (HANDLE_BYTES * 8 + 5) / 6;
    private static final int KEY_BYTES_MIN = 16;
    private static final int POOLED_MAX = 64;
    private static final HexFormat HEX = HexFormat.of();
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

    private final SecretKeySpec idKey;
    private final SecretKeySpec leaseKey;
    private final SecretKeySpec handleKey;
    private final ConcurrentLinkedQueue<Tools> pool = new ConcurrentLinkedQueue<>();
    private final AtomicInteger pooled = new AtomicInteger();

    Seals(byte[] key) {
        if (key.length < KEY_BYTES_MIN) {
            throw new IllegalArgumentException(
                    "handle key: expected " + KEY_BYTES_MIN + " bytes or more, found " + key.length);
        }
        idKey = new SecretKeySpec(Arrays.copyOf(derive(key, "message id"), 16), "AES");
        leaseKey = new SecretKeySpec(Arrays.copyOf(derive(key, "job lease"), 16), "AES");
        handleKey = new SecretKeySpec(derive(key, "receipt handle"), "HmacSHA256");
    }

    /** The id of a message as clients see it. */
    String messageId(MessageRef message) {
        byte[] clear = new byte[ID_BYTES];
        ByteBuffer target = ByteBuffer.wrap(clear);
        target.putInt((int) message.queueId());
        putFive(target, message.lane());
        putFive(target, message.slot());
        Tools tools = take();
        byte[] sealed = certain(() -> tools.ids.doFinal(clear));
        give(tools);
        return HEX.formatHex(sealed, 0, 4)
                + '-'
                + HEX.formatHex(sealed, 4, 6)
                + '-'
                + HEX.formatHex(sealed, 6, 8)
                + '-'
                + HEX.formatHex(sealed, 8, 10)
                + '-'
                + HEX.formatHex(sealed, 10, 16);
    }

    /** The message that an id of ours names, or null for anything else. */
    @Nullable MessageRef openMessageId(String messageId) {
        String hex = messageId.replace("-", "");
        if (hex.length() != 2 * ID_BYTES || !hex.chars().allMatch(HexFormat::isHexDigit)) {
            return null;
        }
        byte[] sealed = HEX.parseHex(hex);
        ByteBuffer clear =
                ByteBuffer.wrap(certain(() -> cipher(Cipher.DECRYPT_MODE, idKey).doFinal(sealed)));
        MessageRef message = new MessageRef(Integer.toUnsignedLong(clear.getInt()), five(clear), five(clear));
        // The last bytes of ours are zero, and there is only one spelling.
        return clear.getShort() == 0 && messageId(message).equals(messageId) ? message : null;
    }

    @Override
    public String jobId(MessageRef job) {
        return messageId(job);
    }

    @Override
    public @Nullable MessageRef openJobId(String jobId) {
        return openMessageId(jobId);
    }

    @Override
    public byte[] lease(LeaseRef lease) {
        byte[] token = new byte[LEASE_BYTES];
        ByteBuffer target = ByteBuffer.wrap(token);
        target.putInt((int) lease.message().queueId());
        putFive(target, lease.message().lane());
        putFive(target, lease.message().slot());
        target.putShort((short) lease.lease());
        target.putShort((short) (lease.lease() >>> 16));
        Tools tools = take();
        var unused = certain(() -> tools.leases.doFinal(token, 0, ID_BYTES, token, 0));
        give(tools);
        return token;
    }

    @Override
    public @Nullable LeaseRef openLease(byte[] lease) {
        if (lease.length != LEASE_BYTES) {
            return null;
        }
        byte[] clear = lease.clone();
        Tools tools = take();
        var unused = certain(() -> tools.leasesOpen.doFinal(lease, 0, ID_BYTES, clear, 0));
        give(tools);
        ByteBuffer source = ByteBuffer.wrap(clear);
        MessageRef job = new MessageRef(Integer.toUnsignedLong(source.getInt()), five(source), five(source));
        long number = Short.toUnsignedLong(source.getShort()) | Short.toUnsignedLong(source.getShort()) << 16;
        return new LeaseRef(job, number);
    }

    /** The receipt handle of a lease. */
    String receiptHandle(LeaseRef lease) {
        byte[] bytes = new byte[HANDLE_BYTES];
        ByteBuffer target = ByteBuffer.wrap(bytes);
        target.put(VERSION);
        target.putInt((int) lease.message().queueId());
        putFive(target, lease.message().lane());
        putFive(target, lease.message().slot());
        target.putInt((int) lease.lease());
        Tools tools = take();
        byte[] check = check(tools, bytes);
        give(tools);
        target.put(check, 0, CHECK_BYTES);
        return ENCODER.encodeToString(bytes);
    }

    /** The lease that a receipt handle of ours names, or null for anything else. */
    @Nullable LeaseRef open(String receiptHandle) {
        byte[] bytes = decode(receiptHandle);
        if (bytes == null || bytes[0] != VERSION) {
            return null;
        }
        Tools tools = take();
        byte[] check = Arrays.copyOf(check(tools, bytes), CHECK_BYTES);
        give(tools);
        if (!MessageDigest.isEqual(check, Arrays.copyOfRange(bytes, CLEAR_BYTES, HANDLE_BYTES))) {
            return null;
        }
        ByteBuffer source = ByteBuffer.wrap(bytes, 1, CLEAR_BYTES - 1);
        long queueId = Integer.toUnsignedLong(source.getInt());
        long lane = five(source);
        long slot = five(source);
        return new LeaseRef(new MessageRef(queueId, lane, slot), Integer.toUnsignedLong(source.getInt()));
    }

    private static byte @Nullable [] decode(String receiptHandle) {
        if (receiptHandle.length() != HANDLE_CHARS) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = DECODER.decode(receiptHandle);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
        // The last character carries spare bits: only the one spelling that we wrote is ours.
        return bytes.length == HANDLE_BYTES && ENCODER.encodeToString(bytes).equals(receiptHandle) ? bytes : null;
    }

    private static byte[] check(Tools tools, byte[] handle) {
        tools.mac.update(handle, 0, CLEAR_BYTES);
        return tools.mac.doFinal();
    }

    private static void putFive(ByteBuffer target, long value) {
        target.put((byte) (value >>> 32));
        target.putInt((int) value);
    }

    private static long five(ByteBuffer source) {
        long high = Byte.toUnsignedLong(source.get());
        return high << 32 | Integer.toUnsignedLong(source.getInt());
    }

    private static byte[] derive(byte[] key, String purpose) {
        return certain(() -> {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.US_ASCII));
        });
    }

    private Tools take() {
        Tools tools = pool.poll();
        if (tools != null) {
            pooled.decrementAndGet();
            return tools;
        }
        return certain(() -> {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(handleKey);
            return new Tools(
                    cipher(Cipher.ENCRYPT_MODE, idKey),
                    cipher(Cipher.ENCRYPT_MODE, leaseKey),
                    cipher(Cipher.DECRYPT_MODE, leaseKey),
                    mac);
        });
    }

    private void give(Tools tools) {
        if (pooled.incrementAndGet() <= POOLED_MAX) {
            pool.add(tools);
        } else {
            pooled.decrementAndGet();
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/ECB/NoPadding");
        cipher.init(mode, key);
        return cipher;
    }

    /** Every JDK has these ciphers, and they take such keys and blocks. */
    private static <T> T certain(Step<T> step) {
        try {
            return step.take();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK lacks AES or HmacSHA256", e);
        }
    }

    /** One use of a cipher. */
    @FunctionalInterface
    private interface Step<T> {
        T take() throws GeneralSecurityException;
    }

    private record Tools(Cipher ids, Cipher leases, Cipher leasesOpen, Mac mac) {}
}
