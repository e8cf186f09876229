package dev.skidway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private final ByteArrayOutputStream terminal = new ByteArrayOutputStream();

    private Progress progress(boolean shown) {
        return new Progress(new PrintStream(terminal, true), shown);
    }

    @Test
    void drawsABarThatNeverGoesBeyondItsEnd() {
        Progress progress = progress(true);

        progress.begin("log", 16 << 20);
        progress.read(8 << 20);
        progress.read(32 << 20);
        progress.end();

        assertThat(terminal.toString(StandardCharsets.UTF_8))
                .contains("log [", " 0 %", "50 %", "100 %")
                .endsWith("\r");
    }

    @Test
    void saysNothingWhereThereIsNoTerminal() {
        Progress progress = progress(false);

        progress.begin("log", 1);
        progress.read(64 << 20);
        progress.end();

        assertThat(terminal.size()).isZero();
    }
}
