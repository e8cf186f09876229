package dev.skidway.node;

import dev.skidway.base.SkidwayException;
import dev.skidway.engine.EngineError;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.Ticket;
import dev.skidway.queues.AwaitReady;
import dev.skidway.queues.QueueName;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Waits at several queues at once; as soon as one answers, the other waits are given up. */
final class FirstReady {

    private final List<Ticket<AwaitReady.Reply>> tickets = new ArrayList<>();
    private final BlockingQueue<Ticket<AwaitReady.Reply>> answered = new LinkedBlockingQueue<>();

    FirstReady(Calls calls, List<QueueName> queues, long waitMillis) {
        for (QueueName queue : queues) {
            Ticket<AwaitReady.Reply> ticket = calls.submit(queue.namespace(), new AwaitReady(queue, waitMillis));
            tickets.add(ticket);
            ticket.whenDone((outcome, failure) -> answered.add(ticket));
        }
    }

    /** Whether one is ready; the first refusal if one is refused. */
    Outcome<Boolean> await(CallerGone caller) throws InterruptedException {
        caller.onGone(this::giveUp);
        try {
            for (int left = tickets.size(); left > 0; left--) {
                switch (answered.take().await()) {
                    case Outcome.Refused<AwaitReady.Reply> refused -> {
                        return new Outcome.Refused<>(refused.rejection());
                    }
                    case Outcome.Done<AwaitReady.Reply>(AwaitReady.Reply reply) -> {
                        if (reply.ready()) {
                            return new Outcome.Done<>(true);
                        }
                    }
                }
            }
            return new Outcome.Done<>(false);
        } catch (SkidwayException e) {
            if (e.code() == EngineError.CANCELLED) {
                return new Outcome.Done<>(false);
            }
            throw e;
        } finally {
            giveUp();
        }
    }

    private void giveUp() {
        tickets.forEach(Ticket::cancel);
    }
}
