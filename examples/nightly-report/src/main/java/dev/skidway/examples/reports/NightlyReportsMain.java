package dev.skidway.examples.reports;

import dev.skidway.client.Skidway;
import dev.skidway.client.Worker;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Subscribes three customers in three time zones, says when their next reports are due, and makes them until it is told to stop. */
public final class NightlyReportsMain {

    private static final Map<String, String> CUSTOMERS =
            Map.of("mueller", "Europe/Berlin", "smith", "America/New_York", "rao", "Asia/Kolkata");

    private NightlyReportsMain() {}

    /** Takes the server's native address as its only argument; without one, the default port on this machine. */
    public static void main(String[] arguments) throws InterruptedException {
        String server = arguments.length == 0 ? "localhost:7233" : arguments[0];
        // Unlike the schedules, which the server keeps, this program is not needed between two nights.
        try (Skidway skidway = Skidway.connect(server)) {
            CountDownLatch reported = new CountDownLatch(CUSTOMERS.size());
            NightlyReports reports = new NightlyReports(skidway);
            reports.createQueue();
            CUSTOMERS.forEach((customer, zone) -> {
                reports.subscribe(customer, ZoneId.of(zone));
                System.out.println(customer + " in " + zone + ": " + reports.next(customer, 3));
            });
            try (Worker worker = reports.startWorker((customer, day) -> {
                System.out.println("report for " + customer + " about " + day);
                reported.countDown();
            })) {
                reported.await();
                System.out.println("the first night is over, " + worker.held() + " reports in hand");
            }
        }
    }
}
