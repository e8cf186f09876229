package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class BodyReaderTest {

    private static final int BYTES_MAX = 100_000;

    private final BodyReader reader = new BodyReader(BYTES_MAX, 2 * BYTES_MAX);

    @Test
    void readsWhatWasDeclaredAndNoMore() throws IOException {
        InputStream source = new ByteArrayInputStream(new byte[20_000]);

        assertThat(reader.read(source, 15_000).bytes()).hasSize(15_000);
        assertThat(source.available()).isEqualTo(5_000);
    }

    @Test
    void readsToTheEndWhenNothingWasDeclared() throws IOException {
        for (int length : new int[] {0, 1, 8_191, 8_192, 8_193, BYTES_MAX}) {
            assertThat(reader.read(new ByteArrayInputStream(new byte[length]), -1)
                            .bytes())
                    .hasSize(length);
        }
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        assertFault(SqsError.TOO_LARGE, new byte[0], BYTES_MAX + 1);
        assertFault(SqsError.TOO_LARGE, new byte[BYTES_MAX + 1], -1);
    }

    @Test
    void throttlesOnceAllBodiesTogetherAreTooLarge() throws IOException {
        BodyReader.Body first = reader.read(new ByteArrayInputStream(new byte[BYTES_MAX]), BYTES_MAX);
        BodyReader.Body second = reader.read(new ByteArrayInputStream(new byte[BYTES_MAX]), BYTES_MAX);

        assertFault(SqsError.REQUEST_THROTTLED, new byte[1], 1);
        reader.release(first.reserved());
        reader.release(second.reserved());
        assertFault(SqsError.TOO_LARGE, new byte[BYTES_MAX + 1], -1);

        reader.release(reader.read(new ByteArrayInputStream(new byte[BYTES_MAX]), BYTES_MAX)
                .reserved());
        assertThat(reader.read(new ByteArrayInputStream(new byte[BYTES_MAX]), BYTES_MAX)
                        .reserved())
                .isEqualTo(BYTES_MAX);
    }

    @Test
    void releasesWhatItReservedWhenTheClientFails() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("gone");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw new IOException("gone");
            }
        };

        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> reader.read(failing, BYTES_MAX)).isInstanceOf(IOException.class);
        }
    }

    private void assertFault(SqsError error, byte[] body, long declared) {
        assertThatThrownBy(() -> reader.read(new ByteArrayInputStream(body), declared))
                .isInstanceOfSatisfying(
                        SqsFault.class, fault -> assertThat(fault.error()).isEqualTo(error));
    }
}
