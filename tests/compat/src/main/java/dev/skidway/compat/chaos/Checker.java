package dev.skidway.compat.chaos;

import dev.skidway.compat.chaos.Entry.Acknowledged;
import dev.skidway.compat.chaos.Entry.DeleteAcknowledged;
import dev.skidway.compat.chaos.Entry.DeleteTried;
import dev.skidway.compat.chaos.Entry.Opened;
import dev.skidway.compat.chaos.Entry.Received;
import dev.skidway.compat.chaos.Entry.TimePassed;
import dev.skidway.compat.chaos.Findings.Violation;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Compares a recorded history with what is promised, in time linear in its length.
 *
 * <p>It knows nothing but what clients did and were told. The history must end with a drain: everything that was still there was
 * received, and a delete of it tried.
 */
final class Checker {

    /** Leases run by the server's clock, which may run 5 % faster than ours while it comes back to its machine's. */
    private static final double CLOCK_MARGIN = 0.0625;

    private final long leaseNanos;
    private final Map<Long, Opened> opened = new HashMap<>();
    private final Map<Long, StoredMessage> stored = new LinkedHashMap<>();
    private final Map<Long, Long> idsOfFifo = new HashMap<>();
    private final Map<Integer, GroupOrder> groups = new HashMap<>();
    private final Findings findings = new Findings();
    private final Set<Long> acknowledgedFifo = new HashSet<>();
    private final Set<Long> repeatedAcrossLeap = new HashSet<>();
    private final TimeLeaps leaps = new TimeLeaps();

    private Checker(Duration lease) {
        leaseNanos = shortened(lease.toNanos());
    }

    /** Checks a whole history. */
    static Findings check(List<Entry> history, Duration lease) {
        Checker checker = new Checker(lease);
        history.forEach(checker::read);
        checker.stored.forEach(checker::judge);
        return checker.findings;
    }

    private static long shortened(long nanos) {
        return (long) (nanos * (1 - CLOCK_MARGIN));
    }

    private void read(Entry entry) {
        switch (entry) {
            case Opened send -> opened.put(send.number(), send);
            case Acknowledged send -> acknowledged(send);
            case Received receive -> received(receive);
            case DeleteTried delete -> deleteTried(delete);
            case DeleteAcknowledged delete -> {
                StoredMessage message = stored.get(delete.id());
                if (message != null) {
                    message.deleted(delete);
                }
            }
            case TimePassed leap -> leaps.add(leap.nanos());
        }
    }

    private void acknowledged(Acknowledged send) {
        StoredMessage message = message(send.number(), send.id());
        Opened known = opened.get(send.number());
        if (message == null || known == null) {
            findings.add(Violation.PHANTOMS, 1, () -> send + " is for a message that was not sent so");
            return;
        }
        message.acknowledged();
        if (known.group() != Entry.NO_GROUP) {
            // The server keeps ids for five minutes of its own; a send that was repeated across a leap may be there
            // twice.
            if (leaps.since(known.nanos())) {
                repeatedAcrossLeap.add(send.number());
            } else if (!message.wasDeleteTried()) {
                // A repeated send may be answered when its message has come and gone already.
                group(known.group()).acknowledged(send.number());
            }
            acknowledgedFifo.add(send.number());
            isOnlyOne(known, send.id());
        }
    }

    private void received(Received receive) {
        Opened known = opened.get(receive.number());
        StoredMessage message = known == null ? null : message(receive.number(), receive.id());
        if (message == null || known == null) {
            findings.add(Violation.PHANTOMS, 1, () -> receive + " is nothing that was sent");
            return;
        }
        message.received(receive);
        if (known.group() != Entry.NO_GROUP) {
            isOnlyOne(known, receive.id());
            long overtaken = group(known.group()).received(receive.number(), receive.answer());
            findings.add(
                    Violation.ORDER_VIOLATIONS,
                    overtaken < 0 ? 0 : 1,
                    () -> receive + " of group " + known.group() + " came before " + overtaken + ", which stood");
        }
    }

    private void deleteTried(DeleteTried delete) {
        StoredMessage message = stored.get(delete.id());
        if (message != null) {
            message.deleteTried();
            Opened known = opened.get(message.number());
            if (known != null && known.group() != Entry.NO_GROUP) {
                group(known.group()).deleteTried(message.number());
            }
        }
    }

    /** The stored message of an id; null when that id is of another number. */
    private @Nullable StoredMessage message(long number, long id) {
        StoredMessage message = stored.computeIfAbsent(id, unknown -> new StoredMessage(number));
        return message.number() == number ? message : null;
    }

    private GroupOrder group(int group) {
        return groups.computeIfAbsent(group, unknown -> new GroupOrder());
    }

    private void isOnlyOne(Opened send, long id) {
        long first = idsOfFifo.computeIfAbsent(send.number(), unknown -> id);
        boolean excused = repeatedAcrossLeap.contains(send.number())
                || (!acknowledgedFifo.contains(send.number()) && leaps.since(send.nanos()));
        boolean twice = first != id && !excused;
        findings.add(
                Violation.STORED_TWICE,
                twice ? 1 : 0,
                () -> send + " is there as " + Long.toHexString(first) + " and " + Long.toHexString(id));
    }

    private void judge(long id, StoredMessage message) {
        Opened send = opened.get(message.number());
        if (send == null) {
            return;
        }
        findings.add(
                Violation.LOST,
                message.lost() ? 1 : 0,
                () -> message.number() + " was acknowledged or received, and was gone in the end; sent at "
                        + send.nanos());
        findings.add(
                Violation.UNDONE_DELETES,
                message.undone(leaps),
                () -> message.number() + " came after its delete was acknowledged");
        findings.add(
                Violation.DUPLICATES_BEYOND_LEASE,
                message.withinLease(leaseNanos, leaps),
                () -> message.number() + " came again while a lease held: " + message.receives());
        findings.add(
                Violation.RECEIVE_COUNTS_BACK,
                message.countsBack(),
                () -> message.number() + " came with counts that do not grow: " + message.receives());
        long delayNanos = shortened(TimeUnit.SECONDS.toNanos(send.delaySeconds()));
        findings.add(
                Violation.EARLY_DELIVERIES,
                message.early(send.nanos(), delayNanos, leaps),
                () -> message.number() + " came before its delay was over: " + send + " " + message.receives());
    }
}
