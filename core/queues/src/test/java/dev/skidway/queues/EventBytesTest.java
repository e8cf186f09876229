package dev.skidway.queues;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Event;
import dev.skidway.engine.EventType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every event: exact size, the same event back, and no byte too few or too many accepted. */
class EventBytesTest {

    record Sample<E extends Event>(EventType<E> type, E event) {

        ByteBuffer bytes() {
            ByteBuffer target = ByteBuffer.allocate(type.encodedBytes(event)).order(ByteOrder.LITTLE_ENDIAN);
            type.encode(event, target);
            assertThat(target.hasRemaining()).as("size is exact").isFalse();
            return target.flip();
        }

        E decode(ByteBuffer source) {
            return type.decode(source, 1_000);
        }
    }

    static Stream<Sample<?>> samples() {
        return Stream.of(
                new Sample<>(
                        QueueCreated.TYPE, new QueueCreated(1, Q.ORDERS, SettingsRules.DEFAULTS, Q.NONE, Q.ORIGIN)),
                new Sample<>(QueueDeleted.TYPE, new QueueDeleted(2, Q.ORIGIN)),
                new Sample<>(QueueSettingsChanged.TYPE, new QueueSettingsChanged(3, SettingsRules.DEFAULTS, Q.ORIGIN)),
                new Sample<>(
                        QueueSettingsChanged.TYPE,
                        new QueueSettingsChanged(
                                3,
                                SettingsRules.changed(
                                        SettingsRules.changed(
                                                SettingsRules.DEFAULTS,
                                                Q.deadLetters(new DeadLetterPolicy("failed", 1_000))),
                                        Q.sources(DeadLetterSources.Allowed.NAMED, "a", "b")),
                                Q.ORIGIN)),
                new Sample<>(
                        MessagesDeadLettered.TYPE,
                        new MessagesDeadLettered(
                                1,
                                2,
                                List.of(new MessagesSent.NewLane(3, -1, "k")),
                                List.of(new MessagesDeadLettered.Moved(4, 5, 6, 7)))),
                new Sample<>(MoveTaskStarted.TYPE, new MoveTaskStarted(1, 2, 0, 500, 3, null, Q.ORIGIN)),
                new Sample<>(MoveTaskCancelled.TYPE, new MoveTaskCancelled(1, Q.ORIGIN)),
                new Sample<>(
                        MessagesMoved.TYPE,
                        new MessagesMoved(
                                1,
                                2,
                                99,
                                null,
                                List.of(
                                        new MessagesMoved.To(
                                                3,
                                                List.of(new MessagesSent.NewLane(3, -1, "k")),
                                                List.of(new MessagesDeadLettered.Moved(4, 5, 6, 7))),
                                        new MessagesMoved.To(
                                                4, List.of(), List.of(new MessagesDeadLettered.Moved(8, 9, 10, 11)))))),
                new Sample<>(MoveTaskEnded.TYPE, new MoveTaskEnded(1, MoveTaskStatus.COMPLETED, null)),
                new Sample<>(
                        MoveTaskEnded.TYPE, new MoveTaskEnded(1, MoveTaskStatus.FAILED, MoveFailure.DESTINATION_FULL)),
                new Sample<>(QueuePurged.TYPE, new QueuePurged(4, Q.ORIGIN)),
                new Sample<>(
                        MessagesLeased.TYPE,
                        new MessagesLeased(5, 99, "", "", false, List.of(new MessagesLeased.Leased(1, 2, 3)))),
                new Sample<>(
                        MessagesLeased.TYPE,
                        new MessagesLeased(
                                5, 99, "attempt", "worker", true, List.of(new MessagesLeased.Leased(1, 2, 3)))),
                new Sample<>(
                        MessagesDeleted.TYPE, new MessagesDeleted(6, true, List.of(new MessagesDeleted.Deleted(1, 2)))),
                new Sample<>(
                        VisibilityChanged.TYPE,
                        new VisibilityChanged(7, List.of(new VisibilityChanged.Changed(1, 2, 3)))),
                new Sample<>(TimersFired.TYPE, new TimersFired(8, 100)),
                new Sample<>(
                        QueueTagsChanged.TYPE,
                        new QueueTagsChanged(9, new TreeMap<>(Map.of("a", "b", "c", "")), Q.ORIGIN)));
    }

    static Stream<Sample<?>> dispatchSamples() {
        return Stream.of(
                new Sample<>(
                        QueueSettingsChanged.TYPE,
                        new QueueSettingsChanged(
                                3,
                                SettingsRules.changed(
                                        SettingsRules.DEFAULTS,
                                        new SettingsChange(new DispatchChange(
                                                0,
                                                7,
                                                RateLimit.perSecond(3, 4),
                                                true,
                                                true,
                                                "because",
                                                new KeyLimits(5, new RateLimit(6, 7, 8), 9),
                                                List.of("a", "b"),
                                                new QuarantinePolicy(1, 2, 3)))),
                                Q.ORIGIN)),
                new Sample<>(
                        KeySettingsChanged.TYPE,
                        new KeySettingsChanged(
                                3,
                                List.of(
                                        new KeySettingsChanged.Changed("", KeySettings.DEFAULT, true),
                                        new KeySettingsChanged.Changed(
                                                "k",
                                                new KeySettings(7, 1, RateLimit.perSecond(2, 3), -1, true, "note"),
                                                false)),
                                Q.ORIGIN)),
                new Sample<>(
                        LimitSet.TYPE, new LimitSet(new LimitName("1", "a"), -1, RateLimit.perSecond(1, 2), Q.ORIGIN)),
                new Sample<>(LimitDeleted.TYPE, new LimitDeleted(new LimitName("1", "a"), Q.ORIGIN)),
                new Sample<>(
                        JobsReprioritized.TYPE,
                        new JobsReprioritized(
                                1,
                                List.of(new MessagesSent.NewLane(3, Integer.MIN_VALUE, "k")),
                                List.of(new MessagesDeadLettered.Moved(4, 5, 6, 7)))));
    }

    @ParameterizedTest
    @MethodSource({"samples", "dispatchSamples"})
    void readsWhatItWrote(Sample<?> sample) {
        assertThat(sample.decode(sample.bytes())).isEqualTo(sample.event());
    }

    @ParameterizedTest
    @MethodSource({"samples", "dispatchSamples"})
    void refusesAByteTooFewOrTooMany(Sample<?> sample) {
        ByteBuffer whole = sample.bytes();
        for (int length = 0; length < whole.limit(); length++) {
            ByteBuffer cut = whole.duplicate().limit(length);
            assertThatThrownBy(() -> sample.decode(cut))
                    .isInstanceOfSatisfying(
                            SkidwayException.class,
                            failure -> assertThat(failure.code()).isEqualTo(QueueError.EVENT_DAMAGED));
        }
        ByteBuffer longer =
                ByteBuffer.allocate(whole.limit() + 1).put(whole.duplicate()).clear();
        assertThatThrownBy(() -> sample.decode(longer)).hasMessageContaining("nothing more");
    }

    @Test
    void writesTheBytesOfTheFormatPage() {
        NewMessage message = new NewMessage(new byte[] {1, 2}, new byte[] {9}, 2, "k", 0, -1);
        MessagesSent sent = new MessagesSent(
                1,
                List.of(new MessagesSent.NewLane(3, -1, "k")),
                List.of(MessagesSent.Sent.toWrite(3, 4, 5, null, null, null, false, message)));
        ByteBuffer bytes = new Sample<>(MessagesSent.TYPE, sent).bytes();

        assertThat(HexFormat.of().formatHex(bytes.array()))
                .isEqualTo("0100000000000000" + "01000000" + "0300000000000000" + "ffffffff" + "01000000" + "6b"
                        + "00" + "01000000" + "0300000000000000" + "0400000000000000" + "0500000000000000" + "01000000"
                        + "02000000" + "41e7ed0f" + "09" + "0102");
        MessagesSent read = MessagesSent.TYPE.decode(bytes, 1_000);
        assertThat(read.newLanes()).isEqualTo(sent.newLanes());
        assertThat(read.messages().getFirst().payload()).isEqualTo(new Payload(1_070, 1, 2));
    }

    @Test
    void writesCopiedPayloadsAsTheyWereStored() {
        PayloadsCopied copied = new PayloadsCopied(List.of(new PayloadsCopied.Copied(
                1, 3, 4, new Payload(0, 1, 2), ByteBuffer.wrap(HexFormat.of().parseHex("41e7ed0f090102")))));
        ByteBuffer bytes = new Sample<>(PayloadsCopied.TYPE, copied).bytes();

        assertThat(HexFormat.of().formatHex(bytes.array()))
                .isEqualTo("01000000" + "0100000000000000" + "0300000000000000" + "0400000000000000" + "01000000"
                        + "02000000" + "41e7ed0f" + "09" + "0102");
        assertThat(PayloadsCopied.TYPE.decode(bytes, 1_000).payloads())
                .containsExactly(new PayloadsCopied.Copied(1, 3, 4, new Payload(1_040, 1, 2), ByteBuffer.allocate(0)));
    }

    @Test
    void refusesCopiedPayloadsAByteTooFewOrTooMany() {
        PayloadsCopied copied = new PayloadsCopied(
                List.of(new PayloadsCopied.Copied(1, 3, 4, new Payload(0, 1, 2), ByteBuffer.allocate(7))));
        refusesAByteTooFewOrTooMany(new Sample<>(PayloadsCopied.TYPE, copied));
    }

    @Test
    void givesEveryEventAnIdOfTheDomain() {
        List<Integer> ids =
                Q.domain().events().stream().map(binding -> binding.type().id()).toList();

        assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id >= 256 && id <= 511);
    }
}
