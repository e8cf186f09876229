package dev.skidway.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.app.config.ConfigRefused;
import dev.skidway.base.ErrorCode;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.EngineError;
import dev.skidway.journal.FolderInUseException;
import dev.skidway.journal.JournalError;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ExitCodeTest {

    private static final ErrorCode GATEWAY = () -> "SK-SQS-001";

    @Test
    void everyKindOfFailureHasItsNumber() {
        assertThat(status(new ConfigRefused("x"))).isEqualTo(2);
        assertThat(status(AppError.PORT_UNUSABLE, Severity.REFUSE_START)).isEqualTo(2);
        assertThat(status(GATEWAY, Severity.REFUSE_START)).isEqualTo(2);
        assertThat(status(JournalError.FOLDER_NOT_WRITABLE, Severity.REFUSE_START))
                .isEqualTo(2);
        assertThat(status(JournalError.PARTITIONS_CHANGED, Severity.REFUSE_START))
                .isEqualTo(2);
        assertThat(status(EngineError.CLOCK_BEHIND_LOG, Severity.REFUSE_START)).isEqualTo(2);
        assertThat(status(JournalError.BLOCK_DAMAGED, Severity.REFUSE_START)).isEqualTo(3);
        assertThat(status(EngineError.SEQUENCE_GAP, Severity.REFUSE_START)).isEqualTo(3);
        assertThat(status(JournalError.JOURNAL_FAILED, Severity.STOP)).isEqualTo(4);
        assertThat(status(JournalError.OPEN_FAILED, Severity.STOP)).isEqualTo(4);
        assertThat(status(JournalError.FOLDER_IN_USE, Severity.REFUSE_START)).isEqualTo(5);
        assertThat(status(new IOException("x"))).isEqualTo(4);
        assertThat(status(new FolderInUseException("x"))).isEqualTo(5);
        assertThat(status(new IllegalStateException("a bug"))).isEqualTo(1);
    }

    private static int status(ErrorCode code, Severity severity) {
        return status(new SkidwayException(code, severity, "x"));
    }

    private static int status(Throwable failure) {
        return ExitCode.of(failure).status();
    }
}
