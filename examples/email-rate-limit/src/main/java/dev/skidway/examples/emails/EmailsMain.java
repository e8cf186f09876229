package dev.skidway.examples.emails;

import dev.skidway.client.Skidway;
import dev.skidway.client.Worker;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CountDownLatch;

/** Sends forty mails to three domains, two a second to each; those to the small domains do not wait for those to the big one. */
public final class EmailsMain {

    private static final int MAILS = 40;

    private EmailsMain() {}

    /** Takes the server's native address as its only argument; without one, the default port on this machine. */
    public static void main(String[] arguments) throws InterruptedException {
        String server = arguments.length == 0 ? "localhost:7233" : arguments[0];
        CountDownLatch delivered = new CountDownLatch(MAILS);
        long run = System.currentTimeMillis();
        try (Skidway skidway = Skidway.connect(server)) {
            Emails emails = new Emails(skidway);
            emails.createQueue(2, 2);
            for (int i = 0; i < MAILS; i++) {
                String domain = i % 10 == 8 ? "small.example" : i % 10 == 9 ? "tiny.example" : "big.example";
                emails.send("run " + run + " mail " + i, "user" + i + "@" + domain, "Hello number " + i);
            }
            try (Worker worker = emails.startWorker((to, text) -> {
                LocalTime now = LocalTime.now(ZoneId.systemDefault()).truncatedTo(ChronoUnit.MILLIS);
                System.out.println(now + " " + to + ": " + text);
                delivered.countDown();
            })) {
                delivered.await();
                System.out.println(MAILS + " delivered, " + worker.held() + " in hand");
            }
        }
    }
}
