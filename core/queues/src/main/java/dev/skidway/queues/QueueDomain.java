package dev.skidway.queues;

import dev.skidway.engine.ColdStore;
import dev.skidway.engine.Command;
import dev.skidway.engine.Domain;
import dev.skidway.engine.LiveSegments;
import dev.skidway.engine.PayloadCopies;
import dev.skidway.engine.PayloadWalk;
import dev.skidway.engine.ResidentState;
import dev.skidway.engine.SnapshotSink;
import dev.skidway.engine.StateHash;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;

/** The standard queues of one partition. */
public final class QueueDomain implements Domain {

    /** Number of the domain in snapshots. */
    public static final int ID = 1;

    private final Queues queues;
    private final SnapshotRestore restore;

    /**
     * Makes an empty domain.
     *
     * @param segmentOf tells the journal segment of an address
     */
    public QueueDomain(LongUnaryOperator segmentOf) {
        this(segmentOf, Chunk.SLOTS_MAX);
    }

    /**
     * Makes an empty domain that puts small chunks of messages away too: for tests, where queues are short.
     *
     * @param spillSlotsMin messages that a chunk must have held to be put away, 1 to 4,096
     */
    public QueueDomain(LongUnaryOperator segmentOf, int spillSlotsMin) {
        queues = new Queues(new Shared(segmentOf, spillSlotsMin));
        restore = new SnapshotRestore(queues);
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public List<EventBinding<?>> events() {
        return List.of(
                new EventBinding<>(QueueCreated.TYPE, new QueueCreatedApplier(queues)),
                new EventBinding<>(QueueDeleted.TYPE, new QueueDeletedApplier(queues)),
                new EventBinding<>(QueueSettingsChanged.TYPE, new QueueSettingsChangedApplier(queues)),
                new EventBinding<>(QueuePurged.TYPE, new QueuePurgedApplier(queues)),
                new EventBinding<>(MessagesSent.TYPE, new MessagesSentApplier(queues)),
                new EventBinding<>(MessagesLeased.TYPE, new MessagesLeasedApplier(queues)),
                new EventBinding<>(MessagesDeleted.TYPE, new MessagesDeletedApplier(queues)),
                new EventBinding<>(VisibilityChanged.TYPE, new VisibilityChangedApplier(queues)),
                new EventBinding<>(TimersFired.TYPE, new TimersFiredApplier(queues)),
                new EventBinding<>(QueueTagsChanged.TYPE, new QueueTagsChangedApplier(queues)),
                new EventBinding<>(MessagesDeadLettered.TYPE, new MessagesDeadLetteredApplier(queues)),
                new EventBinding<>(MoveTaskStarted.TYPE, new MoveTaskStartedApplier(queues)),
                new EventBinding<>(MoveTaskCancelled.TYPE, new MoveTaskCancelledApplier(queues)),
                new EventBinding<>(MessagesMoved.TYPE, new MessagesMovedApplier(queues)),
                new EventBinding<>(MoveTaskEnded.TYPE, new MoveTaskEndedApplier(queues)),
                new EventBinding<>(PayloadsCopied.TYPE, new PayloadsCopiedApplier(queues)),
                new EventBinding<>(JobsFinished.TYPE, new JobsFinishedApplier(queues)),
                new EventBinding<>(JobsRetried.TYPE, new JobsRetriedApplier(queues)),
                new EventBinding<>(JobsRescheduled.TYPE, new JobsRescheduledApplier(queues)),
                new EventBinding<>(JobsProgressed.TYPE, new JobsProgressedApplier(queues)),
                new EventBinding<>(JobsCancelAsked.TYPE, new JobsCancelAskedApplier(queues)),
                new EventBinding<>(JobMetadataEdited.TYPE, new JobMetadataEditedApplier(queues)),
                new EventBinding<>(SendsRemembered.TYPE, new SendsRememberedApplier(queues)),
                new EventBinding<>(KeySettingsChanged.TYPE, new KeySettingsChangedApplier(queues)),
                new EventBinding<>(LimitSet.TYPE, new LimitSetApplier(queues)),
                new EventBinding<>(JobsReprioritized.TYPE, new JobsReprioritizedApplier(queues)),
                new EventBinding<>(FifoJobsReprioritized.TYPE, new FifoJobsReprioritizedApplier(queues)),
                new EventBinding<>(LimitDeleted.TYPE, new LimitDeletedApplier(queues)),
                new EventBinding<>(ScheduleSaved.TYPE, new ScheduleSavedApplier(queues)),
                new EventBinding<>(ScheduleDeleted.TYPE, new ScheduleDeletedApplier(queues)),
                new EventBinding<>(SchedulePaused.TYPE, new SchedulePausedApplier(queues)),
                new EventBinding<>(BackfillAsked.TYPE, new BackfillAskedApplier(queues)),
                new EventBinding<>(ScheduleFired.TYPE, new ScheduleFiredApplier(queues)));
    }

    @Override
    public List<CommandBinding<?, ?>> commands() {
        return List.of(
                new CommandBinding<>(CreateQueue.class, new CreateQueueDecider(queues)),
                new CommandBinding<>(DeleteQueue.class, new DeleteQueueDecider(queues)),
                new CommandBinding<>(SetQueueSettings.class, new SetQueueSettingsDecider(queues)),
                new CommandBinding<>(ChangeQueueTags.class, new ChangeQueueTagsDecider(queues)),
                new CommandBinding<>(PurgeQueue.class, new PurgeQueueDecider(queues)),
                new CommandBinding<>(GetQueue.class, new GetQueueDecider(queues)),
                new CommandBinding<>(ListQueues.class, new ListQueuesDecider(queues)),
                new CommandBinding<>(ListDeadLetterSources.class, new ListDeadLetterSourcesDecider(queues)),
                new CommandBinding<>(SendMessages.class, new SendMessagesDecider(queues)),
                new CommandBinding<>(ReceiveMessages.class, new ReceiveMessagesDecider(queues)),
                new CommandBinding<>(DeleteMessages.class, new DeleteMessagesDecider(queues)),
                new CommandBinding<>(ChangeVisibility.class, new ChangeVisibilityDecider(queues)),
                new CommandBinding<>(StartMoveTask.class, new StartMoveTaskDecider(queues)),
                new CommandBinding<>(CancelMoveTask.class, new CancelMoveTaskDecider(queues)),
                new CommandBinding<>(ListMoveTasks.class, new ListMoveTasksDecider(queues)),
                new CommandBinding<>(LocatePayloads.class, new LocatePayloadsDecider(queues)),
                new CommandBinding<>(CopyPayloads.class, new CopyPayloadsDecider(queues)),
                new CommandBinding<>(PeekMessages.class, new PeekMessagesDecider(queues)),
                new CommandBinding<>(FinishJobs.class, new FinishJobsDecider(queues)),
                new CommandBinding<>(ExtendLeases.class, new ExtendLeasesDecider(queues)),
                new CommandBinding<>(ChangeJobs.class, new ChangeJobsDecider(queues)),
                new CommandBinding<>(GetJob.class, new GetJobDecider(queues)),
                new CommandBinding<>(SetKeySettings.class, new SetKeySettingsDecider(queues)),
                new CommandBinding<>(SetLimit.class, new SetLimitDecider(queues)),
                new CommandBinding<>(DeleteLimit.class, new DeleteLimitDecider(queues)),
                new CommandBinding<>(ListLimits.class, new ListLimitsDecider(queues)),
                new CommandBinding<>(ExplainQueue.class, new ExplainQueueDecider(queues)),
                new CommandBinding<>(ExplainJob.class, new ExplainJobDecider(queues)),
                new CommandBinding<>(AwaitReady.class, new AwaitReadyDecider(queues)),
                new CommandBinding<>(SearchJobs.class, new SearchJobsDecider(queues)),
                new CommandBinding<>(ListKeys.class, new ListKeysDecider(queues)),
                new CommandBinding<>(ReprioritizeJobs.class, new ReprioritizeJobsDecider(queues)),
                new CommandBinding<>(SaveSchedule.class, new SaveScheduleDecider(queues)),
                new CommandBinding<>(DeleteSchedule.class, new DeleteScheduleDecider(queues)),
                new CommandBinding<>(PauseSchedule.class, new PauseScheduleDecider(queues)),
                new CommandBinding<>(TriggerSchedule.class, new TriggerScheduleDecider(queues)),
                new CommandBinding<>(BackfillSchedule.class, new BackfillScheduleDecider(queues)),
                new CommandBinding<>(GetSchedule.class, new GetScheduleDecider(queues)),
                new CommandBinding<>(ListSchedules.class, new ListSchedulesDecider(queues)),
                new CommandBinding<>(FireTimers.class, new FireTimersDecider(queues)));
    }

    @Override
    public long nextTimerMillis() {
        return queues.nextTimerMillis();
    }

    @Override
    public Command<?> fireTimers(int countMax) {
        return new FireTimers(Math.min(countMax, QueueLimits.TIMERS_PER_COMMAND_MAX));
    }

    @Override
    public boolean timersReady(long nowMillis) {
        return queues.timersReady(nowMillis);
    }

    @Override
    public void useColdStore(ColdStore store) {
        queues.shared.spill.use(store);
    }

    @Override
    public boolean spillSlice() {
        return queues.shared.spill.slice();
    }

    @Override
    public ResidentState resident() {
        return new ResidentState(queues.shared.spill.residentBytes(), queues.shared.spill.awayCount());
    }

    @Override
    public LiveSegments liveSegments() {
        return queues.shared.segments;
    }

    @Override
    public PayloadWalk walkPayloads(LongPredicate segments) {
        return new PayloadSearch(queues, segments);
    }

    /**
     * Visits the payload of every live message, queue by queue; chunks that are away are read one at a time and stay away. For a state that
     * nobody changes meanwhile.
     */
    public void visitPayloads(PayloadVisitor visitor) {
        new PayloadTour(visitor).of(queues);
    }

    /**
     * Visits every message of a queue, group by group; for a state that nobody changes meanwhile.
     *
     * @return false if there is no such queue
     */
    public boolean visitMessages(QueueName name, MessageVisitor visitor) {
        for (Queue queue : queues.byId.values()) {
            if (queue.name().equals(name)) {
                new MessageTour(queue, visitor).run();
                return true;
            }
        }
        return false;
    }

    /** Names of all queues. */
    public List<QueueName> queueNames() {
        return queues.byId.values().stream().map(Queue::name).toList();
    }

    @Override
    public Command<PayloadCopies> copyPayloads(List<PayloadCopies.Read> reads) {
        return new CopyPayloads(reads);
    }

    @Override
    public void beginSnapshot(SnapshotSink sink) {
        queues.shared.snapshot.begin(sink, queues);
    }

    @Override
    public boolean snapshotSlice(int bytesTarget) {
        return queues.shared.snapshot.slice(queues, bytesTarget);
    }

    @Override
    public void abandonSnapshot() {
        queues.shared.snapshot.abandon();
    }

    @Override
    public void restoreUnit(int unitType, ByteBuffer unit) {
        restore.unit(unitType, unit);
    }

    @Override
    public void restored() {
        restore.finish();
        // Counts, indexes and lanes of a snapshot must agree before anything is built on them.
        ConsistencyCheck.ofWhatIsInMemory(queues).run();
    }

    @Override
    public void hash(StateHash hash) {
        new QueueHash(hash).feed(queues);
    }

    @Override
    public void checkConsistency() {
        new ConsistencyCheck(queues).run();
    }

    /** How many keys of a queue the tables know beside their messages; for tests. */
    int keysKnown(QueueName queue) {
        Queue found = queues.find(queue);
        return found == null ? 0 : found.keysKnown();
    }
}
