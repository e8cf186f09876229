package dev.skidway.queues;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What travels with a body: attributes, who sent it, a trace header and a deduplication id; opaque bytes to the state machine, read by gateways.
 *
 * <p>Layout: {@code docs/formats/message-headers.md}. A reader skips fields it does not know.
 *
 * @param attributes what the sender attached, in its order; at most {@link #ATTRIBUTES_MAX}
 * @param sender authenticated identity of the sender, empty when unknown
 * @param traceHeader the protocol's trace header, or null
 * @param deduplicationId as the sender gave it, or null
 */
public record MessageHeaders(
        List<MessageAttribute> attributes,
        String sender,
        @Nullable String traceHeader,
        @Nullable String deduplicationId) {

    /** Most attributes that a message can carry here; protocols allow fewer. */
    public static final int ATTRIBUTES_MAX = 100;

    static final int FORMAT = 1;
    private static final int FIELD_SENDER = 1;
    private static final int FIELD_TRACE = 2;
    private static final int FIELD_ATTRIBUTE = 3;
    private static final int FIELD_DEDUPLICATION = 4;
    private static final int FIELD_HEADER_BYTES = 5;

    public MessageHeaders {
        attributes = List.copyOf(attributes);
        if (attributes.size() > ATTRIBUTES_MAX) {
            throw new IllegalArgumentException(
                    "expected at most " + ATTRIBUTES_MAX + " attributes, found " + attributes.size());
        }
    }

    /** Headers without a deduplication id. */
    public MessageHeaders(List<MessageAttribute> attributes, String sender, @Nullable String traceHeader) {
        this(attributes, sender, traceHeader, null);
    }

    /** The encoded form: empty when there is nothing to say. */
    public byte[] encode() {
        byte[] senderBytes = utf8(sender);
        byte[] traceBytes = traceHeader == null ? new byte[0] : utf8(traceHeader);
        byte[] deduplicationBytes = deduplicationId == null ? new byte[0] : utf8(deduplicationId);
        int bytes = 1
                + fieldBytes(senderBytes.length)
                + (traceHeader == null ? 0 : FIELD_HEADER_BYTES + traceBytes.length)
                + (deduplicationId == null ? 0 : FIELD_HEADER_BYTES + deduplicationBytes.length);
        for (MessageAttribute attribute : attributes) {
            bytes = Math.addExact(bytes, FIELD_HEADER_BYTES + attributeBytes(attribute));
        }
        if (bytes == 1) {
            return new byte[0];
        }
        ByteBuffer target = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
        target.put((byte) FORMAT);
        if (senderBytes.length > 0) {
            putField(target, FIELD_SENDER, senderBytes);
        }
        if (traceHeader != null) {
            putField(target, FIELD_TRACE, traceBytes);
        }
        if (deduplicationId != null) {
            putField(target, FIELD_DEDUPLICATION, deduplicationBytes);
        }
        for (MessageAttribute attribute : attributes) {
            putAttribute(target, attribute);
        }
        return target.array();
    }

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws IllegalArgumentException if the bytes are not such headers
     */
    public static MessageHeaders decode(byte[] bytes) {
        if (bytes.length == 0) {
            return new MessageHeaders(List.of(), "", null);
        }
        ByteBuffer source = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int format = source.get() & 0xFF;
        if (format != FORMAT) {
            throw new IllegalArgumentException("expected message headers of format " + FORMAT + ", found " + format);
        }
        String sender = "";
        String trace = null;
        String deduplicationId = null;
        List<MessageAttribute> attributes = new ArrayList<>();
        while (source.hasRemaining()) {
            ByteBuffer field = nextField(source);
            switch (field.get(field.position() - FIELD_HEADER_BYTES)) {
                case FIELD_SENDER -> sender = text(field, field.remaining());
                case FIELD_TRACE -> trace = text(field, field.remaining());
                case FIELD_DEDUPLICATION -> deduplicationId = text(field, field.remaining());
                case FIELD_ATTRIBUTE -> attributes.add(attribute(field));
                default -> {
                    // Written by a later version; its length lets us pass over it.
                }
            }
        }
        return new MessageHeaders(attributes, sender, trace, deduplicationId);
    }

    private static ByteBuffer nextField(ByteBuffer source) {
        require(source.remaining() >= FIELD_HEADER_BYTES, "a field header of " + FIELD_HEADER_BYTES + " bytes", source);
        source.get();
        int length = source.getInt();
        require(length >= 0 && length <= source.remaining(), "a field of " + length + " bytes", source);
        ByteBuffer field = source.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        field.limit(source.position() + length);
        source.position(source.position() + length);
        return field;
    }

    private static MessageAttribute attribute(ByteBuffer field) {
        require(field.remaining() >= 5, "an attribute", field);
        boolean binary = field.get() != 0;
        String name = text(field, field.getShort() & 0xFFFF);
        require(field.remaining() >= 2, "an attribute's type", field);
        String type = text(field, field.getShort() & 0xFFFF);
        byte[] value = new byte[field.remaining()];
        field.get(value);
        return new MessageAttribute(name, type, binary, value);
    }

    private static String text(ByteBuffer source, int length) {
        require(source.remaining() >= length, "text of " + length + " bytes", source);
        byte[] bytes = new byte[length];
        source.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void require(boolean holds, String expected, ByteBuffer source) {
        if (!holds) {
            throw new IllegalArgumentException("message headers: expected " + expected + ", found " + source.remaining()
                    + " bytes at offset " + source.position());
        }
    }

    private static void putField(ByteBuffer target, int field, byte[] value) {
        target.put((byte) field).putInt(value.length).put(value);
    }

    private static void putAttribute(ByteBuffer target, MessageAttribute attribute) {
        byte[] name = utf8(attribute.name());
        byte[] type = utf8(attribute.type());
        target.put((byte) FIELD_ATTRIBUTE).putInt(attributeBytes(attribute));
        target.put((byte) (attribute.binary() ? 1 : 0));
        target.putShort((short) name.length).put(name);
        target.putShort((short) type.length).put(type);
        target.put(attribute.value());
    }

    private static int fieldBytes(int length) {
        return length == 0 ? 0 : FIELD_HEADER_BYTES + length;
    }

    private static int attributeBytes(MessageAttribute attribute) {
        int name = utf8(attribute.name()).length;
        int type = utf8(attribute.type()).length;
        if (name > 0xFFFF || type > 0xFFFF) {
            throw new IllegalArgumentException("expected an attribute name and type of at most 65,535 bytes each");
        }
        return Math.addExact(5 + name + type, attribute.value().length);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
