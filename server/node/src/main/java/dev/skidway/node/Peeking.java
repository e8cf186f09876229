package dev.skidway.node;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.Rejection;
import dev.skidway.node.PayloadReader.Loaded;
import dev.skidway.node.PayloadReader.Verdict;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.PeekMessages;
import dev.skidway.queues.PeekedMessage;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.SequenceNumber;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at messages with their payloads; a page that is not in memory yet, or whose payloads were deleted or copied elsewhere
 * meanwhile, is asked for again.
 */
final class Peeking {

    /** Who is this slow again and again meets a fault, not bad luck. */
    private static final int ATTEMPTS_MAX = 4;

    private final PayloadReader payloads;
    private final Seals seals;
    private final Calls calls;
    private final Asking asking;

    Peeking(PayloadReader payloads, Seals seals, Calls calls, Asking asking) {
        this.payloads = payloads;
        this.seals = seals;
        this.calls = calls;
        this.asking = asking;
    }

    /** Asks a partition. */
    @FunctionalInterface
    interface Asking {
        Outcome<PeekMessages.Reply> ask(PeekMessages command) throws InterruptedException;
    }

    Outcome<PeekedPage> peek(QueueName queue, PeekMessages.Wanted wanted, @Nullable String after, int countMax) {
        MessageRef from = after == null ? null : seals.openMessageId(after);
        if (after != null && from == null) {
            return new Outcome.Refused<>(
                    new Rejection(QueueRejection.SETTING_INVALID, "Expected a page of this queue to go on from."));
        }
        return calls.call(
                Verb.PEEK,
                () -> page(new PeekMessages(queue, wanted, from, countMax)),
                page -> page,
                page -> page.messages().size());
    }

    private Outcome<PeekedPage> page(PeekMessages command) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            switch (asking.ask(command)) {
                case Outcome.Refused<PeekMessages.Reply> refused -> {
                    return new Outcome.Refused<>(refused.rejection());
                }
                case Outcome.Done<PeekMessages.Reply>(PeekMessages.Reply reply) -> {
                    if (reply.fetching() && attempt == ATTEMPTS_MAX) {
                        throw new SkidwayException(
                                NodeError.OVERLOADED,
                                Severity.RETRY,
                                "the disk is too busy to bring back what this page would show; try again");
                    }
                    if (reply.fetching()) {
                        continue;
                    }
                    List<Loaded> loaded = payloads.read(reply.messages().stream()
                            .map(PeekedMessage::payload)
                            .toList());
                    if (attempt == ATTEMPTS_MAX
                            || loaded.stream().noneMatch(payload -> payload.verdict() == Verdict.GONE)) {
                        return new Outcome.Done<>(page(command.queue().fifo(), reply, loaded));
                    }
                }
            }
        }
    }

    private PeekedPage page(boolean fifo, PeekMessages.Reply reply, List<Loaded> loaded) {
        List<PeekedPage.Message> shown = new ArrayList<>(loaded.size());
        for (int i = 0; i < loaded.size(); i++) {
            PeekedMessage about = reply.messages().get(i);
            Loaded payload = loaded.get(i);
            shown.add(new PeekedPage.Message(
                    seals.messageId(about.identity()),
                    about,
                    fifo ? SequenceNumber.of(about.place()) : null,
                    payload.verdict() != Verdict.WHOLE,
                    payload.headers(),
                    payload.body()));
        }
        return new PeekedPage(shown, reply.next() == null ? null : seals.messageId(reply.next()));
    }
}
