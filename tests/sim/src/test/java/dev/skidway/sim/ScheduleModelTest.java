package dev.skidway.sim;

import static dev.skidway.sim.Broken.broken;
import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.engine.Rejection;
import dev.skidway.queues.DeleteMessages;
import dev.skidway.queues.LeaseRef;
import dev.skidway.queues.LeasedMessage;
import dev.skidway.queues.MessageRef;
import dev.skidway.queues.NewMessage;
import dev.skidway.queues.Overlap;
import dev.skidway.queues.QueueName;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.ScheduleName;
import dev.skidway.queues.ScheduleSpec;
import dev.skidway.queues.ScheduleView;
import dev.skidway.queues.TriggerSchedule;
import dev.skidway.sim.ScheduleModel.Known;
import dev.skidway.sim.Violation.Kind;
import dev.skidway.timetable.Timetable;
import dev.skidway.timetable.TimetableFault;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every promise about schedules that the simulator guards, broken once. */
class ScheduleModelTest {

    private static final ScheduleName NAME = new ScheduleName("ns0", "schedule-0");
    private static final long CATCH_UP_MILLIS = 20_000;
    private static final long EVERY = 1_000;
    private static final long END = 900_000;

    private final Coverage coverage = new Coverage();
    private Overlap overlap = Overlap.ALLOW_ALL;
    private ScheduleModel schedule = model();
    private long slots;

    @Test
    void acceptsTheLifeOfASchedule() {
        save(500, 1_000);
        receive(1_000, 1_001);
        receive(2_000, 2_900);
        schedule.rests(2_950);
        show(2_990, 3_000, 2, false);
        pause(true, 3_010, 3_000, 2);
        pause(false, 5_500, 3_000, 2);
        receive(3_000, 5_500);
        receive(4_000, 5_501);
        receive(5_000, 5_501);
        show(5_800, 6_000, 5, false);
        delete(5_900);

        judge();

        assertThat(coverage.count("schedule: fired by its timetable")).isEqualTo(5);
        assertThat(coverage.count("schedule: fired as it had to")).isEqualTo(5);
        assertThat(coverage.count("schedule: firings counted")).isEqualTo(4);
    }

    @Test
    void findsAFiringBeforeItsTime() {
        save(500, 1_000);

        broken(Kind.TIME, "fired before its time", () -> receive(1_000, 999));
    }

    @Test
    void findsATimeThatFiresTwice() {
        save(500, 1_000);
        receive(1_000, 1_000);
        receive(1_000, 1_700);

        broken(Kind.PHANTOM, "fired twice for one time", this::judge);
    }

    @Test
    void findsAFiringLaterThanItCatchesUp() {
        save(500, 1_000);
        receive(1_000, 1_001 + CATCH_UP_MILLIS);

        broken(Kind.PHANTOM, "later than it catches up", this::judge);
    }

    @Test
    void findsAFiringAtAnotherInterval() {
        save(500, 1_000);
        receive(1_500, 1_500);

        broken(Kind.PHANTOM, "at an interval that it did not have", this::judge);
    }

    @Test
    void findsAFiringAtAFormerInterval() {
        save(500, 1_000);
        schedule.askSave(7_000, 2_100);
        schedule.saved(view(7_000, 7_000, 2, false), 2_200);
        receive(2_000, 2_150);
        receive(3_000, 3_000);

        broken(
                Kind.PHANTOM,
                "at an interval that it did not have: job MessageRef[queueId=1, lane=0, slot=2]",
                this::judge);
    }

    @Test
    void findsAFiringBeforeItWasSaved() {
        save(1_500, 2_000);
        receive(1_000, 1_600);

        broken(Kind.PHANTOM, "at an interval that it did not have", this::judge);
    }

    @Test
    void findsAFiringWhilePaused() {
        save(500, 1_000);
        pause(true, 1_500, 1_000, 0);
        pause(false, 4_000, 1_000, 0);
        receive(2_000, 2_000);

        broken(Kind.PHANTOM, "while it was paused or deleted", this::judge);
    }

    @Test
    void claimsNothingWhereTheClockWentBack() {
        save(500, 1_000);
        pause(true, 1_500, 1_000, 0);
        schedule.askPause(false, 4_000);
        schedule.pauseLost();
        show(1_400, 1_000, 0, true);
        pause(false, 1_450, 1_000, 0);
        receive(1_000, 1_460);
        receive(2_000, 2_000);

        judge();

        assertThat(coverage.count("schedule: fired by its timetable")).isEqualTo(2);
    }

    @Test
    void findsAFiringAfterItsDeletion() {
        save(500, 1_000);
        delete(2_000);
        receive(2_000, 2_001);

        broken(Kind.PHANTOM, "it did not have", this::judge);
    }

    @Test
    void findsATimeThatWasMissed() {
        save(500, 1_000);
        receive(1_000, 1_000);
        show(2_500, 3_000, 2, false);

        broken(Kind.LOST, "never fired for 2000", this::judge);
    }

    @Test
    void findsATimeThatWasMissedUntilARest() {
        save(500, 1_000);
        schedule.rests(1_000 + CATCH_UP_MILLIS);

        broken(Kind.LOST, "never fired for 1000", this::judge);
    }

    @Test
    void asksForNothingThatMayBeTooLate() {
        save(500, 1_000);
        schedule.rests(1_001 + CATCH_UP_MILLIS);

        broken(Kind.LOST, "never fired for 2000", this::judge);
    }

    @Test
    void asksForNothingWhilePausedOrWhileNobodyKnows() {
        save(500, 1_000);
        schedule.askPause(true, 600);
        schedule.rests(5_000);
        schedule.pauseLost();
        schedule.rests(6_000);
        show(6_100, 1_000, 0, true);
        schedule.rests(7_000);

        judge();

        assertThat(schedule.paused).isEqualTo(Known.YES);
        assertThat(coverage.count("schedule: looked after a change without an answer"))
                .isOne();
    }

    @Test
    void findsAScheduleThatStandsStill() {
        save(500, 1_000);
        schedule.rests(1_700);

        broken(Kind.LOST, "still waits for 1000", () -> show(1_800, 1_000, 0, false));
    }

    @Test
    void findsANextTimeThatGoesBackOrIsNone() {
        save(500, 1_000);
        show(2_500, 3_000, 2, false);

        broken(Kind.TIME, "cannot be 2000", () -> show(2_600, 2_000, 2, false));
        broken(Kind.TIME, "cannot be 3500", () -> show(2_600, 3_500, 2, false));
    }

    @Test
    void findsAWrongCount() {
        save(500, 1_000);

        broken(Kind.COUNT, "passed 2 times and counts 1 firings", () -> show(2_500, 3_000, 1, false));
        broken(Kind.COUNT, "passed 2 times and counts 3 firings", () -> show(2_500, 3_000, 3, false));
    }

    @Test
    void findsAScheduleThatIsForgotten() {
        save(500, 1_000);
        Rejection notFound = new Rejection(QueueRejection.SCHEDULE_NOT_FOUND, "none");

        broken(Kind.LOST, "is not shown", () -> schedule.notShown(notFound, 600));
        broken(Kind.LOST, "was refused", () -> schedule.refused(notFound));
        Firings.Trigger trigger = schedule.firings.ask(700);
        broken(Kind.LOST, "was refused", () -> schedule.firings.refused(trigger, notFound));
    }

    @Test
    void findsAScheduleThatComesBack() {
        save(500, 1_000);
        delete(700);

        broken(Kind.PHANTOM, "nobody made so", () -> show(800, 1_000, 0, false));
    }

    @Test
    void findsAScheduleThatIsNotAsItWasSaved() {
        save(500, 1_000);

        broken(Kind.PHANTOM, "nobody made so", () -> schedule.shown(view(2_000, 2_000, 0, false), 600));
        overlap = Overlap.SKIP;
        broken(Kind.PHANTOM, "another schedule", () -> show(600, 1_000, 0, false));
    }

    @Test
    void findsAPauseThatIsForgotten() {
        save(500, 1_000);
        broken(Kind.LOST, "pause", () -> show(600, 1_000, 0, true));

        pause(true, 700, 1_000, 0);
        broken(Kind.LOST, "pause", () -> show(800, 1_000, 0, false));
    }

    @Test
    void takesEitherEndOfAChangeWithoutAnAnswer() {
        save(500, 1_000);
        schedule.askSave(7_000, 2_100);
        schedule.saveLost();
        schedule.askShow();
        schedule.shown(view(7_000, 7_000, 1, false), 2_300);
        receive(1_000, 1_000);
        receive(7_000, 7_000);
        schedule.askDelete(7_100);
        schedule.deletionLost(7_200);
        schedule.askShow();
        schedule.notShown(new Rejection(QueueRejection.SCHEDULE_NOT_FOUND, "none"), 7_300);

        judge();

        assertThat(schedule.exists).isEqualTo(Known.NO);
    }

    @Test
    void acceptsTriggersWithAnswersAndWithout() {
        save(500, 1_000);
        pause(true, 600, 1_000, 0);
        trigger(700, receive(702, 702), 705);
        schedule.firings.lost(schedule.firings.ask(800), 900);
        receive(850, 850);
        show(950, 1_000, 2, true);

        judge();

        assertThat(coverage.count("schedule: a trigger without an answer fired"))
                .isOne();
    }

    @Test
    void findsATriggerThatFiresTwice() {
        save(500, 1_000);
        pause(true, 600, 1_000, 0);
        trigger(700, receive(702, 702), 705);
        receive(702, 702);

        broken(Kind.PHANTOM, "at an interval that it did not have", this::judge);
    }

    @Test
    void findsATriggerWithoutAnAnswerThatFiresTwice() {
        save(500, 1_000);
        pause(true, 600, 1_000, 0);
        schedule.firings.lost(schedule.firings.ask(800), 900);
        receive(850, 850);
        receive(851, 851);

        broken(Kind.PHANTOM, "at an interval that it did not have", this::judge);
    }

    @Test
    void findsATriggerThatSentNothing() {
        save(500, 1_000);
        trigger(700, new MessageRef(1, 0, 99), 705);

        broken(Kind.LOST, "never found", this::judge);
    }

    @Test
    void findsTwoTriggersOfOneJob() {
        save(500, 1_000);
        MessageRef job = receive(702, 702);
        trigger(700, job, 705);
        trigger(700, job, 705);

        broken(Kind.COUNT, "two triggers", this::judge);
    }

    @Test
    void findsATriggerForAnotherMoment() {
        save(500, 1_000);
        trigger(700, receive(650, 702), 705);

        broken(Kind.TIME, "cannot be for", this::judge);
    }

    @Test
    void findsATriggerThatIsLeftOutWithoutAReason() {
        save(500, 1_000);
        broken(Kind.LOST, "left out without a reason", () -> trigger(700, null, 705));

        skipping();
        trigger(700, null, 705);
        broken(Kind.LOST, "left out beside no job", this::judge);
    }

    @Test
    void findsAJobThatComesBackOrChanges() {
        save(500, 1_000);
        ScheduledJob job = receive(new MessageRef(1, 0, 7), 1_000, 1_000, 3);
        broken(Kind.PHANTOM, "delivered again for 2000", () -> receive(job.ref, 2_000, 2_000, 4));
        broken(Kind.PHANTOM, "fired at 1001", () -> receive(job.ref, 1_000, 1_001, 4));

        job.gone(1_500, 5);
        receive(job.ref, 1_000, 1_000, 5);
        broken(Kind.PHANTOM, "after its deletion", () -> receive(job.ref, 1_000, 1_000, 6));
    }

    @Test
    void findsAJobBesideTheOneBefore() {
        skipping();
        ScheduledJob first = receive(new MessageRef(1, 0, 1), 1_000, 1_000, 1);
        first.thereAtMillis = 2_500;
        receive(new MessageRef(1, 0, 2), 2_000, 2_000, 2);

        broken(Kind.PHANTOM, "beside the job before", this::judge);
    }

    @Test
    void findsATimeLeftOutAlthoughTheJobBeforeWasGone() {
        skipping();
        receive(new MessageRef(1, 0, 1), 1_000, 1_000, 1).gone(1_900, 2);
        show(2_500, 3_000, 2, false);

        broken(Kind.LOST, "never fired for 2000", this::judge);
    }

    @Test
    void acceptsATimeLeftOutBesideTheJobBefore() {
        skipping();
        receive(new MessageRef(1, 0, 1), 1_000, 1_000, 1).gone(2_100, 2);
        show(2_500, 3_000, 2, false);
        trigger(2_050, null, 2_060);

        judge();

        assertThat(coverage.count("schedule: left out beside the job before")).isOne();
    }

    @Test
    void asksForNoJobThatItsQueueMayHaveDropped() {
        save(500, 1_000);
        trigger(700, new MessageRef(1, 0, 99), 705);
        show(2_500, 3_000, 3, false);

        schedule.firings.judge(END + Firings.RETENTION_MILLIS);

        assertThat(coverage.count("schedule: a job may be too old")).isEqualTo(2);
    }

    @Test
    void findsAJobThatNoScheduleSent() {
        ScheduleSite site = new ScheduleSite(new QueueName("ns0", "scheduled"), 0);
        site.schedules.add(schedule);
        LeasedMessage message =
                new LeasedMessage(new LeaseRef(new MessageRef(1, 0, 1), 1), 0, 0, 1, null, 1_000, 1_000, 1);

        broken(Kind.PHANTOM, "nobody made", () -> site.received(message, 1_000, 1, 1_000));
    }

    @Test
    void findsWhatAQueueRefusesThatIsThere() {
        ScheduleSite site = new ScheduleSite(new QueueName("ns0", "scheduled"), 0);
        Rejection notFound = new Rejection(QueueRejection.QUEUE_NOT_FOUND, "none");
        ScheduledJob job = new ScheduledJob(new MessageRef(1, 0, 1), 1_000, 1_000);
        List<ScheduleSite.Work> batch = List.of(new ScheduleSite.Work(job, new LeaseRef(job.ref, 1)));

        broken(Kind.LOST, "was refused", () -> site.nothingDone("a receive", notFound));
        broken(
                Kind.LOST,
                "not of this queue",
                () -> ScheduleSite.deleted(batch, List.of(DeleteMessages.Result.FOREIGN), 1_000, 1));
    }

    private ScheduleModel model() {
        return new ScheduleModel(NAME, 0, overlap, CATCH_UP_MILLIS, coverage);
    }

    private void skipping() {
        overlap = Overlap.SKIP;
        schedule = model();
        save(500, 1_000);
    }

    private void save(long askedAt, long next) {
        schedule.askSave(EVERY, askedAt);
        schedule.saved(view(EVERY, next, 0, false), askedAt);
    }

    private void pause(boolean pause, long at, long next, long firings) {
        schedule.askPause(pause, at);
        schedule.paused(pause, view(EVERY, next, firings, pause), at);
    }

    private void delete(long at) {
        schedule.askDelete(at);
        schedule.deleted(at);
    }

    private void show(long at, long next, long firings, boolean paused) {
        schedule.askShow();
        schedule.shown(view(EVERY, next, firings, paused), at);
    }

    private void trigger(long askedAt, @Nullable MessageRef job, long answeredAt) {
        schedule.firings.fired(schedule.firings.ask(askedAt), new TriggerSchedule.Reply(job, false, false), answeredAt);
    }

    private MessageRef receive(long nominal, long firedAt) {
        return receive(new MessageRef(1, 0, ++slots), nominal, firedAt, 1).ref;
    }

    private ScheduledJob receive(MessageRef ref, long nominal, long firedAt, long step) {
        return schedule.firings.received(ref, nominal, firedAt, firedAt, step, firedAt + 10);
    }

    private void judge() {
        schedule.firings.judge(END);
    }

    private ScheduleView view(long every, long next, long firings, boolean paused) {
        try {
            Timetable timetable = Timetable.of(new Timetable.Spec("", every, "", 0, 0, Timetable.NEVER));
            NewMessage job = new NewMessage(new byte[1], new byte[0], 1, null, 0, -1);
            ScheduleSpec spec = new ScheduleSpec("scheduled", timetable, job, overlap, CATCH_UP_MILLIS, paused, "");
            return new ScheduleView(NAME, spec, 0, -1, next, firings, 0, 0, null, "");
        } catch (TimetableFault e) {
            throw new AssertionError(e);
        }
    }
}
