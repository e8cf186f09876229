package dev.skidway.compat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The command line tools, run in this process; fails with what they said when they end with another status. */
final class Tools {

    /** A tool's entry. */
    @FunctionalInterface
    interface Entry {
        int execute(PrintStream out, PrintStream err, String... arguments);
    }

    private Tools() {}

    static String run(int status, Entry tool, String... arguments) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        assertThat(tool.execute(out, out, arguments))
                .as(() -> String.join(" ", arguments) + "\n" + said.toString(StandardCharsets.UTF_8))
                .isEqualTo(status);
        return said.toString(StandardCharsets.UTF_8);
    }
}
