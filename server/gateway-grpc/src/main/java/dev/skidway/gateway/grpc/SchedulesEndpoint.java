package dev.skidway.gateway.grpc;

import dev.skidway.base.TimeSource;
import dev.skidway.engine.Rejection;
import dev.skidway.node.JobService;
import dev.skidway.node.ScheduleService;
import dev.skidway.queues.BackfillSchedule;
import dev.skidway.queues.DeleteSchedule;
import dev.skidway.queues.GetSchedule;
import dev.skidway.queues.ListSchedules;
import dev.skidway.queues.PauseSchedule;
import dev.skidway.queues.QueueLimits;
import dev.skidway.queues.QueueRejection;
import dev.skidway.queues.SaveSchedule;
import dev.skidway.queues.ScheduleName;
import dev.skidway.queues.ScheduleView;
import dev.skidway.queues.TriggerSchedule;
import dev.skidway.timetable.Timetable;
import dev.skidway.v1.BackfillScheduleRequest;
import dev.skidway.v1.BackfillScheduleResponse;
import dev.skidway.v1.CreateScheduleRequest;
import dev.skidway.v1.DeleteScheduleRequest;
import dev.skidway.v1.DeleteScheduleResponse;
import dev.skidway.v1.GetScheduleRequest;
import dev.skidway.v1.ListSchedulesRequest;
import dev.skidway.v1.ListSchedulesResponse;
import dev.skidway.v1.PauseScheduleRequest;
import dev.skidway.v1.PreviewScheduleRequest;
import dev.skidway.v1.PreviewScheduleResponse;
import dev.skidway.v1.ResumeScheduleRequest;
import dev.skidway.v1.Schedule;
import dev.skidway.v1.SchedulesGrpc;
import dev.skidway.v1.TriggerScheduleRequest;
import dev.skidway.v1.TriggerScheduleResponse;
import dev.skidway.v1.UpdateScheduleRequest;
import io.grpc.stub.StreamObserver;

/** The service Schedules. */
final class SchedulesEndpoint extends SchedulesGrpc.SchedulesImplBase {

    private static final int PREVIEW_DEFAULT = 10;
    private static final int PREVIEW_MAX = 100;

    private final ScheduleService schedules;
    private final JobService jobs;
    private final TimeSource time;

    SchedulesEndpoint(Services services) {
        schedules = services.schedules();
        jobs = services.jobs();
        time = services.time();
    }

    @Override
    public void createSchedule(CreateScheduleRequest request, StreamObserver<Schedule> caller) {
        Answers.to(caller, () -> saved(request.getSchedule(), true));
    }

    @Override
    public void updateSchedule(UpdateScheduleRequest request, StreamObserver<Schedule> caller) {
        Answers.to(caller, () -> saved(request.getSchedule(), false));
    }

    private Schedule saved(Schedule schedule, boolean create) {
        return shown(ErrorMap.reply(schedules.saveSchedule(
                new SaveSchedule(name(schedule.getName()), ScheduleTexts.spec(schedule), create, Asking.origin()))));
    }

    @Override
    public void getSchedule(GetScheduleRequest request, StreamObserver<Schedule> caller) {
        Answers.to(caller, () -> shown(view(request.getName())));
    }

    @Override
    public void listSchedules(ListSchedulesRequest request, StreamObserver<ListSchedulesResponse> caller) {
        Answers.to(caller, () -> {
            ListSchedules.Reply reply = ErrorMap.reply(schedules.listSchedules(new ListSchedules(
                    Asking.namespace(),
                    request.getNamePrefix(),
                    request.getPage().getPage(),
                    Pages.size(request.getPage(), QueueLimits.LIST_SCHEDULES_MAX))));
            ListSchedulesResponse.Builder response = ListSchedulesResponse.newBuilder();
            reply.schedules().forEach(view -> response.addSchedules(shown(view)));
            if (reply.more()) {
                response.setNextPage(reply.schedules().getLast().name().name());
            }
            return response.build();
        });
    }

    @Override
    public void deleteSchedule(DeleteScheduleRequest request, StreamObserver<DeleteScheduleResponse> caller) {
        Answers.to(caller, () -> {
            ErrorMap.reply(schedules.deleteSchedule(new DeleteSchedule(name(request.getName()), Asking.origin())));
            return DeleteScheduleResponse.getDefaultInstance();
        });
    }

    @Override
    public void pauseSchedule(PauseScheduleRequest request, StreamObserver<Schedule> caller) {
        Answers.to(caller, () -> paused(request.getName(), true, request.getNote()));
    }

    @Override
    public void resumeSchedule(ResumeScheduleRequest request, StreamObserver<Schedule> caller) {
        Answers.to(caller, () -> paused(request.getName(), false, ""));
    }

    private Schedule paused(String name, boolean paused, String note) {
        return shown(
                ErrorMap.reply(schedules.pauseSchedule(new PauseSchedule(name(name), paused, note, Asking.origin()))));
    }

    @Override
    public void triggerSchedule(TriggerScheduleRequest request, StreamObserver<TriggerScheduleResponse> caller) {
        Answers.to(caller, () -> {
            TriggerSchedule.Reply reply = ErrorMap.reply(schedules.triggerSchedule(new TriggerSchedule(
                    name(request.getName()), ScheduleTexts.overlapOrNull(request.getOverlap()), Asking.origin())));
            if (reply.fetching()) {
                throw ErrorMap.status(new Rejection(
                        QueueRejection.JOB_NOT_FETCHED,
                        "The job before did not come from the disk in time; try again."));
            }
            TriggerScheduleResponse.Builder response =
                    TriggerScheduleResponse.newBuilder().setBuffered(reply.waits());
            if (reply.job() != null) {
                response.setJobId(jobs.seal().jobId(reply.job()));
            }
            return response.build();
        });
    }

    @Override
    public void backfillSchedule(BackfillScheduleRequest request, StreamObserver<BackfillScheduleResponse> caller) {
        Answers.to(caller, () -> {
            long from = Times.millis(request.getFrom(), "from");
            long to = Times.millis(request.getTo(), "to");
            if (!request.hasFrom() || !request.hasTo() || from < 0 || from >= to) {
                throw Refusal.invalid("from, to: expected a range from 1970 on, found another");
            }
            Timetable timetable = view(request.getName()).spec().timetable();
            long first = timetable.next(from - 1);
            int firings = 0;
            long last = first;
            for (long nominal = first; nominal < to; nominal = timetable.next(nominal)) {
                last = nominal;
                firings++;
                Bounds.count("from, to: firings", firings, 0, QueueLimits.BACKFILL_FIRINGS_MAX);
            }
            if (firings > 0) {
                ErrorMap.reply(schedules.backfillSchedule(new BackfillSchedule(
                        name(request.getName()),
                        first,
                        last,
                        firings,
                        ScheduleTexts.overlapOrNull(request.getOverlap()),
                        Asking.origin())));
            }
            return BackfillScheduleResponse.newBuilder().setFirings(firings).build();
        });
    }

    @Override
    public void previewSchedule(PreviewScheduleRequest request, StreamObserver<PreviewScheduleResponse> caller) {
        Answers.to(caller, () -> {
            Timetable timetable = switch (request.getOfCase()) {
                case NAME -> view(request.getName()).spec().timetable();
                case TIMETABLE -> ScheduleTexts.timetable(request.getTimetable());
                case OF_NOT_SET -> throw Refusal.invalid("of: expected a name or a timetable, found neither");
            };
            Bounds.count("count", Integer.toUnsignedLong(request.getCount()), 0, PREVIEW_MAX);
            int count = request.getCount() == 0 ? PREVIEW_DEFAULT : request.getCount();
            long after = request.hasAfter() ? Times.millis(request.getAfter(), "after") : time.wallMillis();
            PreviewScheduleResponse.Builder response = PreviewScheduleResponse.newBuilder();
            for (long next = timetable.next(after);
                    next != Timetable.NEVER && response.getTimesCount() < count;
                    next = timetable.next(next)) {
                response.addTimes(Times.timestamp(next));
            }
            return response.build();
        });
    }

    private ScheduleView view(String name) {
        return ErrorMap.reply(schedules.getSchedule(new GetSchedule(name(name))));
    }

    private static ScheduleName name(String name) {
        if (name.isEmpty()) {
            throw Refusal.invalid("name: expected the name of a schedule, found none");
        }
        return new ScheduleName(Asking.namespace(), name);
    }

    private Schedule shown(ScheduleView view) {
        return ScheduleTexts.shown(view, jobs.seal());
    }
}
