package dev.skidway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.SkidwayException;
import dev.skidway.journal.Disk;
import dev.skidway.journal.FrameHeader;
import dev.skidway.journal.Journal;
import dev.skidway.journal.JournalConfig;
import dev.skidway.journal.JournalError;
import dev.skidway.journal.Storage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every journal must do, whatever disk it stands on; each disk runs it as a subclass. */
public abstract class JournalContract {

    private static final JournalConfig CONFIG = JournalConfig.small();

    private final ManualTime time = new ManualTime();
    private Storage storage;
    private Journal journal;
    private long sequence;

    /** Opens the folder of this test; called again after a close, it finds what was left. */
    protected abstract Disk openFolder() throws IOException;

    @BeforeEach
    final void openStorage() throws IOException {
        storage = Storage.open(openFolder(), CONFIG, time);
        journal = storage.journal();
        sequence = 0;
    }

    @AfterEach
    final void closeStorage() throws IOException {
        storage.close();
    }

    @Test
    void acceptedAppendYieldsExactlyOneFrameInOrder() {
        List<Frame> appended = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            appended.add(append(i % 3, 10 + i));
        }

        settle();

        assertThat(frames(0)).isEqualTo(appended);
    }

    @Test
    void givesEachFrameAnAddressAboveTheOneBefore() {
        long before = journal.appendedPosition();

        Frame first = append(0, 10);
        Frame second = append(1, 10);

        assertThat(first.position()).isGreaterThanOrEqualTo(before);
        assertThat(second.position()).isGreaterThan(first.position());
        assertThat(journal.appendedPosition()).isGreaterThan(second.position());
    }

    @Test
    void refusedAppendLeavesNothing() {
        int accepted = 0;
        while (journal.append(header(0), records(7000, 1)) != Journal.NO_ROOM) {
            accepted++;
        }

        settle();

        assertThat(accepted).isPositive();
        assertThat(frames(0)).hasSize(accepted);
    }

    @Test
    void isDurableOnlyAfterTheWriterStepped() {
        append(0, 10);
        assertThat(journal.durablePosition()).isLessThan(journal.appendedPosition());

        settle();

        assertThat(journal.durablePosition()).isEqualTo(journal.appendedPosition());
    }

    @Test
    void readsFromAPositionOn() {
        append(0, 10);
        Frame second = append(0, 20);
        Frame third = append(1, 30);

        settle();

        assertThat(frames(second.position())).containsExactly(second, third);
        assertThat(frames(third.position() + 1)).isEmpty();
        assertThat(frames(journal.durablePosition())).isEmpty();
    }

    @Test
    void readsBytesOfAFrameBeforeAndAfterItIsDurable() {
        Frame frame = append(0, 100);
        assertThat(bytes(frame)).isEqualTo(frame.text());

        settle();

        assertThat(bytes(frame)).isEqualTo(frame.text());
    }

    @Test
    void readsBytesThatNoLongerAreInMemory() {
        Frame first = append(0, 1000);
        fill(40, 5000);

        assertThat(bytes(first)).isEqualTo(first.text());
    }

    @Test
    void refusesToReadWhatIsNotThere() {
        append(0, 10);
        settle();

        assertThatThrownBy(() -> journal.read(journal.appendedPosition() + (1L << 40), ByteBuffer.allocate(10)))
                .isInstanceOfSatisfying(
                        SkidwayException.class, e -> assertThat(e.code()).isEqualTo(JournalError.POSITION_GONE));
    }

    @Test
    void tellsTheListenerWhenMoreIsDurable() {
        AtomicInteger told = new AtomicInteger();
        journal.onProgress(told::incrementAndGet);
        append(0, 10);

        settle();

        assertThat(told).hasPositiveValue();
    }

    @Test
    void findsTheSameFramesAfterARestart() throws IOException {
        List<Frame> appended = fill(40, 3000);
        long end = journal.appendedPosition();

        restart();

        assertThat(frames(0)).isEqualTo(appended);
        assertThat(journal.appendedPosition()).isEqualTo(end);
        assertThat(journal.durablePosition()).isEqualTo(end);
    }

    @Test
    void goesOnBehindTheOldFramesAfterARestart() throws IOException {
        List<Frame> all = new ArrayList<>(fill(10, 3000));
        restart();

        all.addAll(fill(10, 3000));

        assertThat(frames(0)).isEqualTo(all);
        restart();
        assertThat(frames(0)).isEqualTo(all);
    }

    @Test
    void emptyJournalStaysEmptyOverRestarts() throws IOException {
        restart();
        restart();

        assertThat(frames(0)).isEmpty();
        assertThat(journal.durablePosition()).isEqualTo(journal.appendedPosition());
    }

    @Test
    void namesTheSegmentOfAPosition() {
        List<Frame> frames = fill(40, 5000);

        assertThat(journal.segmentOf(frames.get(0).position())).isEqualTo(1);
        assertThat(journal.segmentOf(frames.get(39).position())).isGreaterThan(2);
    }

    @Test
    void takesTheLargestFrame() {
        Frame largest = append(0, journal.frameBytesMax() - Journal.FRAME_HEADER_BYTES);

        settle();

        assertThat(frames(0)).containsExactly(largest);
    }

    @Test
    void keepsEveryFieldOfAFrameHeader() {
        FrameHeader header = new FrameHeader(65_535, 7, Long.MAX_VALUE, 1_767_225_600_000L, 65_535);
        journal.append(header, records(5, 3));
        settle();
        List<FrameHeader> found = new ArrayList<>();

        journal.readFrom(0, (position, read, records) -> found.add(read));

        assertThat(found).containsExactly(header);
    }

    private List<Frame> fill(int frames, int bytes) {
        List<Frame> appended = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            appended.add(append(0, bytes));
            settle();
        }
        return appended;
    }

    private Frame append(int partition, int bytes) {
        FrameHeader header = header(partition);
        ByteBuffer records = records(bytes, header.sequence());
        long position = journal.append(header, records);
        assertThat(position).isNotEqualTo(Journal.NO_ROOM);
        assertThat(records.remaining()).isEqualTo(bytes);
        return new Frame(position, header, text(records));
    }

    private FrameHeader header(int partition) {
        return new FrameHeader(partition, 1, ++sequence, ManualTime.START_MILLIS, 1);
    }

    private static ByteBuffer records(int bytes, long salt) {
        ByteBuffer records = ByteBuffer.allocate(bytes);
        for (int i = 0; i < bytes; i++) {
            records.put(i, (byte) ('a' + (i + salt) % 26));
        }
        return records;
    }

    private List<Frame> frames(long from) {
        List<Frame> found = new ArrayList<>();
        journal.readFrom(from, (position, header, records) -> found.add(new Frame(position, header, text(records))));
        return found;
    }

    private String bytes(Frame frame) {
        ByteBuffer target = ByteBuffer.allocate(frame.text().length());
        journal.read(frame.position() + Journal.FRAME_HEADER_BYTES, target);
        assertThat(target.hasRemaining()).isFalse();
        return text(target.flip());
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
    }

    private void settle() {
        // A force under way lets some steps do nothing.
        for (int quiet = 0; quiet < 10; quiet++) {
            if (storage.journal().step() | storage.housekeeper().step()) {
                quiet = 0;
            }
            assertThat(journal.failure()).isNull();
        }
    }

    private void restart() throws IOException {
        storage.close();
        storage = Storage.open(openFolder(), CONFIG, time);
        journal = storage.journal();
    }

    private record Frame(long position, FrameHeader header, String text) {}
}
