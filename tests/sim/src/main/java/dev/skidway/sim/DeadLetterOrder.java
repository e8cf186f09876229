package dev.skidway.sim;

import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.MessageRef;
import dev.skidway.sim.SentMessage.Send;
import dev.skidway.sim.Violation.Kind;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The order of the dead letters of a FIFO queue: those of a group die in the order of their sending, and stand in that order where they
 * lie then.
 *
 * <p>For nothing of a group is received behind what is in flight, a message was received at least as often as those behind it.
 */
final class DeadLetterOrder {

    private final QueueModel asked;
    private final Coverage coverage;

    DeadLetterOrder(QueueModel asked, Coverage coverage) {
        this.asked = asked;
        this.coverage = coverage;
    }

    /** Dead letters were delivered, with the messages they are; null where the disk failed to show one. */
    void check(List<LeasedMessage> leases, List<@Nullable SentMessage> messages, long nowMillis) {
        Set<MessageRef> inThisAnswer = new HashSet<>();
        for (int i = 0; i < leases.size(); i++) {
            LeasedMessage lease = leases.get(i);
            SentMessage message = messages.get(i);
            FifoModel fifo = message == null || lease.deadLetterSource() == null ? null : message.origin.fifo;
            if (message != null && fifo != null && !fifo.delays) {
                checkTurn(message, fifo.ahead(message), inThisAnswer, nowMillis);
            }
            inThisAnswer.add(lease.identity());
        }
    }

    private void checkTurn(
            SentMessage message, Map<MessageRef, SentMessage> ahead, Set<MessageRef> inThisAnswer, long nowMillis) {
        for (Iterator<Map.Entry<MessageRef, SentMessage>> each =
                        ahead.entrySet().iterator();
                each.hasNext(); ) {
            Map.Entry<MessageRef, SentMessage> next = each.next();
            SentMessage first = next.getValue();
            if (first.deleted || first.maybeGone || !Objects.equals(first.ref, next.getKey())) {
                each.remove();
                continue;
            }
            Violation.unless(
                    inThisAnswer.contains(next.getKey())
                            || first.send != Send.STORED
                            || first.mayBeGone(nowMillis)
                            || mayHaveMovedOn(first),
                    Kind.ORDER,
                    () -> "overtaken as a dead letter of its group: " + first + " by " + message + " at " + nowMillis);
        }
        coverage.hit("dead letter: of a FIFO queue in turn");
    }

    private boolean mayHaveMovedOn(SentMessage first) {
        return first.queue == asked ? first.mayHaveLeft(asked) : asked.moves != null && first.mayHaveLeft(first.queue);
    }
}
