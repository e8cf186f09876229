package dev.skidway.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.testkit.Seed;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What every build tries of each target: real inputs, inputs that broke the law once, and a few thousand changed ones. */
class TargetsTest {

    private static final int CHANGED_INPUTS = 3_000;

    @ParameterizedTest
    @FieldSource("dev.skidway.fuzz.Targets#ALL")
    void everyTargetReadsWhatRealCodeWrites(FuzzTarget target) {
        List<byte[]> seeds = Targets.seeds(target);

        assertThat(seeds).as("something to start from").hasSizeGreaterThan(1);
        seeds.forEach(input -> Law.holds(target, input));
        target.written().forEach(target::read);
        assertThat(seeds.stream().filter(input -> isRead(target, input)).count())
                .as("a target that refuses what is right tries nothing")
                .isGreaterThan(seeds.size() / 4);
    }

    private static boolean isRead(FuzzTarget target, byte[] input) {
        try {
            target.read(input);
            return true;
        } catch (RuntimeException refusal) {
            assertThat(target.refuses(refusal)).isTrue();
            return false;
        }
    }

    @ParameterizedTest
    @FieldSource("dev.skidway.fuzz.Targets#ALL")
    void noInputBreaksTheLawAgain(FuzzTarget target) {
        Targets.regressions(target).forEach(input -> Law.holds(target, input));
    }

    @ParameterizedTest
    @FieldSource("dev.skidway.fuzz.Targets#ALL")
    void changedInputsAreReadOrRefused(FuzzTarget target) {
        long seed = Seed.ofThisRun().value();
        Mutator mutator = new Mutator(seed, Targets.seeds(target));

        for (int count = 0; count < CHANGED_INPUTS; count++) {
            byte[] input = mutator.next();
            try {
                Law.holds(target, input);
            } catch (AssertionError | Exception broken) {
                throw new AssertionError(
                        "seed " + seed + ", input " + count + " of " + target.name() + ", as base64: "
                                + Base64.getEncoder().encodeToString(input),
                        broken);
            }
        }
    }

    @Test
    void theLawSeesOtherExceptionsAndTooMuchMemory() {
        FuzzTarget careless = target(input -> {
            throw new NumberFormatException("no number");
        });
        FuzzTarget greedy =
                target(input -> assertThat(new byte[(int) Law.BYTES_ALWAYS * 2]).isNotEmpty());

        assertThatThrownBy(() -> Law.holds(careless, new byte[1]))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("must refuse with a code");
        assertThatThrownBy(() -> Law.holds(greedy, new byte[1]))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("bytes of memory");
    }

    private static FuzzTarget target(Consumer<byte[]> reading) {
        return new FuzzTarget() {
            @Override
            public String name() {
                return "example";
            }

            @Override
            public void read(byte[] input) {
                reading.accept(input);
            }
        };
    }
}
