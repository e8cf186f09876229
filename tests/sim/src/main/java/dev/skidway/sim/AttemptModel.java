package dev.skidway.sim;

import dev.skidway.queues.LeaseRef;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.QueueLimits;
import dev.skidway.sim.Violation.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What clients know of the receives that share an attempt id: as long as nothing happened to the messages of one, and for five minutes, the
 * next gets just those again.
 */
final class AttemptModel {

    final String id;
    private final Coverage coverage;

    /** What the newest answer that leased something showed. */
    private List<Shown> shown = List.of();

    private long shownAtMillis;

    /** No receive that may have begun what was shown was asked for before this. */
    private long begunAtMillis = Long.MAX_VALUE;

    private int asked;

    /** Answers that showed other leases than those before. */
    private int answers;

    private int underWay;

    /** Whether one without an answer may have leased something, or leased it again, since. */
    private boolean inDoubt;

    /**
     * One lease of an answer.
     *
     * @param message null if the disk failed to show it
     * @param changesBefore of its lease that had been asked for
     */
    private record Shown(@Nullable SentMessage message, LeaseRef lease, int changesBefore) {

        /** Whether that lease is the newest, and nobody ever asked for another end of it. */
        boolean untouched() {
            SentMessage found = message;
            return found != null
                    && found.newestLease == lease.lease()
                    && lease.message().equals(found.place)
                    && found.changesAsked == changesBefore;
        }
    }

    AttemptModel(String id, Coverage coverage) {
        this.id = id;
        this.coverage = coverage;
    }

    /** A receive under this id is about to be submitted. */
    Asked ask(long nowMillis) {
        begunAtMillis = Math.min(begunAtMillis, nowMillis);
        Asked one = new Asked(nowMillis);
        shown.forEach(each -> {
            if (each.message != null && each.message.newestLease == each.lease.lease()) {
                each.message.mayBeLeasedAgain();
            }
        });
        return one;
    }

    /** One receive under this id. */
    final class Asked {

        private final long submittedAtMillis;
        private final int number = ++asked;
        private final boolean alone = underWay == 0 && !inDoubt;
        private final List<Shown> before = shown;
        private final int answersBefore = answers;
        private final List<Long> endsMin = new ArrayList<>();
        private final List<Long> endsMax = new ArrayList<>();

        private Asked(long submittedAtMillis) {
            this.submittedAtMillis = submittedAtMillis;
            for (Shown each : before) {
                endsMin.add(each.message == null ? Long.MIN_VALUE : each.message.leasedUntilMillisMin);
                endsMax.add(each.message == null ? Long.MAX_VALUE : each.message.leasedUntilMillisMax);
            }
            underWay++;
        }

        /** Whether an answer may show leases that were given before and nobody was told of. */
        boolean mayShowOldLeases() {
            return !alone;
        }

        /** It had no effect. */
        void notDone() {
            underWay--;
        }

        /** Nobody will ever be told. */
        void lost() {
            underWay--;
            inDoubt = true;
            coverage.hit("attempt: no answer");
        }

        /** Whether the answer is what an earlier one showed; contradictions are found here. */
        boolean repeats(List<LeasedMessage> leases, long nowMillis) {
            underWay--;
            List<LeaseRef> refs = leases.stream().map(LeasedMessage::lease).toList();
            boolean same =
                    !refs.isEmpty() && shown.stream().map(Shown::lease).toList().equals(refs);
            boolean surely = mustRepeat(nowMillis);
            Violation.unless(
                    same || !surely,
                    Kind.DOUBLE_LEASE,
                    () -> "attempt " + id + " got " + refs + " at " + nowMillis + ", although nothing happened to "
                            + shown);
            if (same) {
                checkRepeated(nowMillis);
                coverage.hit("attempt: the same leases again");
            } else if (!shown.isEmpty()) {
                coverage.hit("attempt: other leases, or none, than before");
            }
            return same;
        }

        private boolean mustRepeat(long nowMillis) {
            boolean certain = alone
                    && number == asked
                    && answers == answersBefore
                    && !shown.isEmpty()
                    && nowMillis < begunAtMillis + QueueLimits.ATTEMPT_MILLIS;
            for (int i = 0; certain && i < before.size(); i++) {
                SentMessage message = before.get(i).message;
                certain = message != null
                        && before.get(i).untouched()
                        && nowMillis < endsMin.get(i)
                        && !message.mayBeGone(nowMillis);
            }
            if (certain) {
                coverage.hit("attempt: had to be repeated");
            }
            return certain;
        }

        private void checkRepeated(long nowMillis) {
            Violation.unless(
                    submittedAtMillis < shownAtMillis + QueueLimits.ATTEMPT_MILLIS,
                    Kind.TIME,
                    () -> "attempt " + id + " was repeated at " + nowMillis + ", five minutes after " + shownAtMillis);
            for (int i = 0; i < shown.size(); i++) {
                Shown each = shown.get(i);
                SentMessage message = each.message;
                if (message == null) {
                    continue;
                }
                Violation.unless(
                        !message.deleted,
                        Kind.PHANTOM,
                        () -> "attempt " + id + " shows again what was deleted: " + message);
                Violation.unless(
                        message.newestLease == each.lease.lease(),
                        Kind.DOUBLE_LEASE,
                        () -> "attempt " + id + " shows " + each.lease + " again, but it was leased since: " + message);
                long endMax = alone && answers == answersBefore && each.untouched() ? endsMax.get(i) : Long.MAX_VALUE;
                Violation.unless(
                        submittedAtMillis < endMax,
                        Kind.TIME,
                        () -> "attempt " + id + " shows leases again that were over by " + endMax + ": " + message);
            }
        }

        /** The leases that were shown again have these ends from now on. */
        void leasedAgain(long endMillisMin, long endMillisMax) {
            for (Shown each : shown) {
                SentMessage message = each.message;
                // Another one under way may have set the end after this one.
                if (message != null && message.newestLease == each.lease.lease() && underWay == 0) {
                    message.leasedAgainUntil(endMillisMin, endMillisMax);
                }
            }
            inDoubt = false;
        }

        /** What it leased, other than what was shown before. */
        void leased(List<LeasedMessage> leases, List<@Nullable SentMessage> messages, long nowMillis) {
            if (leases.isEmpty()) {
                return;
            }
            List<Shown> all = new ArrayList<>();
            for (int i = 0; i < leases.size(); i++) {
                SentMessage message = messages.get(i);
                if (message != null && underWay > 0) {
                    message.mayBeLeasedAgain();
                }
                all.add(new Shown(message, leases.get(i).lease(), message == null ? 0 : message.changesAsked));
            }
            if (alone) {
                begunAtMillis = submittedAtMillis;
            }
            shown = all;
            answers++;
            shownAtMillis = nowMillis;
            inDoubt = false;
            coverage.hit("attempt: leased");
        }
    }
}
