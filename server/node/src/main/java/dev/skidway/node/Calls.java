package dev.skidway.node;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Command;
import dev.skidway.engine.EngineError;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.Partition;
import dev.skidway.engine.Ticket;
import dev.skidway.queues.LocatePayloads;
import dev.skidway.queues.ReceiveMessages;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Carries out calls: admits each, routes it to the namespace's partition, waits for the durable answer, counts it. */
final class Calls {

    /** A receive that takes longer than this is worth watching its caller for. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final List<Partition> partitions;
    private final Admission admission;
    private final NodeCounters counters;

    Calls(List<Partition> partitions, Admission admission, NodeCounters counters) {
        this.partitions = partitions;
        this.admission = admission;
        this.counters = counters;
    }

    /** A call whose reply needs no finishing. */
    <R> Outcome<R> plain(Verb verb, String namespace, Command<R> command) {
        return call(verb, () -> run(namespace, command), reply -> reply, reply -> 0);
    }

    /** Admits, runs, counts, and turns the domain's reply into the caller's. */
    <R, T> Outcome<T> call(Verb verb, Running<R> running, Finishing<R, T> finishing, ToIntFunction<T> messages) {
        NodeCounters.Row row = counters.of(verb);
        admission.enter(verb);
        boolean counted = false;
        try {
            Outcome<R> outcome = running.run();
            Outcome<T> answer = switch (outcome) {
                case Outcome.Done<R>(R reply) -> new Outcome.Done<>(finishing.finish(reply));
                case Outcome.Refused<R> refused -> new Outcome.Refused<>(refused.rejection());
            };
            counted = true;
            switch (answer) {
                case Outcome.Done<T>(T reply) -> row.done(messages.applyAsInt(reply));
                case Outcome.Refused<T> refused -> row.refused();
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SkidwayException(
                    NodeError.DRAINING,
                    Severity.RETRY,
                    "the server stopped before it knew the answer; look before you retry",
                    e);
        } finally {
            if (!counted) {
                row.failed();
            }
            admission.leave(verb);
        }
    }

    <R> Outcome<R> run(String namespace, Command<R> command) throws InterruptedException {
        return submit(namespace, command).await();
    }

    /** Where payloads lie now, or null when the queue is gone. */
    @Nullable List<Long> positions(LocatePayloads command) throws InterruptedException {
        return switch (run(command.queue().namespace(), command)) {
            case Outcome.Done<LocatePayloads.Reply>(LocatePayloads.Reply reply) -> reply.positions();
            case Outcome.Refused<LocatePayloads.Reply> refused -> null;
        };
    }

    <R> Ticket<R> submit(String namespace, Command<R> command) {
        return partitions
                .get(PartitionRouting.partitionOf(namespace, partitions.size()))
                .submit(command);
    }

    /** Receives, and gives that up when the caller has gone. */
    Outcome<ReceiveMessages.Reply> runPatiently(ReceiveMessages command, CallerGone caller)
            throws InterruptedException {
        return runPatiently(command.queue().namespace(), command, new ReceiveMessages.Reply(List.of()), caller);
    }

    /** Waits with a command, and gives that up for {@code nothing} when the caller has gone. */
    <R> Outcome<R> runPatiently(String namespace, Command<R> command, R nothing, CallerGone caller)
            throws InterruptedException {
        Ticket<R> ticket = submit(namespace, command);
        try {
            if (!ticket.doneWithin(PATIENCE_NANOS)) {
                caller.onGone(ticket::cancel);
            }
            return ticket.await();
        } catch (InterruptedException e) {
            ticket.cancel();
            throw e;
        } catch (SkidwayException e) {
            if (e.code() == EngineError.CANCELLED) {
                return new Outcome.Done<>(nothing);
            }
            throw e;
        }
    }

    /** Gets an outcome from a partition. */
    @FunctionalInterface
    interface Running<R> {
        Outcome<R> run() throws InterruptedException;
    }

    /** Makes the caller's reply of the domain's. */
    @FunctionalInterface
    interface Finishing<R, T> {
        T finish(R reply) throws InterruptedException;
    }
}
