package dev.skidway.examples.reports;

import dev.skidway.client.Job;
import dev.skidway.client.JobDraft;
import dev.skidway.client.Overlap;
import dev.skidway.client.ScheduleDraft;
import dev.skidway.client.Skidway;
import dev.skidway.client.Timetable;
import dev.skidway.client.Worker;
import java.time.Duration;
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
    private static final Duration CATCH_UP = Duration.ofHours(12);

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
        skidway.queues().create(QUEUE);
    }

    /** From now on, every night. If the server is down at two, the report is made up for until two in the afternoon. */
    void subscribe(String customer, ZoneId zone) {
        Timetable nightly = Timetable.cron(AT_TWO).zone(zone);
        JobDraft job = JobDraft.of(customer).key(customer).metadata("zone", zone.getId());
        skidway.schedules()
                .create(ScheduleDraft.of("report-" + customer, QUEUE, nightly, job)
                        .overlap(Overlap.BUFFER_ALL)
                        .catchUp(CATCH_UP));
    }

    /** The next nights of a customer. */
    List<Instant> next(String customer, int count) {
        return skidway.schedules().preview("report-" + customer, count);
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
