package dev.skidway.examples.reminders;

import dev.skidway.client.Skidway;
import dev.skidway.client.Worker;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** Makes two appointments a day and a few seconds ahead, calls one off, and waits for the reminder of the other. */
public final class RemindersMain {

    private static final Duration SOON = Duration.ofDays(1).plusSeconds(3);

    private RemindersMain() {}

    /** Takes the server's native address as its only argument; without one, the default port on this machine. */
    public static void main(String[] arguments) throws InterruptedException {
        String server = arguments.length == 0 ? "localhost:7233" : arguments[0];
        CountDownLatch reminded = new CountDownLatch(1);
        try (Skidway skidway = Skidway.connect(server)) {
            Reminders reminders = new Reminders(skidway);
            reminders.createQueue();
            Instant at = Instant.now().plus(SOON);
            String dentist = reminders.remind("dentist", at);
            String hairdresser = reminders.remind("hairdresser", at);
            System.out.println("two reminders in three seconds: " + dentist + ", " + hairdresser);
            System.out.println("dentist called off: " + reminders.cancel(dentist));
            try (Worker worker = reminders.startWorker(appointment -> {
                System.out.println("remember: " + appointment + " tomorrow");
                reminded.countDown();
            })) {
                reminded.await();
                System.out.println("done, " + worker.held() + " in hand");
            }
        }
    }
}
