package dev.skidway.sim;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.EngineError;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.Ticket;
import org.jspecify.annotations.Nullable;

/**
 * An operation that was submitted and has no answer yet.
 *
 * @param <R> the reply
 */
final class Outstanding<R> {

    final Operation<R> operation;
    final Ticket<R> ticket;
    private @Nullable Outcome<R> outcome;
    private @Nullable SkidwayException failure;

    Outstanding(Operation<R> operation, Ticket<R> ticket) {
        this.operation = operation;
        this.ticket = ticket;
    }

    /** Keeps what the partition said until the client looks at it. */
    void arrived(@Nullable Outcome<R> theOutcome, @Nullable SkidwayException theFailure) {
        outcome = theOutcome;
        failure = theFailure;
    }

    /** Lets the client look at the answer. */
    void deliver(long nowMillis, Coverage coverage) {
        switch (outcome) {
            case Outcome.Done<R> done -> operation.done(done.reply(), nowMillis);
            case Outcome.Refused<R> refused -> {
                coverage.hit("refused: " + refused.rejection().reason());
                operation.rejected(refused.rejection());
            }
            case null -> deliverFailure(nowMillis, coverage);
        }
    }

    private void deliverFailure(long nowMillis, Coverage coverage) {
        SkidwayException found = failure;
        if (found == null || found.severity() == Severity.STOP) {
            operation.unknown(nowMillis);
        } else {
            coverage.hit(
                    found.code() == EngineError.CANCELLED
                            ? "given up while waiting"
                            : "failed: " + found.code().code());
            operation.notDone();
        }
    }
}
