package dev.skidway.client;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * When a schedule fires: {@code Timetable.cron("0 2 * * *").zone(ZoneId.of("Europe/Berlin"))}. Each method with a value returns another
 * timetable; each without one tells a value, or null where none was said.
 */
public final class Timetable {

    private final dev.skidway.v1.Timetable proto;

    private Timetable(dev.skidway.v1.Timetable proto) {
        this.proto = proto;
    }

    static Timetable of(dev.skidway.v1.Timetable proto) {
        return new Timetable(proto);
    }

    /** A cron line of 5 fields (minute, hour, day of month, month, day of week) or 6 (second first), at most 256 characters. */
    public static Timetable cron(String line) {
        return new Timetable(dev.skidway.v1.Timetable.newBuilder().setCron(line).build());
    }

    /** Every so often, 1 s to 366 days, counted from the start, else from 1970. */
    public static Timetable every(Duration interval) {
        return new Timetable(dev.skidway.v1.Timetable.newBuilder()
                .setEvery(Protos.duration(interval))
                .build());
    }

    /**
     * The zone of a cron line. A local time that a change to summer time skips fires at the moment of the change; one that a change back
     * repeats fires once, the first time. Default: UTC.
     */
    public Timetable zone(ZoneId zone) {
        return with(timetable -> timetable.setTimeZone(zone.getId()));
    }

    /** Each firing is put off by up to this much, less than 24 hours; the same time always by the same amount. Default: 0. */
    public Timetable jitter(Duration time) {
        return with(timetable -> timetable.setJitter(Protos.duration(time)));
    }

    /** Not before this time. */
    public Timetable start(Instant time) {
        return with(timetable -> timetable.setStart(Protos.timestamp(time)));
    }

    /** Not at this time or after. */
    public Timetable end(Instant time) {
        return with(timetable -> timetable.setEnd(Protos.timestamp(time)));
    }

    private Timetable with(Consumer<dev.skidway.v1.Timetable.Builder> change) {
        dev.skidway.v1.Timetable.Builder changed = proto.toBuilder();
        change.accept(changed);
        return new Timetable(changed.build());
    }

    public @Nullable String cron() {
        return proto.hasCron() ? proto.getCron() : null;
    }

    public @Nullable Duration every() {
        return Protos.durationIf(proto.hasEvery(), proto.getEvery());
    }

    public @Nullable ZoneId zone() {
        return proto.getTimeZone().isEmpty() ? null : ZoneId.of(proto.getTimeZone());
    }

    public @Nullable Duration jitter() {
        return Protos.durationIf(proto.hasJitter(), proto.getJitter());
    }

    public @Nullable Instant start() {
        return Protos.instantIf(proto.hasStart(), proto.getStart());
    }

    public @Nullable Instant end() {
        return Protos.instantIf(proto.hasEnd(), proto.getEnd());
    }

    dev.skidway.v1.Timetable proto() {
        return proto;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Timetable timetable && timetable.proto.equals(proto);
    }

    @Override
    public int hashCode() {
        return proto.hashCode();
    }

    @Override
    public String toString() {
        return "Timetable " + Protos.text(proto);
    }
}
