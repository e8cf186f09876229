package dev.skidway.queues;

import dev.skidway.engine.Decider;
import dev.skidway.engine.Decision;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Walks over a queue, or over what it remembers, from where the page before ended, a bounded way. */
final class SearchJobsDecider implements Decider<SearchJobs, SearchJobs.Reply> {

    private final QueuesRead queues;

    SearchJobsDecider(QueuesRead queues) {
        this.queues = queues;
    }

    @Override
    public Decision<SearchJobs.Reply> decide(SearchJobs command, long nowMillis) {
        QueueRead queue = queues.find(command.queue());
        if (queue == null) {
            return Rejections.queueNotFound(command.queue());
        }
        MessageRef after = command.after();
        String flaw = SettingsRules.outside("countMax", command.countMax(), 0, QueueLimits.PEEK_COUNT_MAX);
        flaw = flaw != null ? flaw : command.filter().flaw();
        flaw = flaw != null || after == null || after.queueId() == queue.id()
                ? flaw
                : "Expected a page of this queue to go on from.";
        if (flaw != null) {
            return Rejections.reject(QueueRejection.JOB_INVALID, flaw);
        }
        JobFilter.State state = command.filter().state();
        return state != null && state.over() ? finished(queue, command) : new Page(queue, command).decide(nowMillis);
    }

    /** The slot of the point is the number of the last entry that was looked at. */
    private static Decision<SearchJobs.Reply> finished(QueueRead queue, SearchJobs command) {
        MessageRef after = command.after();
        List<JobView> page = new ArrayList<>();
        int looked = 0;
        int matching = 0;
        long last = after == null ? -1 : after.slot();
        for (HistoryRead entry : queue.finishedFrom(last + 1)) {
            if (full(matching, looked, command)) {
                return shown(page, matching, looked, new MessageRef(queue.id(), 0, last));
            }
            looked++;
            last = entry.sequence();
            if (command.filter().takes(entry.job())) {
                matching++;
            }
            if (command.countMax() > 0 && command.filter().takes(entry.job())) {
                page.add(new JobView(queue.name(), null, null, entry.job(), false));
            }
        }
        return shown(page, matching, looked, null);
    }

    private static boolean full(int matching, int looked, SearchJobs command) {
        return (command.countMax() > 0 && matching == command.countMax()) || looked == QueueLimits.PEEK_LOOKED_MAX;
    }

    private static Decision<SearchJobs.Reply> shown(
            List<JobView> page, int matching, int looked, @Nullable MessageRef next) {
        return new Decision.Accept<>(List.of(), new SearchJobs.Reply(page, matching, looked, next, false));
    }

    /** One page of jobs that live. */
    private static final class Page {

        private final QueueRead queue;
        private final SearchJobs command;
        private final List<JobView> page = new ArrayList<>();
        private @Nullable MessageRef last;
        private int looked;
        private int matching;
        private long bytes;

        Page(QueueRead queue, SearchJobs command) {
            this.queue = queue;
            this.command = command;
            last = command.after();
        }

        Decision<SearchJobs.Reply> decide(long nowMillis) {
            MessageRef after = command.after();
            for (LaneRead lane : queue.lanesFrom(after == null ? 0 : after.lane())) {
                if (!command.filter().takes(lane)) {
                    if (full()) {
                        return shown(page, matching, looked, last);
                    }
                    looked++;
                    last = new MessageRef(queue.id(), lane.number(), QueueEventType.NUMBER_MAX);
                    continue;
                }
                long slot = lane.nextLive(after != null && lane.number() == after.lane() ? after.slot() + 1 : 0);
                while (slot >= 0) {
                    if (full()) {
                        return shown(page, matching, looked, last);
                    }
                    if (!look(lane, slot)) {
                        // Whoever has seen something goes on from there; it is there by then.
                        return looked > 0 ? shown(page, matching, looked, last) : fetching(nowMillis);
                    }
                    slot = lane.nextLive(slot + 1);
                }
            }
            return shown(page, matching, looked, null);
        }

        private boolean full() {
            return SearchJobsDecider.full(matching, looked, command) || bytes >= QueueLimits.PEEK_BYTES_MAX;
        }

        /** Looks at one message; false if what must be known of it is being fetched. */
        private boolean look(LaneRead lane, long slot) {
            JobFilter filter = command.filter();
            LeaseRead lease = queue.lease(lane.number(), slot);
            PeekedMessage.State state = PeekMessagesDecider.state(lane, slot, lease);
            boolean meant = filter.takes(state, lease, queue.job(lane.number(), slot));
            if (meant && !lane.fetch(slot)) {
                return false;
            }
            looked++;
            last = new MessageRef(queue.id(), lane.number(), slot);
            boolean matches = meant && filter.takesSent(lane.enqueuedAtMillis(slot));
            matching += matches ? 1 : 0;
            if (matches && command.countMax() > 0) {
                PeekedMessage message = PeekMessagesDecider.message(queue, lane, slot);
                page.add(new JobView(queue.name(), message, JobDetails.of(queue, lane.number(), slot), null, false));
                bytes += message.payload().bytes();
            }
            return true;
        }

        private Decision<SearchJobs.Reply> fetching(long nowMillis) {
            return new Decision.Wait<>(
                    PeekMessages.waitKey(queue.id()),
                    nowMillis + QueueLimits.FETCH_MILLIS_MAX,
                    new SearchJobs.Reply(List.of(), 0, 0, command.after(), true));
        }
    }
}
