package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.SkidwayException;
import dev.skidway.engine.EngineHarness;
import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import dev.skidway.engine.ReplayEqualsLive;
import dev.skidway.timetable.Timetable;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What may be asked of schedules, how they are listed, and the bytes of their events. */
class ScheduleRulesTest {

    private static final long NOW = dev.skidway.testkit.ManualTime.START_MILLIS;

    @RegisterExtension
    static final ReplayEqualsLive ENGINE = ReplayEqualsLive.over(Q::domain);

    private static ScheduleSpec with(NewMessage job) {
        return S.spec(job);
    }

    private static NewMessage asking(JobOptions options) {
        return Q.message("x").with(options);
    }

    @TestTemplate
    void refusesWhatCannotBeAJobAgainAndAgain(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        List<NewMessage> jobs = List.of(
                Q.message("x", null, 0, 5),
                asking(new JobOptions(NOW + 1, -1, -1, null, null, Q.NONE, null, null)),
                asking(new JobOptions(-1, -1, NOW + 1, null, null, Q.NONE, null, null)),
                asking(new JobOptions(-1, -1, -1, null, null, Q.NONE, null, "again")),
                Q.message("x".repeat(QueueLimits.SCHEDULE_JOB_BYTES_MAX)),
                Q.message("x", "k".repeat(QueueLimits.KEY_BYTES_MAX + 1)),
                new NewMessage(new byte[0], new byte[0], QueueLimits.SCHEDULE_JOB_BYTES_MAX + 1, null, 0, -1),
                new NewMessage(new byte[0], new byte[0], 0, null, 0, -1, "id"));
        for (NewMessage job : jobs) {
            assertThat(engine.refused(S.create(with(job))).reason()).isEqualTo(QueueRejection.SCHEDULE_INVALID);
        }
        JobOptions tooMuch = new JobOptions(
                -1,
                -1,
                -1,
                null,
                null,
                new java.util.TreeMap<>(java.util.stream.IntStream.range(0, 15)
                        .boxed()
                        .collect(java.util.stream.Collectors.toMap(String::valueOf, String::valueOf))),
                null,
                null);
        assertThat(engine.refused(S.create(with(asking(tooMuch)))).reason()).isEqualTo(QueueRejection.JOB_INVALID);
    }

    @TestTemplate
    void refusesWhatCannotBeASchedule(EngineHarness<QueueDomain> engine) {
        ScheduleSpec good = S.spec(S.every(S.MINUTE), Overlap.SKIP, 0);
        assertThat(engine.refused(S.create(good)).reason()).isEqualTo(QueueRejection.QUEUE_NOT_FOUND);
        engine.done(Q.create(Q.ORDERS));
        for (String name : List.of("", "a.b", "a b", "x".repeat(QueueLimits.SCHEDULE_NAME_CHARS_MAX + 1))) {
            assertThat(engine.refused(new SaveSchedule(new ScheduleName(J.NAMESPACE, name), good, true, Q.ORIGIN))
                            .reason())
                    .isEqualTo(QueueRejection.SCHEDULE_INVALID);
        }
        Timetable over = S.of(new Timetable.Spec("", S.MINUTE, "", 0, 0, NOW));
        List<ScheduleSpec> bad = List.of(
                S.spec(over, Overlap.SKIP, 0),
                S.spec(S.every(S.MINUTE), Overlap.SKIP, QueueLimits.CATCH_UP_MILLIS_MAX + 1),
                good.with(true, "n".repeat(QueueLimits.NOTE_BYTES_MAX + 1)));
        for (ScheduleSpec spec : bad) {
            assertThat(engine.refused(S.create(spec)).reason()).isEqualTo(QueueRejection.SCHEDULE_INVALID);
        }
        Origin longName = new Origin("p".repeat(QueueLimits.PRINCIPAL_BYTES_MAX + 1), "");
        assertThat(engine.refused(new SaveSchedule(S.NAME, good, true, longName))
                        .reason())
                .isEqualTo(QueueRejection.SETTING_INVALID);
        engine.done(S.create(good));
        assertThat(engine.refused(S.create(good)).reason()).isEqualTo(QueueRejection.SCHEDULE_EXISTS);
        assertThat(engine.refused(new DeleteSchedule(S.NAME, longName)).reason())
                .isEqualTo(QueueRejection.SETTING_INVALID);
        for (var command : List.of(
                new PauseSchedule(S.NAME, true, "n".repeat(QueueLimits.NOTE_BYTES_MAX + 1), Q.ORIGIN),
                new TriggerSchedule(S.NAME, null, longName),
                new BackfillSchedule(S.NAME, NOW, NOW, 0, null, Q.ORIGIN),
                new BackfillSchedule(S.NAME, NOW, NOW, QueueLimits.BACKFILL_FIRINGS_MAX + 1, null, Q.ORIGIN),
                new BackfillSchedule(S.NAME, NOW, NOW + S.DAY, 1, null, Q.ORIGIN),
                new BackfillSchedule(S.NAME, NOW, NOW - 1, 1, null, Q.ORIGIN),
                new ListSchedules(J.NAMESPACE, "", "", QueueLimits.LIST_SCHEDULES_MAX + 1))) {
            assertThat(engine.refused(command).reason()).isEqualTo(QueueRejection.SCHEDULE_INVALID);
        }
    }

    @TestTemplate
    void refusesAJobWithoutGroupForAnOrderedQueue(EngineHarness<QueueDomain> engine) {
        QueueName fifo = new QueueName(J.NAMESPACE, "steps.fifo");
        engine.done(Fifo.create(fifo));
        ScheduleSpec spec = new ScheduleSpec(fifo.name(), S.every(1_000), S.job(), Overlap.SKIP, 0, false, "");

        assertThat(engine.refused(S.create(spec)).reason()).isEqualTo(QueueRejection.GROUP_MISSING);
    }

    @TestTemplate
    void saysThatThereIsNone(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        for (var command : List.of(
                S.update(S.spec(S.every(S.MINUTE), Overlap.SKIP, 0)),
                new DeleteSchedule(S.NAME, Q.ORIGIN),
                S.pause(true),
                S.trigger(null),
                new BackfillSchedule(S.NAME, 0, 0, 1, null, Q.ORIGIN),
                new GetSchedule(S.NAME))) {
            assertThat(engine.refused(command).reason()).isEqualTo(QueueRejection.SCHEDULE_NOT_FOUND);
        }
    }

    @TestTemplate
    void boundsWhatAllTakeTogether(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        byte[] body = new byte[QueueLimits.SCHEDULE_JOB_BYTES_MAX];
        ScheduleSpec large = S.spec(new NewMessage(body, new byte[0], body.length, null, 0, -1));
        int fit = (int) (QueueLimits.SCHEDULES_BYTES_MAX / ScheduleFields.bytesOf(large));
        for (int number = 0; number < fit; number++) {
            engine.done(new SaveSchedule(new ScheduleName(J.NAMESPACE, "s" + number), large, true, Q.ORIGIN));
        }
        assertThat(engine.refused(S.create(large)).reason()).isEqualTo(QueueRejection.SCHEDULE_LIMIT);
        engine.done(new DeleteSchedule(new ScheduleName(J.NAMESPACE, "s0"), Q.ORIGIN));
        engine.done(S.create(large));
    }

    @TestTemplate
    void listsPagesByName(EngineHarness<QueueDomain> engine) {
        engine.done(Q.create(Q.ORDERS));
        ScheduleSpec spec = S.spec(S.every(S.MINUTE), Overlap.SKIP, 0);
        for (String name : List.of("b2", "a1", "b1", "c1", "b3")) {
            engine.done(new SaveSchedule(new ScheduleName(J.NAMESPACE, name), spec, true, Q.ORIGIN));
        }
        engine.done(Q.create(new QueueName("other", "orders")));
        engine.done(new SaveSchedule(new ScheduleName("other", "b9"), spec, true, Q.ORIGIN));

        ListSchedules.Reply page = engine.done(new ListSchedules(J.NAMESPACE, "b", "", 2));
        assertThat(names(page)).containsExactly("b1", "b2");
        assertThat(page.more()).isTrue();
        ListSchedules.Reply rest = engine.done(new ListSchedules(J.NAMESPACE, "b", "b2", 2));
        assertThat(names(rest)).containsExactly("b3");
        assertThat(rest.more()).isFalse();
        assertThat(names(engine.done(new ListSchedules(J.NAMESPACE, "", "", 10))))
                .containsExactly("a1", "b1", "b2", "b3", "c1");
    }

    private static Stream<String> names(ListSchedules.Reply page) {
        return page.schedules().stream().map(view -> view.name().name());
    }

    private static <E extends Event> void checkBytes(EventType<E> type, E event) {
        ByteBuffer bytes = bytes(type, event);
        E read = type.decode(bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN), 0);
        assertThat(bytes(type, read)).as("%s again", event).isEqualTo(bytes);
        for (int length = 0; length < bytes.limit(); length++) {
            ByteBuffer cut = bytes.duplicate().limit(length);
            assertThatThrownBy(() -> type.decode(cut, 0))
                    .isInstanceOfSatisfying(
                            SkidwayException.class,
                            failure -> assertThat(failure.code()).isEqualTo(QueueError.EVENT_DAMAGED));
        }
        ByteBuffer longer = ByteBuffer.allocate(bytes.limit() + 1)
                .put(bytes.duplicate())
                .put((byte) 0)
                .flip();
        assertThatThrownBy(() -> type.decode(longer, 0)).isInstanceOf(SkidwayException.class);
    }

    private static <E extends Event> ByteBuffer bytes(EventType<E> type, E event) {
        ByteBuffer target = ByteBuffer.allocate(type.encodedBytes(event)).order(ByteOrder.LITTLE_ENDIAN);
        type.encode(event, target);
        assertThat(target.hasRemaining()).as("size is exact").isFalse();
        return target.flip();
    }

    @Test
    void eventsAreReadBackAndNoByteMoreOrLess() {
        UniqueKey unique = new UniqueKey("u", true, false, 7, UniqueKey.Mode.DEBOUNCE);
        NewMessage job = Q.message("body", "key", -3, -1)
                .with(new JobOptions(
                        -1,
                        9,
                        -1,
                        false,
                        RetryPolicy.AT_ONCE,
                        J.metadata("m", "n").metadata(),
                        unique,
                        null));
        Timetable timetable = S.of(new Timetable.Spec("0 5 * * *", 0, "Europe/Berlin", 6, 7, NOW));
        ScheduleSpec spec = new ScheduleSpec("orders", timetable, job, Overlap.CANCEL_OTHER, 8, true, "note");
        checkBytes(ScheduleSaved.TYPE, new ScheduleSaved(S.NAME, spec, 1, 2, Q.ORIGIN));
        checkBytes(
                ScheduleSaved.TYPE, new ScheduleSaved(S.NAME, S.spec(S.every(1_000), Overlap.SKIP, 0), 1, 2, Q.ORIGIN));
        checkBytes(ScheduleDeleted.TYPE, new ScheduleDeleted(S.NAME, Q.ORIGIN));
        checkBytes(SchedulePaused.TYPE, new SchedulePaused(S.NAME, true, "note", Q.ORIGIN));
        checkBytes(BackfillAsked.TYPE, new BackfillAsked(S.NAME, 1, 2, Overlap.SKIP, Q.ORIGIN));
        checkBytes(
                ScheduleFired.TYPE,
                new ScheduleFired(
                        S.NAME,
                        ScheduleFired.By.TRIGGER,
                        ScheduleFired.Outcome.SENT,
                        1,
                        2,
                        new MessageRef(1, 2, 3),
                        4,
                        5,
                        "",
                        Q.ORIGIN));
        checkBytes(
                ScheduleFired.TYPE,
                new ScheduleFired(
                        S.NAME,
                        ScheduleFired.By.TIMETABLE,
                        ScheduleFired.Outcome.SKIPPED,
                        9,
                        2,
                        null,
                        4,
                        5,
                        "why",
                        ScheduleFired.NOBODY));
    }

    @Test
    void aTimetableThatDoesNotHoldIsDamage() {
        Timetable timetable = S.cron("0 5 * * *", "Europe/Berlin");
        ScheduleSpec spec = new ScheduleSpec("orders", timetable, S.job(), Overlap.SKIP, 0, false, "");
        ByteBuffer bytes = bytes(ScheduleSaved.TYPE, new ScheduleSaved(S.NAME, spec, 1, 2, Q.ORIGIN));
        for (int place = 0; place < bytes.limit() - 6; place++) {
            if (bytes.get(place) == 'B' && bytes.get(place + 1) == 'e' && bytes.get(place + 2) == 'r') {
                bytes.put(place, (byte) 'X');
            }
        }
        assertThatThrownBy(() -> ScheduleSaved.TYPE.decode(bytes, 0)).hasMessageContaining("time zone");
    }

    @Test
    void writesTheBytesOfTheFormatPage() {
        ByteBuffer bytes = bytes(
                SchedulePaused.TYPE, new SchedulePaused(new ScheduleName("n", "s"), true, "x", new Origin("", "")));

        assertThat(java.util.HexFormat.of().formatHex(bytes.array()))
                .isEqualTo("01000000" + "6e" + "01000000" + "73" + "01" + "01000000" + "78" + "00000000" + "00000000");
    }
}
