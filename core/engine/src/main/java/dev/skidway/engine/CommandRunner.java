package dev.skidway.engine;

import dev.skidway.base.Invariant;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.journal.Journal;
import dev.skidway.journal.Space;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides one command after the other, carries out what was decided, and sees to the answer. */
final class CommandRunner {

    private final EngineLimits limits;
    private final Journal journal;
    private final List<Domain> domains;
    private final CommandRegistry registry;
    private final FrameWriter frames;
    private final Waiters waiters;
    private final PendingReplies replies;
    private final LogHead head;
    private boolean mayWait = true;

    CommandRunner(
            EngineLimits limits,
            Journal journal,
            List<Domain> domains,
            CommandRegistry registry,
            FrameWriter frames,
            Waiters waiters,
            PendingReplies replies,
            LogHead head) {
        this.limits = limits;
        this.journal = journal;
        this.domains = domains;
        this.registry = registry;
        this.frames = frames;
        this.waiters = waiters;
        this.replies = replies;
        this.head = head;
    }

    /** From now on a command that would wait is answered as if its deadline had passed. */
    void refuseToWait() {
        mayWait = false;
    }

    /**
     * Decides a command that is new or was woken.
     *
     * @return false when the journal has no room for it now: nothing happened, and it must be run again before any other
     */
    <R> boolean run(Ticket<R> ticket, long nowMillis) {
        if (ticket.cancelled()) {
            waiters.remove(ticket);
            ticket.failCancelled();
            return true;
        }
        if (ticket.command().addsWork() && journal.space() != Space.OPEN) {
            fail(
                    ticket,
                    EngineError.SPACE_HIGH_WATER,
                    "the disk is nearly full: new work is refused until room returns");
            return true;
        }
        if (ticket.command().addsWork() && memoryFull()) {
            fail(
                    ticket,
                    EngineError.MEMORY_FULL,
                    "more than " + limits.residentBytesMax()
                            + " bytes of state are in memory and could not be put away yet: try again later");
            return true;
        }
        return switch (registry.decide(ticket.command(), nowMillis)) {
            case Decision.Accept<R>(List<Event> events, R reply) ->
                carryOut(ticket, events, nowMillis, () -> answer(ticket, new Outcome.Done<>(reply)));
            case Decision.Reject<R>(Rejection rejection) -> {
                answer(ticket, new Outcome.Refused<>(rejection));
                yield true;
            }
            case Decision.Wait<R> wait ->
                carryOut(ticket, wait.events(), nowMillis, () -> letWait(ticket, wait, nowMillis));
        };
    }

    private boolean memoryFull() {
        long bytes = 0;
        for (Domain domain : domains) {
            bytes += domain.resident().bytes();
        }
        return bytes >= limits.residentBytesMax();
    }

    private boolean carryOut(Ticket<?> ticket, List<Event> events, long nowMillis, Runnable onWritten) {
        FrameWriter.Result result = events.isEmpty() ? FrameWriter.Result.WRITTEN : frames.write(events, nowMillis);
        switch (result) {
            case WRITTEN -> onWritten.run();
            case TOO_LARGE ->
                fail(
                        ticket,
                        Severity.FAIL_REQUEST,
                        EngineError.FRAME_TOO_LARGE,
                        "the command asks for more than one frame of " + journal.frameBytesMax() + " bytes can hold");
            case NO_ROOM -> {
                if (journal.space() != Space.EXHAUSTED) {
                    return false;
                }
                fail(
                        ticket,
                        EngineError.SPACE_EXHAUSTED,
                        "the disk is full: nothing can be written until room returns");
            }
        }
        return true;
    }

    private <R> void letWait(Ticket<R> ticket, Decision.Wait<R> wait, long nowMillis) {
        if (!mayWait || wait.deadlineMillis() <= nowMillis) {
            answer(ticket, new Outcome.Done<>(wait.onTimeout()));
        } else if (ticket.waiterNumber == 0 && waiters.count() >= limits.waitersMax()) {
            fail(ticket, EngineError.WAITERS_FULL, limits.waitersMax() + " commands wait already; try again later");
        } else {
            if (ticket.waiterNumber == 0) {
                registry.count(ticket.command());
            }
            waiters.add(ticket, wait);
        }
    }

    /**
     * Fires up to {@link EngineLimits#timersPerStepMax} due timers of a domain.
     *
     * @return false when the journal has no room for that now
     */
    boolean fireTimers(Domain domain, long nowMillis) {
        Decision<?> decision = registry.decide(domain.fireTimers(limits.timersPerStepMax()), nowMillis);
        Invariant.check(
                decision instanceof Decision.Accept<?> accept
                        && !accept.events().isEmpty(),
                "a timer is due, but the domain fired none");
        FrameWriter.Result result = frames.write(((Decision.Accept<?>) decision).events(), nowMillis);
        Invariant.check(result != FrameWriter.Result.TOO_LARGE, "the timers of one step do not fit into a frame");
        return result == FrameWriter.Result.WRITTEN;
    }

    /**
     * Carries out a command of the partition itself, which must be accepted.
     *
     * @return the reply, or null when the journal has no room for it now: nothing happened
     */
    <R> @Nullable R runOwn(Command<R> command, long nowMillis) {
        Decision<R> decision = registry.decide(command, nowMillis);
        Invariant.check(decision instanceof Decision.Accept<R>, "the partition's own command was not accepted");
        List<Event> events = ((Decision.Accept<R>) decision).events();
        FrameWriter.Result result = events.isEmpty() ? FrameWriter.Result.WRITTEN : frames.write(events, nowMillis);
        Invariant.check(result != FrameWriter.Result.TOO_LARGE, "the partition's own command fits into a frame");
        return result == FrameWriter.Result.WRITTEN ? ((Decision.Accept<R>) decision).reply() : null;
    }

    /** Answers a command whose deadline has passed with what it was promised for that case. */
    <R> void timeOut(Waiters.Waiter<R> waiter) {
        waiters.remove(waiter.ticket());
        replies.add(waiter.ticket(), new Outcome.Done<>(waiter.onTimeout()), head.endPosition());
    }

    private <R> void answer(Ticket<R> ticket, Outcome<R> outcome) {
        settle(ticket);
        replies.add(ticket, outcome, head.endPosition());
    }

    private void fail(Ticket<?> ticket, EngineError error, String message) {
        fail(ticket, Severity.RETRY, error, message);
    }

    private void fail(Ticket<?> ticket, Severity severity, EngineError error, String message) {
        settle(ticket);
        ticket.fail(new SkidwayException(error, severity, message));
    }

    private void settle(Ticket<?> ticket) {
        if (ticket.waiterNumber == 0) {
            registry.count(ticket.command());
        } else {
            waiters.remove(ticket);
        }
    }
}
