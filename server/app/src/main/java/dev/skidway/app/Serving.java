package dev.skidway.app;

import dev.skidway.app.config.ServerConfig;
import dev.skidway.base.TimeSource;
import dev.skidway.journal.Disk;
import java.io.IOException;

/** One life of the server as a process: from recovery to SIGTERM or the first failure that is final. */
public final class Serving {

    private Serving() {}

    /**
     * Opens the server on {@code disk}, prints the line with {@code ready}, and stays until the end. To be called once in a process:
     * SIGTERM no longer ends it by itself; the caller halts it with the status that is returned.
     *
     * @throws dev.skidway.base.SkidwayException if it cannot start
     */
    public static ExitCode run(ServerConfig config, Disk disk, TimeSource time) throws IOException {
        return run(() -> Server.open(config, disk, time));
    }

    /** The same for tests, by a clock that stands still until it is moved. */
    static ExitCode runForTests(ServerConfig config, Disk disk, TestClock clock) throws IOException {
        return run(() -> Server.openForTests(config, disk, clock));
    }

    private static ExitCode run(Opening opening) throws IOException {
        Lifetime lifetime = new Lifetime();
        lifetime.catchSignals();
        try (Server server = opening.open()) {
            server.onFailure(failure -> lifetime.end(ExitCode.of(failure)));
            System.out.println(server.readyLine());
            System.out.flush();
            return lifetime.await();
        }
    }

    /** Opens a server. */
    @FunctionalInterface
    private interface Opening {
        Server open() throws IOException;
    }
}
