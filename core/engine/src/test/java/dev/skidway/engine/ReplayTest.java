package dev.skidway.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.ToyEvents.Added;
import dev.skidway.journal.FrameHeader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What replay accepts, and all that it refuses instead of guessing. */
class ReplayTest {

    private final ToyDomain domain = new ToyDomain();
    private final LogHead head = new LogHead();
    private final RecordCodec codec = new RecordCodec(new EventRegistry(List.of(domain)));
    private final Replay replay = new Replay(0, 2, codec, new DecodedFrame(key -> {}), head);

    @Test
    void appliesFramesOfItsPartitionInOrder() {
        frame(1, 10, records(new Added("a", 1)));
        frame(2, 10, records(new Added("a", 2), new Added("b", 3)));

        assertThat(domain.total("a")).isEqualTo(3);
        assertThat(domain.total("b")).isEqualTo(3);
        assertThat(head.sequence()).isEqualTo(2);
    }

    @Test
    void passesOverFramesOfOtherPartitions() {
        replay.frame(64, new FrameHeader(1, 1, 7, 10, 1), records(new Added("a", 1)));

        assertThat(domain.total("a")).isZero();
        assertThat(head.sequence()).isZero();
    }

    @Test
    void refusesAPartitionThatIsNotConfigured() {
        assertRefused(
                EngineError.PARTITION_UNKNOWN,
                () -> replay.frame(64, new FrameHeader(2, 1, 1, 10, 1), records(new Added("a", 1))));
    }

    @Test
    void refusesAGapInTheSequence() {
        frame(1, 10, records(new Added("a", 1)));

        assertRefused(EngineError.SEQUENCE_GAP, () -> frame(3, 10, records(new Added("a", 1))));
    }

    @Test
    void refusesARepeatedFrame() {
        frame(1, 10, records(new Added("a", 1)));

        assertRefused(EngineError.SEQUENCE_GAP, () -> frame(1, 10, records(new Added("a", 1))));
    }

    @Test
    void refusesTimeThatGoesBack() {
        frame(1, 10, records(new Added("a", 1)));

        assertRefused(EngineError.SEQUENCE_GAP, () -> frame(2, 9, records(new Added("a", 1))));
    }

    @Test
    void refusesAnUnknownEventType() {
        ByteBuffer records = records(new Added("a", 1)).putShort(4, (short) 2399);

        assertRefused(EngineError.EVENT_UNKNOWN, () -> frame(1, 10, records));
    }

    @Test
    void refusesAnUnknownVersion() {
        ByteBuffer records = records(new Added("a", 1)).put(6, (byte) 2);

        assertRefused(EngineError.EVENT_UNKNOWN, () -> frame(1, 10, records));
    }

    @Test
    void refusesUnknownFlags() {
        ByteBuffer records = records(new Added("a", 1)).put(7, (byte) 1);

        assertRefused(EngineError.EVENT_UNKNOWN, () -> frame(1, 10, records));
    }

    @Test
    void refusesARecordThatIsLongerThanItsEvent() {
        ByteBuffer records = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
        records.putInt(20)
                .putShort((short) ToyEvents.REMINDER_FORGOTTEN.id())
                .put((byte) 1)
                .put((byte) 0)
                .clear();

        assertRefused(EngineError.EVENT_MALFORMED, () -> frame(1, 10, records));
    }

    @Test
    void refusesEveryCutOfAFrameAndAppliesNothingOfIt() {
        int whole = records(new Added("a", 1), new Added("b", 1)).remaining();

        for (int length = 0; length < whole; length++) {
            ByteBuffer cut = records(new Added("a", 1), new Added("b", 1)).limit(length);
            assertThatThrownBy(() -> replay.frame(64, new FrameHeader(0, 1, 1, 10, 2), cut))
                    .as("cut at %d", length)
                    .isInstanceOf(SkidwayException.class);
            assertThat(domain.total("a")).as("cut at %d", length).isZero();
        }
    }

    @Test
    void refusesTheStartWhenADomainFindsItsEventDamaged() {
        EventType<Added> damaged = ToyEvents.type(
                ToyEvents.ADDED.id(),
                Added.class,
                ToyEvents.ADDED::encodedBytes,
                ToyEvents.ADDED::encode,
                (source, offset) -> {
                    throw new SkidwayException(EngineError.EVENT_MALFORMED, Severity.STOP, "damaged");
                });
        Domain finding = new DelegatingDomain(domain) {
            @Override
            public List<EventBinding<?>> events() {
                return List.of(new EventBinding<>(damaged, (event, context) -> {}));
            }
        };
        RecordCodec reading = new RecordCodec(new EventRegistry(List.of(finding)));
        Replay refusing = new Replay(0, 2, reading, new DecodedFrame(key -> {}), head);

        assertRefused(
                EngineError.EVENT_MALFORMED,
                () -> refusing.frame(64, new FrameHeader(0, 1, 1, 10, 1), records(new Added("a", 1))));
    }

    @Test
    void refusesBytesBehindTheLastRecord() {
        ByteBuffer records = records(new Added("a", 1), new Added("b", 1));

        assertRefused(EngineError.EVENT_MALFORMED, () -> replay.frame(64, new FrameHeader(0, 1, 1, 10, 1), records));
    }

    @Test
    void refusesAnEventThatCannotBeApplied() {
        assertRefused(EngineError.REPLAY_FAILED, () -> frame(1, 10, records(new ToyEvents.Broken())));
    }

    private void frame(long sequence, long timestampMillis, ByteBuffer records) {
        int count = records.remaining() > 30 ? 2 : 1;
        replay.frame(64, new FrameHeader(0, 1, sequence, timestampMillis, count), records);
    }

    private ByteBuffer records(Event... events) {
        ByteBuffer records = ByteBuffer.allocate(100).order(ByteOrder.LITTLE_ENDIAN);
        codec.encode(List.of(events), records);
        return records.flip();
    }

    private static void assertRefused(EngineError code, Runnable replaying) {
        assertThatThrownBy(replaying::run).isInstanceOfSatisfying(SkidwayException.class, refused -> {
            assertThat(refused.code()).isEqualTo(code);
            assertThat(refused.severity()).isEqualTo(Severity.REFUSE_START);
        });
    }
}
