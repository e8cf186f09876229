package dev.skidway.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmallWorldsTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void keepsEveryPromiseInAllWorldsOfOneAndTwoEvents() {
        int exit = SimMain.run(out, "--worlds", "2");

        System.out.println(text());
        assertThat(exit).as(text()).isZero();
        assertThat(text()).contains("\"failures\": 0").contains("\"worlds\": " + (worlds(1) + worlds(2)));
    }

    @Test
    void triesEveryOrderOfTwoEventsOnce() {
        assertThat(worlds(1)).isEqualTo(SmallWorlds.numbers(1));
        long kinds = SmallWorlds.Strike.values().length;
        assertThat(worlds(2)).isEqualTo(kinds * kinds * History.PLACES * (History.PLACES + 1) / 2);
    }

    @Test
    void countsWorldsWithoutTryingThem() {
        assertThat(SmallWorlds.countUpTo(2)).isEqualTo(worlds(1) + worlds(2));
    }

    @Test
    void triesEachWorldInOneOfTheParts() {
        assertThat(SimMain.run(out, "--worlds", "1", "--part", "3/100"))
                .as(text())
                .isZero();
        assertThat(SimMain.run(out, "--worlds", "1", "--part", "25/100"))
                .as(text())
                .isZero();

        assertThat(text())
                .contains("\"commands_per_simulated_s\": 0.0, \"faults_per_simulated_s\": 0.00, \"worlds\": 3}")
                .contains("\"worlds\": 2}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0/4", "5/4", "3", "1/2/3", "one/4"})
    void refusesAPartThatIsNone(String part) {
        assertThat(SimMain.run(out, "--worlds", "1", "--part", part)).isEqualTo(2);
    }

    @Test
    void repeatsOneWorldByItsNumber() {
        assertThat(SimMain.run(out, "--worlds", "2", "--world", "777"))
                .as(text())
                .isZero();
        assertThat(text()).contains("\"worlds\": 1}");
    }

    @Test
    void refusesMoreEventsThanItCanTry() {
        assertThat(SimMain.run(out, "--worlds", "4")).isEqualTo(2);
    }

    private static long worlds(int events) {
        return LongStream.range(0, SmallWorlds.numbers(events))
                .filter(number -> SmallWorlds.isWorld(events, number))
                .count();
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
