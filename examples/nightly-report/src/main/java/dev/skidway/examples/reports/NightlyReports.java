package dev.skidway.examples.reports;

import com.google.protobuf.ByteString;
import com.google.protobuf.Duration;
import dev.skidway.client.Job;
import dev.skidway.client.Skidway;
import dev.skidway.client.Worker;
import dev.skidway.v1.CreateQueueRequest;
import dev.skidway.v1.CreateScheduleRequest;
import dev.skidway.v1.NewJob;
import dev.skidway.v1.Overlap;
import dev.skidway.v1.PreviewScheduleRequest;
import dev.skidway.v1.Schedule;
import dev.skidway.v1.Timetable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * A report for each customer, every night at two o'clock of the customer's own time, about the day that has ended there.
 *
 * <p>Each customer is a schedule. In the night in which clocks go forward there is no two o'clock, and the report is made at the moment of the
 * change; in the night in which they go back there are two, and it is made at the first.
 */
final class NightlyReports {

    static final String QUEUE = "reports";

    private static final String AT_TWO = "0 2 * * *";
    private static final int CATCH_UP_HOURS = 12;

    private final Skidway skidway;

    NightlyReports(Skidway skidway) {
        this.skidway = skidway;
    }

    /** Makes the report of one customer about one day. */
    interface Reporter {
        void report(String customer, LocalDate day) throws Exception;
    }

    /** Makes the queue; again is fine. */
    void createQueue() {
        var unused = skidway.queues()
                .createQueue(CreateQueueRequest.newBuilder().setName(QUEUE).build());
    }

    /** From now on, every night. If the server is down at two, the report is made up for until two in the afternoon. */
    void subscribe(String customer, ZoneId zone) {
        Schedule schedule = Schedule.newBuilder()
                .setName("report-" + customer)
                .setQueue(QUEUE)
                .setTimetable(Timetable.newBuilder().setCron(AT_TWO).setTimeZone(zone.getId()))
                .setJob(NewJob.newBuilder()
                        .setBody(ByteString.copyFromUtf8(customer))
                        .setKey(customer)
                        .putMetadata("zone", zone.getId()))
                .setOverlap(Overlap.OVERLAP_BUFFER_ALL)
                .setCatchUp(Duration.newBuilder().setSeconds(CATCH_UP_HOURS * 3_600))
                .build();
        var unused = skidway.schedules()
                .createSchedule(
                        CreateScheduleRequest.newBuilder().setSchedule(schedule).build());
    }

    /** The next nights of a customer. */
    List<Instant> next(String customer, int count) {
        return skidway
                .schedules()
                .previewSchedule(PreviewScheduleRequest.newBuilder()
                        .setName("report-" + customer)
                        .setCount(count)
                        .build())
                .getTimesList()
                .stream()
                .map(time -> Instant.ofEpochSecond(time.getSeconds(), time.getNanos()))
                .toList();
    }

    Worker startWorker(Reporter reporter) {
        return skidway.worker(QUEUE).concurrency(4).start(job -> reporter.report(job.text(), dayOf(job)));
    }

    /** The day before the night, by the customer's calendar: a report that is made late is still about that day. */
    private static LocalDate dayOf(Job job) {
        Instant night = Instant.parse(job.metadata().getOrDefault("scheduled-for", ""));
        ZoneId zone = ZoneId.of(job.metadata().getOrDefault("zone", "UTC"));
        return night.atZone(zone).toLocalDate().minusDays(1);
    }
}
