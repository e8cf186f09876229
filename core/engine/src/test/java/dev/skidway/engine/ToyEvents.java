package dev.skidway.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.ToIntFunction;

/** The events of {@link ToyDomain} and their forms on disk. */
final class ToyEvents {

    private ToyEvents() {}

    record Added(String name, long amount) implements Event {}

    record ReminderSet(long id, long dueMillis, String name) implements Event {}

    record ReminderForgotten(long id) implements Event {}

    record RemindersFired(long upToMillis, int countMax) implements Event {}

    record Filled(int bytes) implements Event {}

    record Broken() implements Event {}

    static final EventType<Added> ADDED = type(
            2304,
            Added.class,
            event -> 8 + utf8(event.name).length,
            (event, target) -> target.putLong(event.amount).put(utf8(event.name)),
            (source, position) -> {
                long amount = source.getLong();
                return new Added(rest(source), amount);
            });

    static final EventType<ReminderSet> REMINDER_SET = type(
            2305,
            ReminderSet.class,
            event -> 16 + utf8(event.name).length,
            (event, target) -> target.putLong(event.id).putLong(event.dueMillis).put(utf8(event.name)),
            (source, position) -> {
                long id = source.getLong();
                long dueMillis = source.getLong();
                return new ReminderSet(id, dueMillis, rest(source));
            });

    static final EventType<ReminderForgotten> REMINDER_FORGOTTEN = type(
            2306,
            ReminderForgotten.class,
            event -> 8,
            (event, target) -> target.putLong(event.id),
            (source, position) -> new ReminderForgotten(source.getLong()));

    static final EventType<RemindersFired> REMINDERS_FIRED = type(
            2307,
            RemindersFired.class,
            event -> 12,
            (event, target) -> target.putLong(event.upToMillis).putInt(event.countMax),
            (source, position) -> {
                long upToMillis = source.getLong();
                return new RemindersFired(upToMillis, source.getInt());
            });

    static final EventType<Filled> FILLED = type(
            2308,
            Filled.class,
            event -> event.bytes,
            (event, target) -> target.put(new byte[event.bytes]),
            (source, position) -> new Filled(rest(source).length()));

    static final EventType<Broken> BROKEN =
            type(2309, Broken.class, event -> 0, (event, target) -> {}, (source, position) -> new Broken());

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String rest(ByteBuffer source) {
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    static <E extends Event> EventType<E> type(
            int id,
            Class<E> eventClass,
            ToIntFunction<E> size,
            BiConsumer<E, ByteBuffer> encoder,
            BiFunction<ByteBuffer, Long, E> decoder) {
        return new EventType<>() {
            @Override
            public int id() {
                return id;
            }

            @Override
            public int version() {
                return 1;
            }

            @Override
            public Class<E> eventClass() {
                return eventClass;
            }

            @Override
            public void encode(E event, ByteBuffer target) {
                encoder.accept(event, target);
            }

            @Override
            public int encodedBytes(E event) {
                return size.applyAsInt(event);
            }

            @Override
            public E decode(ByteBuffer source, long bodyOffset) {
                return decoder.apply(source, bodyOffset);
            }
        };
    }
}
