package dev.skidway.gateway.grpc;

import dev.skidway.v1.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Entries of one call on their way to one command: those that the gateway refuses keep their place and do not go along.
 *
 * @param <E> what the domain takes
 */
final class Entries<E> {

    private final List<E> good = new ArrayList<>();
    private final List<@Nullable Problem> problems = new ArrayList<>();

    <G> Entries(List<G> given, Function<G, E> translation) {
        for (G entry : given) {
            try {
                good.add(translation.apply(entry));
                problems.add(null);
            } catch (Refusal refusal) {
                problems.add(ErrorMap.problem(refusal));
            }
        }
    }

    /** Whether nothing is left to ask the domain. */
    boolean isEmpty() {
        return good.isEmpty();
    }

    /** What the domain is asked, in order. */
    List<E> good() {
        return good;
    }

    /** Tells each entry, in order, its problem or else its result. */
    <R> void spread(List<R> results, BiConsumer<@Nullable Problem, @Nullable R> each) {
        int next = 0;
        for (Problem problem : problems) {
            each.accept(problem, problem == null ? results.get(next++) : null);
        }
    }
}
