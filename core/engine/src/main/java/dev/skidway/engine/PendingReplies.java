package dev.skidway.engine;

import dev.skidway.base.SkidwayException;
import java.util.ArrayDeque;

/** Answers that are decided but must not be told before everything they could have seen is durable; told in order. */
final class PendingReplies {

    private final ArrayDeque<Reply<?>> replies = new ArrayDeque<>();

    /** Tells {@code outcome} once the journal is durable up to {@code position}, which never goes down from call to call. */
    <R> void add(Ticket<R> ticket, Outcome<R> outcome, long position) {
        replies.add(new Reply<>(ticket, outcome, position));
    }

    /** Tells what {@code durablePosition} allows; returns whether that was anything. */
    boolean release(long durablePosition) {
        boolean any = false;
        Reply<?> first = replies.peek();
        while (first != null && first.position <= durablePosition) {
            replies.remove();
            first.tell();
            any = true;
            first = replies.peek();
        }
        return any;
    }

    void failAll(SkidwayException failure) {
        replies.forEach(reply -> reply.ticket.fail(failure));
        replies.clear();
    }

    int count() {
        return replies.size();
    }

    private record Reply<R>(Ticket<R> ticket, Outcome<R> outcome, long position) {
        void tell() {
            ticket.complete(outcome);
        }
    }
}
