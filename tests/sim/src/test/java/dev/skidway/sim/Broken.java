package dev.skidway.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.skidway.sim.Violation.Kind;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Expects that a checker finds a promise broken. */
final class Broken {

    private Broken() {}

    /** The call must find a promise of that kind broken, and say so with these words. */
    static void broken(Kind kind, String words, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        Violation.class,
                        violation -> assertThat(violation.kind()).isEqualTo(kind))
                .hasMessageContaining(words);
    }

    /** The same, whatever it says. */
    static void broken(Kind kind, ThrowingCallable call) {
        broken(kind, "", call);
    }
}
