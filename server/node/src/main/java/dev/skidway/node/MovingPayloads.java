package dev.skidway.node;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.journal.JournalError;
import dev.skidway.node.PayloadReader.Loaded;
import dev.skidway.node.PayloadReader.Verdict;
import dev.skidway.queues.LeaseRef;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.LocatePayloads;
import dev.skidway.queues.Payload;
import dev.skidway.queues.QueueName;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads payloads that may be copied forward, and their segment released, between lease and read: whoever finds one gone asks the
 * partition where it lies now.
 */
final class MovingPayloads {

    /** A copy is released again only after another snapshot; whoever is this slow meets a fault, not bad luck. */
    private static final int ATTEMPTS_MAX = 4;

    private final PayloadReader reader;
    private final Locating locating;

    MovingPayloads(PayloadReader reader, Locating locating) {
        this.reader = reader;
        this.locating = locating;
    }

    /** Asks a partition for places of payloads; null when the queue is gone. */
    @FunctionalInterface
    interface Locating {
        @Nullable List<Long> positions(LocatePayloads command) throws InterruptedException;
    }

    /**
     * The payloads in the order of the messages. {@link Verdict#GONE} means that the message was deleted or
     * purged, or leased by somebody else meanwhile.
     */
    List<Loaded> read(QueueName queue, List<LeasedMessage> messages) throws InterruptedException {
        List<Loaded> stored = new ArrayList<>(reader.read(places(messages)));
        List<Integer> gone = goneAmong(stored);
        for (int attempt = 1; attempt < ATTEMPTS_MAX && !gone.isEmpty(); attempt++) {
            gone = readAgain(queue, messages, stored, gone);
        }
        for (int index : gone) {
            stored.set(index, unreadable(messages.get(index), stored.get(index)));
        }
        return stored;
    }

    private static List<Payload> places(List<LeasedMessage> messages) {
        return messages.stream().map(LeasedMessage::payload).toList();
    }

    private static List<Integer> goneAmong(List<Loaded> stored) {
        List<Integer> gone = new ArrayList<>();
        for (int index = 0; index < stored.size(); index++) {
            if (stored.get(index).verdict() == Verdict.GONE) {
                gone.add(index);
            }
        }
        return gone;
    }

    /** Reads those of {@code gone} that still live; returns which of them were gone once more. */
    private List<Integer> readAgain(
            QueueName queue, List<LeasedMessage> messages, List<Loaded> stored, List<Integer> gone)
            throws InterruptedException {
        List<LeaseRef> leases =
                gone.stream().map(index -> messages.get(index).lease()).toList();
        List<Long> positions = locating.positions(new LocatePayloads(queue, leases));
        if (positions == null) {
            return List.of();
        }
        List<Integer> alive = new ArrayList<>();
        List<LeasedMessage> moved = new ArrayList<>();
        for (int i = 0; i < gone.size(); i++) {
            if (positions.get(i) != LocatePayloads.GONE) {
                alive.add(gone.get(i));
                moved.add(messages.get(gone.get(i)).withPayloadAt(positions.get(i)));
            }
        }
        List<Loaded> again = reader.read(places(moved));
        List<Integer> stillGone = new ArrayList<>();
        for (int i = 0; i < alive.size(); i++) {
            stored.set(alive.get(i), again.get(i));
            if (again.get(i).verdict() == Verdict.GONE) {
                stillGone.add(alive.get(i));
            }
        }
        return stillGone;
    }

    private static Loaded unreadable(LeasedMessage message, Loaded stored) {
        return new Loaded(
                Verdict.DAMAGED,
                stored.headers(),
                stored.body(),
                new SkidwayException(
                        JournalError.READ_FAILED,
                        Severity.FAIL_REQUEST,
                        "the payload of " + message.lease() + " is not in the journal",
                        stored.failure()));
    }
}
