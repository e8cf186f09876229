package dev.skidway.examples.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.client.Worker;
import dev.skidway.testserver.SkidwayTestServer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

class NightlyReportsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final ZoneId KOLKATA = ZoneId.of("Asia/Kolkata");

    private final Queue<String> made = new ConcurrentLinkedQueue<>();

    @Test
    void whenClocksGoForwardTheReportIsMadeAtTheChangeAndTheNextNightAtTwoAgain() {
        try (SkidwayTestServer server = startingAt("2026-03-27T12:00:00Z")) {
            nights(server, "mueller", BERLIN, Instant.parse("2026-03-31T12:00:00Z"));
        }

        assertThat(made)
                .containsExactly(
                        "mueller about 2026-03-27 at 2026-03-28T02:00+01:00[Europe/Berlin]",
                        // There is no two o'clock in this night: clocks go from 01:59 to 03:00.
                        "mueller about 2026-03-28 at 2026-03-29T03:00+02:00[Europe/Berlin]",
                        "mueller about 2026-03-29 at 2026-03-30T02:00+02:00[Europe/Berlin]",
                        "mueller about 2026-03-30 at 2026-03-31T02:00+02:00[Europe/Berlin]");
    }

    @Test
    void whenClocksGoBackTheReportIsMadeOnce() {
        try (SkidwayTestServer server = startingAt("2026-10-24T12:00:00Z")) {
            nights(server, "mueller", BERLIN, Instant.parse("2026-10-27T12:00:00Z"));
        }

        assertThat(made)
                .containsExactly(
                        // It is two o'clock twice in this night, at +02:00 and an hour later at +01:00.
                        "mueller about 2026-10-24 at 2026-10-25T02:00+02:00[Europe/Berlin]",
                        "mueller about 2026-10-25 at 2026-10-26T02:00+01:00[Europe/Berlin]",
                        "mueller about 2026-10-26 at 2026-10-27T02:00+01:00[Europe/Berlin]");
    }

    @Test
    void everyCustomerHasTheNightOfItsOwnZone() {
        try (SkidwayTestServer server = startingAt("2026-07-01T12:00:00Z")) {
            NightlyReports reports = new NightlyReports(server.client());
            reports.createQueue();
            reports.subscribe("rao", KOLKATA);
            reports.subscribe("smith", NEW_YORK);
            nights(server, "mueller", BERLIN, Instant.parse("2026-07-02T12:00:00Z"));

            assertThat(reports.next("smith", 2))
                    .containsExactly(Instant.parse("2026-07-03T06:00:00Z"), Instant.parse("2026-07-04T06:00:00Z"));
        }

        assertThat(made)
                .containsExactly(
                        "rao about 2026-07-01 at 2026-07-02T02:00+05:30[Asia/Kolkata]",
                        "mueller about 2026-07-01 at 2026-07-02T02:00+02:00[Europe/Berlin]",
                        "smith about 2026-07-01 at 2026-07-02T02:00-04:00[America/New_York]");
    }

    @Test
    void theProgramItselfRunsThroughItsFirstNight() throws InterruptedException, ExecutionException {
        try (SkidwayTestServer server = startingAt("2026-07-01T12:00:00Z")) {
            new NightlyReports(server.client()).createQueue();
            FutureTask<Boolean> program = new FutureTask<>(() -> {
                NightlyReportsMain.main(new String[] {server.target()});
                return true;
            });
            new Thread(program).start();
            while (!program.isDone()) {
                server.clock().advance(Duration.ofHours(1), NightlyReports.QUEUE);
            }
            assertThat(program.get()).isTrue();
        }
    }

    private static SkidwayTestServer startingAt(String time) {
        return SkidwayTestServer.with()
                .startingAt(Instant.parse(time))
                .patience(Duration.ofMinutes(2))
                .start();
    }

    private void nights(SkidwayTestServer server, String customer, ZoneId zone, Instant until) {
        NightlyReports reports = new NightlyReports(server.client());
        reports.createQueue();
        reports.subscribe(customer, zone);
        try (Worker worker = reports.startWorker((name, day) -> note(server, name, day))) {
            server.clock().advanceTo(until, NightlyReports.QUEUE);
            assertThat(worker.held()).isZero();
        }
    }

    private void note(SkidwayTestServer server, String customer, LocalDate day) {
        ZoneId zone = customer.equals("rao") ? KOLKATA : customer.equals("smith") ? NEW_YORK : BERLIN;
        made.add(customer + " about " + day + " at " + server.clock().instant().atZone(zone));
    }
}
