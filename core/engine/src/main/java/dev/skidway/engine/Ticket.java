package dev.skidway.engine;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A submitted command on its way to its outcome.
 *
 * @param <R> the reply
 */
public final class Ticket<R> {

    private final Command<R> command;
    private final Inbox inbox;
    private final CompletableFuture<Outcome<R>> result = new CompletableFuture<>();
    private final AtomicBoolean cancelled = new AtomicBoolean();

    /** Number among the waiting commands, 0 while it does not wait; touched by the partition's thread only. */
    long waiterNumber;

    Ticket(Command<R> command, Inbox inbox) {
        this.command = command;
        this.inbox = inbox;
    }

    /** The command. */
    public Command<R> command() {
        return command;
    }

    /** True once there is an outcome or a failure. */
    public boolean done() {
        return result.isDone();
    }

    /**
     * Waits for the outcome.
     *
     * @throws SkidwayException if the command failed: nothing of it happened, unless the severity is STOP; then it may have
     */
    public Outcome<R> await() throws InterruptedException {
        try {
            return result.get();
        } catch (ExecutionException e) {
            // Nothing else fails a ticket.
            SkidwayException failure = (SkidwayException) Objects.requireNonNull(e.getCause());
            throw new SkidwayException(failure.code(), failure.severity(), failure.text(), failure);
        }
    }

    /** Waits for at most {@code nanosMax}; true once there is an outcome or a failure. */
    public boolean doneWithin(long nanosMax) throws InterruptedException {
        try {
            var unused = result.get(nanosMax, TimeUnit.NANOSECONDS);
            return true;
        } catch (ExecutionException failed) {
            return true;
        } catch (TimeoutException stillWaiting) {
            return false;
        }
    }

    /** Has {@code action} called with the outcome or the failure, at once if it is there; it runs on the partition's thread and must be short. */
    public void whenDone(BiConsumer<@Nullable Outcome<R>, @Nullable SkidwayException> action) {
        var unused = result.whenComplete((outcome, failure) -> action.accept(outcome, (SkidwayException) failure));
    }

    /**
     * Gives the command up. If it still waits, it fails with {@link EngineError#CANCELLED} and never happens; if it was carried out
     * already, this changes nothing. May be called by any thread, more than once.
     */
    public void cancel() {
        if (cancelled.compareAndSet(false, true)) {
            inbox.cancel(this);
        }
    }

    boolean cancelled() {
        return cancelled.get();
    }

    void complete(Outcome<R> outcome) {
        result.complete(outcome);
    }

    void fail(SkidwayException failure) {
        result.completeExceptionally(failure);
    }

    void failCancelled() {
        fail(new SkidwayException(
                EngineError.CANCELLED, Severity.FAIL_REQUEST, "the command was given up before it was carried out"));
    }
}
