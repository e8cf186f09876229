package dev.skidway.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.base.SkidwayException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SegmentsTest {

    private final Segments segments = new Segments(65_536);

    @Test
    void throwsAwayBytesOfASegmentReleasedDuringTheRead() {
        ByteBuffer target = ByteBuffer.allocate(10);

        assertCode(new ReleasingFile(null), target, JournalError.POSITION_GONE);

        assertThat(target.position()).isZero();
    }

    @Test
    void takesAFailedReadOfAReleasedSegmentForItsRelease() {
        assertCode(new ReleasingFile(new IOException("closed")), ByteBuffer.allocate(10), JournalError.POSITION_GONE);
    }

    @Test
    void refusesAReadBeyondTheEndOfASegmentOrOfTheFile() {
        segments.add(new Segment(1, 65_536, new NoFile() {
            @Override
            public int read(ByteBuffer target, long offset) {
                return 3;
            }
        }));

        assertThatThrownBy(() -> segments.read(65_536 + 65_530, ByteBuffer.allocate(10)))
                .isInstanceOf(SkidwayException.class);
        assertThatThrownBy(() -> segments.read(65_536, ByteBuffer.allocate(10)))
                .hasMessageContaining(JournalError.READ_FAILED.code());
    }

    private void assertCode(ReleasingFile file, ByteBuffer target, JournalError error) {
        Segment segment = new Segment(1, 65_536, file);
        segments.add(segment);
        file.released = segment;

        assertThatThrownBy(() -> segments.read(65_536, target)).hasMessageContaining(error.code());
    }

    /** Releases its segment in the middle of a read. */
    private static final class ReleasingFile extends NoFile {

        private final @Nullable IOException failure;
        private @Nullable Segment released;

        ReleasingFile(@Nullable IOException failure) {
            this.failure = failure;
        }

        @Override
        public int read(ByteBuffer target, long offset) throws IOException {
            if (released != null) {
                released.release();
            }
            if (failure != null) {
                throw failure;
            }
            target.position(target.limit());
            return target.limit();
        }
    }
}
