package dev.skidway.queues;

import dev.skidway.base.ErrorCode;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads and writes the fields that events and snapshot units share; a reader checks every length before it believes it. */
final class Fields {

    private static final int FIFO = 1;
    private static final int CONTENT_BASED = 2;
    private static final int SCOPE_GROUP = 4;
    private static final int LIMIT_PER_GROUP = 8;
    private static final int TEXT_BYTES_MAX = QueueLimits.NAMED_VALUES_BYTES_MAX;

    private final ByteBuffer source;
    private final ErrorCode code;
    private final Severity severity;
    private final String what;

    private Fields(ByteBuffer source, ErrorCode code, Severity severity, String what) {
        this.source = source.order(ByteOrder.LITTLE_ENDIAN);
        this.code = code;
        this.severity = severity;
        this.what = what;
    }

    static Fields ofEvent(ByteBuffer source, String event) {
        return new Fields(source, QueueError.EVENT_DAMAGED, Severity.STOP, "event " + event);
    }

    static Fields ofUnit(ByteBuffer source, String unit) {
        return new Fields(source, QueueError.SNAPSHOT_DAMAGED, Severity.REFUSE_START, "snapshot unit " + unit);
    }

    void require(boolean holds, String expected) {
        if (!holds) {
            throw unexpected(expected);
        }
    }

    SkidwayException unexpected(String expected) {
        return new SkidwayException(
                code, severity, what + ": expected " + expected + " before byte " + source.position());
    }

    private void need(int bytes) {
        if (bytes < 0 || source.remaining() < bytes) {
            throw unexpected(bytes + " more bytes");
        }
    }

    int u16() {
        need(2);
        return Short.toUnsignedInt(source.getShort());
    }

    int u8() {
        need(1);
        return source.get() & 0xFF;
    }

    int i32() {
        need(4);
        return source.getInt();
    }

    long i64() {
        need(8);
        return source.getLong();
    }

    /** A count or length from 0 to {@code max}. */
    int count(int max) {
        int count = i32();
        if (count < 0 || count > max) {
            throw unexpected("a number from 0 to " + max + ", found " + Integer.toUnsignedString(count));
        }
        return count;
    }

    /** A number from {@code min} to {@code max}. */
    long ranged(long min, long max) {
        long value = i64();
        if (value < min || value > max) {
            throw unexpected("a number from " + min + " to " + max + ", found " + value);
        }
        return value;
    }

    String text(int bytesMax) {
        return new String(bytes(bytesMax), StandardCharsets.UTF_8);
    }

    byte[] bytes(int bytesMax) {
        int length = count(bytesMax);
        need(length);
        byte[] bytes = new byte[length];
        source.get(bytes);
        return bytes;
    }

    @Nullable String key() {
        String key = text(QueueLimits.KEY_BYTES_MAX);
        return key.isEmpty() ? null : key;
    }

    int position() {
        return source.position();
    }

    void skip(int bytes) {
        need(bytes);
        source.position(source.position() + bytes);
    }

    void end() {
        if (source.hasRemaining()) {
            throw unexpected("nothing more, found " + source.remaining() + " bytes");
        }
    }

    SortedMap<String, String> named() {
        int count = count(QueueLimits.NAMED_VALUES_MAX);
        TreeMap<String, String> named = new TreeMap<>();
        for (int index = 0; index < count; index++) {
            String name = text(TEXT_BYTES_MAX);
            named.put(name, text(TEXT_BYTES_MAX));
        }
        return Collections.unmodifiableSortedMap(named);
    }

    QueueName queueName() {
        return new QueueName(text(4 * QueueLimits.NAMESPACE_CHARS_MAX), text(QueueLimits.QUEUE_NAME_CHARS_MAX));
    }

    Origin origin() {
        return new Origin(text(QueueLimits.PRINCIPAL_BYTES_MAX), text(QueueLimits.REQUEST_ID_BYTES_MAX));
    }

    QueueSettings settings() {
        return new QueueSettings(
                ranged(0, QueueLimits.DELAY_MILLIS_MAX),
                ranged(QueueLimits.MESSAGE_BYTES_MIN, QueueLimits.MESSAGE_BYTES_MAX),
                ranged(QueueLimits.RETENTION_MILLIS_MIN, QueueLimits.RETENTION_MILLIS_MAX),
                ranged(0, QueueLimits.WAIT_MILLIS_MAX),
                ranged(0, QueueLimits.VISIBILITY_MILLIS_MAX),
                ranged(1, QueueLimits.IN_FLIGHT_MAX),
                deadLetters(),
                deadLetterSources(),
                fifo(),
                FieldsOfDispatch.settings(this),
                FieldsOfJobs.settings(this),
                named());
    }

    private DeadLetterPolicy deadLetters() {
        DeadLetterPolicy policy = new DeadLetterPolicy(
                text(QueueLimits.QUEUE_NAME_CHARS_MAX), count(QueueLimits.DEAD_LETTER_RECEIVES_MAX));
        require(policy.on() == policy.receiveCountMax() > 0, "a dead-letter queue and a count, or neither");
        return policy;
    }

    private DeadLetterSources deadLetterSources() {
        int allowed = u8();
        require(allowed < DeadLetterSources.Allowed.values().length, "a rule for dead-letter sources from 0 to 2");
        int count = count(QueueLimits.DEAD_LETTER_SOURCES_MAX);
        List<String> names = new ArrayList<>(count);
        for (int index = 0; index < count; index++) {
            names.add(text(QueueLimits.QUEUE_NAME_CHARS_MAX));
        }
        return new DeadLetterSources(DeadLetterSources.Allowed.values()[allowed], names);
    }

    private FifoSettings fifo() {
        int flags = u8();
        require(flags < 16, "flags of FIFO settings from 0 to 15");
        return new FifoSettings(
                (flags & FIFO) != 0,
                (flags & CONTENT_BASED) != 0,
                (flags & SCOPE_GROUP) != 0
                        ? FifoSettings.DeduplicationScope.GROUP
                        : FifoSettings.DeduplicationScope.QUEUE,
                (flags & LIMIT_PER_GROUP) != 0
                        ? FifoSettings.ThroughputLimit.PER_GROUP
                        : FifoSettings.ThroughputLimit.PER_QUEUE);
    }

    // ---- writing

    /** False if the text holds half a surrogate pair: in UTF-8 all such texts would become the same one. */
    static boolean isText(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || at + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(++at))) {
                    return false;
                }
            }
        }
        return true;
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static int bytesOf(String text) {
        return 4 + utf8(text).length;
    }

    static void put(ByteBuffer target, String text) {
        byte[] bytes = utf8(text);
        target.putInt(bytes.length).put(bytes);
    }

    static int bytesOf(SortedMap<String, String> named) {
        int bytes = 4;
        for (var entry : named.entrySet()) {
            bytes += bytesOf(entry.getKey()) + bytesOf(entry.getValue());
        }
        return bytes;
    }

    static void put(ByteBuffer target, SortedMap<String, String> named) {
        target.putInt(named.size());
        named.forEach((name, value) -> {
            put(target, name);
            put(target, value);
        });
    }

    static int bytesOf(QueueName name) {
        return bytesOf(name.namespace()) + bytesOf(name.name());
    }

    static void put(ByteBuffer target, QueueName name) {
        put(target, name.namespace());
        put(target, name.name());
    }

    static int bytesOf(Origin origin) {
        return bytesOf(origin.principal()) + bytesOf(origin.requestId());
    }

    static void put(ByteBuffer target, Origin origin) {
        put(target, origin.principal());
        put(target, origin.requestId());
    }

    static int bytesOf(QueueSettings settings) {
        int bytes = 48 + bytesOf(settings.deadLetters().targetName()) + 4 + 5 + 1 + bytesOf(settings.extra());
        bytes += FieldsOfDispatch.bytesOf(settings.dispatch());
        bytes += FieldsOfJobs.bytesOf(settings.jobs());
        for (String name : settings.deadLetterSources().names()) {
            bytes += bytesOf(name);
        }
        return bytes;
    }

    static void put(ByteBuffer target, QueueSettings settings) {
        target.putLong(settings.delayMillis());
        target.putLong(settings.messageBytesMax());
        target.putLong(settings.retentionMillis());
        target.putLong(settings.receiveWaitMillis());
        target.putLong(settings.visibilityMillis());
        target.putLong(settings.inFlightMax());
        put(target, settings.deadLetters().targetName());
        target.putInt(settings.deadLetters().receiveCountMax());
        target.put((byte) settings.deadLetterSources().allowed().ordinal());
        target.putInt(settings.deadLetterSources().names().size());
        settings.deadLetterSources().names().forEach(name -> put(target, name));
        target.put((byte) flags(settings.fifo()));
        FieldsOfDispatch.put(target, settings.dispatch());
        FieldsOfJobs.put(target, settings.jobs());
        put(target, settings.extra());
    }

    private static int flags(FifoSettings fifo) {
        return (fifo.fifo() ? FIFO : 0)
                | (fifo.contentBasedDeduplication() ? CONTENT_BASED : 0)
                | (fifo.deduplicationScope() == FifoSettings.DeduplicationScope.GROUP ? SCOPE_GROUP : 0)
                | (fifo.throughputLimit() == FifoSettings.ThroughputLimit.PER_GROUP ? LIMIT_PER_GROUP : 0);
    }
}
