package dev.skidway.engine;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Commands on their way from any thread to the partition's, bounded by count and bytes; what does not fit is refused at once. */
final class Inbox {

    private final EngineLimits limits;
    private final ConcurrentLinkedQueue<Ticket<?>> tickets = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<Ticket<?>> cancellations = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    private volatile @Nullable SkidwayException closed;
    private volatile Runnable onWork = () -> {};

    Inbox(EngineLimits limits) {
        this.limits = limits;
    }

    void onWork(Runnable action) {
        onWork = action;
    }

    void signal() {
        onWork.run();
    }

    <R> Ticket<R> submit(Command<R> command) {
        refuseIfClosed();
        int held = command.heldBytes();
        reserve(held);
        Ticket<R> ticket = new Ticket<>(command, this);
        tickets.add(ticket);
        if (closed != null && tickets.remove(ticket)) {
            release(held);
            refuseIfClosed();
        }
        signal();
        return ticket;
    }

    private void reserve(int held) {
        boolean oneTooMany = count.incrementAndGet() > limits.inboxCommandsMax();
        boolean tooLarge = bytes.addAndGet(held) > limits.inboxBytesMax();
        if (oneTooMany || tooLarge) {
            release(held);
            throw new SkidwayException(
                    EngineError.INBOX_FULL,
                    Severity.RETRY,
                    "the partition is busy: " + limits.inboxCommandsMax() + " commands or " + limits.inboxBytesMax()
                            + " bytes already wait; try again later");
        }
    }

    private void release(int held) {
        count.decrementAndGet();
        bytes.addAndGet(-held);
    }

    private void refuseIfClosed() {
        SkidwayException reason = closed;
        if (reason != null) {
            throw new SkidwayException(reason.code(), reason.severity(), reason.text(), reason.getCause());
        }
    }

    /** Refuses whatever comes from now on; commands that are in stay. */
    void close(SkidwayException reason) {
        closed = reason;
    }

    boolean closed() {
        return closed != null;
    }

    void cancel(Ticket<?> ticket) {
        cancellations.add(ticket);
        signal();
    }

    /** The next command; asked by the partition's thread only. */
    @Nullable Ticket<?> poll() {
        Ticket<?> ticket = tickets.poll();
        if (ticket != null) {
            release(ticket.command().heldBytes());
        }
        return ticket;
    }

    @Nullable Ticket<?> pollCancelled() {
        return cancellations.poll();
    }

    int count() {
        return count.get();
    }
}
