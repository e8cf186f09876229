package dev.skidway.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CampaignTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void keepsEveryPromiseThroughTwoThousandSeeds(@TempDir Path folder) throws IOException {
        Path json = folder.resolve("sim.json");

        int exit = SimMain.run(out, "--seeds", "2000", "--seed", "1", "--json", json.toString());

        System.out.println(text());
        assertThat(exit).as(text()).isZero();
        assertThat(Files.readString(json)).contains("\"seeds\": 2000").contains("\"failures\": 0");
    }

    @Test
    void showsTheSameOnAnyNumberOfThreads() {
        int alone = SimMain.run(out, "--seeds", "12", "--seed", "94", "--threads", "1");
        String ofOne = withoutRates(text());
        printed.reset();

        int together = SimMain.run(out, "--seeds", "12", "--seed", "94", "--threads", "3");

        assertThat(alone).as(text()).isZero();
        assertThat(together).as(text()).isZero();
        assertThat(withoutRates(text()))
                .isEqualTo(ofOne)
                .contains("\"seeds\": 12")
                .contains("repeat: same seed");
    }

    @Test
    void refusesAnImpossibleNumberOfThreads() {
        assertThat(SimMain.run(out, "--threads", "0")).isEqualTo(2);
        assertThat(SimMain.run(out, "--threads", "257")).isEqualTo(2);
    }

    @Test
    void refusesUnknownArguments() {
        assertThat(SimMain.run(out, "--seedz", "1")).isEqualTo(2);
    }

    /** What depends on the speed of the machine. */
    private static String withoutRates(String text) {
        return text.replaceAll("\"(commands_per_s|speedup)\": \\d+", "");
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
