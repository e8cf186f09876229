package dev.skidway.examples.video;

import dev.skidway.client.Skidway;
import dev.skidway.client.Worker;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/** Transcodes thirty videos of two good tenants, while every video of a third one fails. */
public final class VideoJobsMain {

    private static final int VIDEOS = 15;

    private VideoJobsMain() {}

    /** Takes the server's native address as its only argument; without one, the default port on this machine. */
    public static void main(String[] arguments) throws InterruptedException {
        String server = arguments.length == 0 ? "localhost:7233" : arguments[0];
        CountDownLatch good = new CountDownLatch(2 * VIDEOS);
        try (Skidway skidway = Skidway.connect(server)) {
            VideoJobs videos = new VideoJobs(skidway);
            videos.createQueue();
            for (int i = 0; i < VIDEOS; i++) {
                videos.send("broken", "b" + i, true).orThrow();
                videos.send("free", "f" + i, false).orThrow();
                videos.send("paid", "p" + i, true).orThrow();
            }
            try (Worker worker = videos.startWorker(4, (tenant, video) -> transcode(tenant, video, good))) {
                good.await();
                System.out.println("all good videos are done, " + worker.held() + " in hand");
            }
        }
    }

    private static void transcode(String tenant, String video, CountDownLatch good) throws IOException {
        System.out.println(tenant + " " + video + (tenant.equals("broken") ? " fails" : " is done"));
        if (tenant.equals("broken")) {
            throw new IOException("not a video");
        }
        good.countDown();
    }
}
