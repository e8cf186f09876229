package dev.skidway.compat.chaos;

import dev.skidway.compat.chaos.Entry.DeleteAcknowledged;
import dev.skidway.compat.chaos.Entry.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** What the clients know of one stored message, by its id; violations are only those that no order of events inside the bounds excuses. */
final class StoredMessage {

    private final long number;
    private final List<Received> received = new ArrayList<>(2);
    private boolean acknowledged;
    private boolean deleteTried;
    private @Nullable DeleteAcknowledged deleted;

    StoredMessage(long number) {
        this.number = number;
    }

    long number() {
        return number;
    }

    void acknowledged() {
        acknowledged = true;
    }

    void deleteTried() {
        deleteTried = true;
    }

    boolean wasDeleteTried() {
        return deleteTried;
    }

    void deleted(DeleteAcknowledged entry) {
        if (deleted == null || entry.nanos() < deleted.nanos()) {
            deleted = entry;
        }
    }

    void received(Received entry) {
        received.add(entry);
    }

    List<Received> receives() {
        return List.copyOf(received);
    }

    /** True if it was there for certain and nobody tried to delete it, although in the end all that is there is received and deleted. */
    boolean lost() {
        return (acknowledged || !received.isEmpty()) && !deleteTried;
    }

    /** How many receives began after an acknowledged delete had been answered. */
    int undone(TimeLeaps leaps) {
        if (deleted == null || leaps.within(deleted.leasedNanos(), deleted.nanos())) {
            return 0;
        }
        long gone = deleted.nanos();
        return (int) received.stream().filter(each -> each.startNanos() > gone).count();
    }

    /** How many receives fell into a lease that another one held for certain. */
    int withinLease(long leaseNanos, TimeLeaps leaps) {
        return clashes(
                (one, other) -> holdsOver(one, other, leaseNanos, leaps) && holdsOver(other, one, leaseNanos, leaps));
    }

    /** True if {@code second} cannot have been given out after {@code first}'s lease had run out. */
    private static boolean holdsOver(Received first, Received second, long leaseNanos, TimeLeaps leaps) {
        return second.answerNanos() < first.startNanos() + leaseNanos
                && !leaps.within(first.startNanos(), second.answerNanos());
    }

    /** How many receives have a count that one before them had reached already. */
    int countsBack() {
        return clashes((one, other) -> one.count() == other.count() || wentBack(one, other) || wentBack(other, one));
    }

    private static boolean wentBack(Received first, Received second) {
        return first.answerNanos() < second.startNanos() && second.count() < first.count();
    }

    /** How many receives clash with at least one that was recorded before; a message is received a few times only. */
    private int clashes(BiPredicate<Received, Received> clash) {
        int found = 0;
        for (int i = 1; i < received.size(); i++) {
            Received later = received.get(i);
            found += received.subList(0, i).stream().anyMatch(earlier -> clash.test(earlier, later)) ? 1 : 0;
        }
        return found;
    }

    /** How many receives were answered before the delay of a send was over. */
    int early(long sentNanos, long delayNanos, TimeLeaps leaps) {
        return (int) received.stream()
                .filter(each -> each.answerNanos() < sentNanos + delayNanos)
                .filter(each -> !leaps.within(sentNanos, each.answerNanos()))
                .count();
    }
}
