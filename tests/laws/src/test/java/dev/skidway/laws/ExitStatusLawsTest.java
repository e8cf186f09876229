package dev.skidway.laws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.app.ExitCode;
import dev.skidway.cli.ExitStatus;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Scripts learn one table of exit statuses: the tools end with the server's numbers, in the server's meanings. */
final class ExitStatusLawsTest {
    @Test
    void toolsEndWithTheNumbersOfTheServer() {
        assertThat(Arrays.stream(ExitStatus.values()).map(ExitStatus::status))
                .containsExactlyElementsOf(
                        Arrays.stream(ExitCode.values()).map(ExitCode::status).toList());
        assertThat(ExitStatus.DAMAGED_DATA.status()).isEqualTo(ExitCode.DAMAGED_DATA.status());
        assertThat(ExitStatus.FATAL_IO.status()).isEqualTo(ExitCode.FATAL_IO.status());
        assertThat(ExitStatus.FOLDER_IN_USE.status()).isEqualTo(ExitCode.FOLDER_IN_USE.status());
    }
}
