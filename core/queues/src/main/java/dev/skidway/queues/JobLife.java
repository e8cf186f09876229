package dev.skidway.queues;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the jobs of a queue where more than one table changes: attempts end, jobs finish, what is over is forgotten.
 *
 * <p>Only appliers call it, with the time of their frame.
 */
final class JobLife {

    final History history;
    final UniqueHolders uniqueHolders;
    final SendKeys sendKeys;

    private final Queue queue;
    private final Messages messages;
    private final Shared shared;

    JobLife(Queue queue, Messages messages, Shared shared) {
        this.queue = queue;
        this.messages = messages;
        this.shared = shared;
        this.history = new History(queue, messages.parts, shared);
        this.uniqueHolders = new UniqueHolders(messages.parts);
        this.sendKeys = new SendKeys(queue, messages.parts);
    }

    /** A message, which lies in its lane, was sent with terms of its own, or takes the place of another one. */
    void sent(MessagesSent.Sent sent, Payload payload, long atMillis) {
        long agesFrom = sent.agesFromDue() ? sent.visibleAtMillis() : atMillis;
        JobTerms terms = sent.terms();
        MessagesSent.Replacing replacing = sent.replacing();
        MessageRef place = new MessageRef(queue.id(), sent.lane(), sent.slot());
        Job job = terms == null ? null : new Job(place, terms);
        if (replacing != null && replacing.keepsIdentity()) {
            job = successor(replacing, place, terms == null ? JobTerms.NONE : terms, payload, agesFrom, atMillis);
        } else if (replacing != null) {
            finish(replacing.lane(), replacing.slot(), JobEnd.of(JobOutcome.REPLACED), null, atMillis);
        }
        if (job != null) {
            messages.jobs.add(job);
            if (job.terms.priority() != 0) {
                // Of a FIFO queue: it may be the head of its group.
                messages.activity.settle(messages.lanes.get(sent.lane()));
            }
            if (job.terms.claim() != null) {
                uniqueHolders.take(job.terms.claim(), job.identity(), atMillis);
            }
        }
    }

    /** The job as which another one goes on: with its name and its attempts. */
    private Job successor(
            MessagesSent.Replacing replaced,
            MessageRef place,
            JobTerms terms,
            Payload payload,
            long agesFrom,
            long atMillis) {
        Job before = messages.jobs.find(replaced.lane(), replaced.slot());
        JobPast past = before == null ? JobPast.NONE : before.past;
        MessageRef identity = queue.identity(replaced.lane(), replaced.slot());
        messages.remove(replaced.lane(), replaced.slot(), atMillis);
        return new Job(place, new MovingMessage(payload, agesFrom, 0, null, identity, "", 0, terms, past));
    }

    /** A message leaves for another queue: its unique key is free. */
    void leaves(long lane, long slot, long atMillis) {
        Job job = messages.jobs.find(lane, slot);
        if (job != null && job.terms.claim() != null) {
            uniqueHolders.ended(job.terms.claim(), job.identity(), false, atMillis);
        }
    }

    /** Engine time at which the next job expires, or something can be forgotten. */
    long nextDueMillis() {
        return Math.min(messages.jobs.nextExpiryMillis(), nextForgottenMillis());
    }

    private long nextForgottenMillis() {
        return Math.min(history.nextDueMillis(), Math.min(uniqueHolders.nextDueMillis(), sendKeys.nextDueMillis()));
    }

    /** Whether what {@link #fireOne} needs is in memory; if not, it is being fetched from now on. */
    boolean readyToFire() {
        if (messages.jobs.nextExpiryMillis() > nextForgottenMillis()) {
            return true;
        }
        Job next = messages.jobs.nextToExpire();
        return messages.lanes.get(next.lane).fetch(next.slot);
    }

    /** Fires the timer that is due first; returns whether that let a message be leased. */
    boolean fireOne(long atMillis) {
        if (messages.jobs.nextExpiryMillis() > nextForgottenMillis()) {
            forgetOne();
            return false;
        }
        Job job = messages.jobs.nextToExpire();
        return finish(job.lane, job.slot, JobEnd.of(JobOutcome.EXPIRED), null, atMillis);
    }

    private void forgetOne() {
        long due = nextForgottenMillis();
        if (due == history.nextDueMillis()) {
            history.forgetOldest();
        } else if (due == uniqueHolders.nextDueMillis()) {
            uniqueHolders.forgetFirst();
        } else {
            sendKeys.forgetOldest();
        }
    }

    /** A receiver is done with it; if not as a job, it is only remembered if it is more than a message. */
    boolean done(long lane, long slot, boolean asJob, long atMillis) {
        messages.leases.tried(lane, true, atMillis);
        Job job = messages.jobs.find(lane, slot);
        if (job == null && !(asJob && queue.settings.jobs().remembers())) {
            return messages.remove(lane, slot, atMillis);
        }
        int record = messages.records.find(lane, slot);
        JobAttempt last = record != Records.ABSENT && messages.records.isLeased(record)
                ? attempt(record, JobAttempt.Ending.DONE, "", "", atMillis)
                : null;
        return finish(lane, slot, JobEnd.of(JobOutcome.DONE), last, atMillis);
    }

    /** The oldest message is too old. */
    boolean tooOld(long lane, long slot, long atMillis) {
        return messages.jobs.find(lane, slot) == null
                ? messages.remove(lane, slot, atMillis)
                : finish(lane, slot, JobEnd.of(JobOutcome.EXPIRED), null, atMillis);
    }

    /** A delay or a lease is over; returns whether a message can be leased now. */
    boolean timeIsOver(int record, long atMillis) {
        Records records = messages.records;
        if (!records.isLeased(record)) {
            messages.makeVisible(record, atMillis);
            return true;
        }
        long lane = records.lane(record);
        long slot = records.slot(record);
        messages.leases.tried(lane, false, atMillis);
        JobAttempt attempt = attempt(record, JobAttempt.Ending.EXPIRED, "", "", atMillis);
        Job job = messages.jobs.find(lane, slot);
        JobOutcome outcome = outcomeOfExpiry(job, lane, slot, record, atMillis);
        if (outcome != null) {
            return finish(lane, slot, JobEnd.of(outcome), attempt, atMillis);
        }
        if (job != null || !attempt.worker().isEmpty()) {
            ended(lane, slot, attempt);
        }
        messages.makeVisible(record, atMillis);
        return true;
    }

    private @Nullable JobOutcome outcomeOfExpiry(@Nullable Job job, long lane, long slot, int record, long atMillis) {
        if (job != null && job.cancelAsked) {
            return JobOutcome.CANCELLED;
        }
        if (job != null && job.terms.atMostOnce()) {
            return JobOutcome.EXPIRED;
        }
        int receives = messages.records.receiveCount(record) - (job == null ? 0 : job.receivesBefore);
        long enqueuedAt = messages.lanes.get(lane).enqueuedAtMillis(slot);
        // With a dead-letter queue it moves at the next receive that comes to it.
        return !queue.settings.deadLetters().on()
                        && RetryRules.exhausted(queue.settings, job, receives, enqueuedAt, atMillis)
                ? JobOutcome.FAILED
                : null;
    }

    /** The attempt that a lease is, as it ends now. */
    JobAttempt attempt(int record, JobAttempt.Ending ending, String code, String text, long atMillis) {
        Records records = messages.records;
        Job job = messages.jobs.find(records.lane(record), records.slot(record));
        int number = Math.max(records.receiveCount(record), job == null ? 1 : job.attemptsTotal() + 1);
        return new JobAttempt(
                number,
                records.leasedAtMillis(record),
                atMillis,
                messages.leases.holders.of(record),
                ending,
                code,
                text);
    }

    /** Remembers an attempt that is over while the job goes on; not if there is no room for what is remembered of jobs. */
    void ended(long lane, long slot, JobAttempt attempt) {
        if (messages.jobs.find(lane, slot) != null || shared.partBytes < QueueLimits.PART_BYTES_PER_PARTITION_MAX) {
            change(lane, slot, job -> job.ended(attempt));
        }
    }

    /** Its worker said how far it is. */
    void progressed(long lane, long slot, byte[] progress) {
        change(lane, slot, job -> job.past = job.past.with(progress));
    }

    /** It is to be cancelled while a worker has it. */
    void cancelAsked(long lane, long slot) {
        change(lane, slot, job -> job.cancelAsked = true);
    }

    void edited(long lane, long slot, SortedMap<String, String> metadata) {
        change(lane, slot, job -> job.terms = job.terms.withMetadata(metadata));
    }

    /** Of a job in a group of a FIFO queue. */
    void reprioritized(long lane, long slot, int priority) {
        change(lane, slot, job -> job.terms = job.terms.withPriority(priority));
        messages.activity.settle(messages.lanes.get(lane));
    }

    private void change(long lane, long slot, Consumer<Job> change) {
        Job job = messages.jobs.find(lane, slot);
        if (job == null) {
            job = new Job(new MessageRef(queue.id(), lane, slot), JobTerms.NONE);
            messages.jobs.add(job);
        }
        messages.parts.change(job);
        change.accept(job);
        messages.parts.changed(job);
    }

    /** The job is over, whatever it was doing; returns whether that let others of its lane be leased. */
    boolean finish(long lane, long slot, JobEnd end, @Nullable JobAttempt last, long atMillis) {
        FinishedJob finished = queue.settings.jobs().remembers() ? describe(lane, slot, end, last, atMillis) : null;
        Job job = messages.jobs.find(lane, slot);
        if (job != null && job.terms.claim() != null) {
            uniqueHolders.ended(job.terms.claim(), job.identity(), end.outcome() == JobOutcome.DONE, atMillis);
        }
        boolean unlocked = messages.remove(lane, slot, atMillis);
        if (finished != null) {
            history.add(finished);
        }
        return unlocked;
    }

    private FinishedJob describe(long laneNumber, long slot, JobEnd end, @Nullable JobAttempt last, long atMillis) {
        Lane lane = messages.lanes.get(laneNumber);
        Job job = messages.jobs.find(laneNumber, slot);
        List<JobAttempt> attempts = new ArrayList<>(job == null ? List.of() : job.attempts());
        if (last != null) {
            attempts.add(last);
        }
        int from = Math.max(0, attempts.size() - QueueLimits.ATTEMPTS_KEPT_MAX);
        int total = job == null ? 0 : job.attemptsTotal();
        return new FinishedJob(
                job == null ? new MessageRef(queue.id(), laneNumber, slot) : job.identity(),
                end.outcome(),
                lane.key(),
                messages.jobs.priorityOf(lane, slot),
                lane.enqueuedAtMillis(slot),
                atMillis,
                last == null ? total : last.number(),
                List.copyOf(attempts.subList(from, attempts.size())),
                end.code(),
                end.text(),
                job == null ? JobTerms.NONE.metadata() : job.terms.metadata(),
                end.result());
    }

    /** What the state has beside the jobs of messages that live, in an order that follows from what happened. */
    List<Part> partsInOrder() {
        List<Part> inOrder = new ArrayList<>();
        history.entries().forEach(inOrder::add);
        inOrder.addAll(uniqueHolders.inOrder());
        sendKeys.inOrder().forEach(inOrder::add);
        return inOrder;
    }

    /** All of it is dropped. */
    void dropped() {
        history.dropped();
    }

    void checkConsistency() {
        history.checkConsistency();
        uniqueHolders.checkConsistency(messages.jobs);
        sendKeys.checkConsistency();
    }
}
