package dev.skidway.app;

import dev.skidway.app.admin.AdminServer;
import dev.skidway.app.admin.Readiness;
import dev.skidway.app.config.ServerConfig;
import dev.skidway.app.config.ServerSection;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.base.TimeSource;
import dev.skidway.journal.Disk;
import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A whole server in this process, from its disk to its ports.
 *
 * <p>A failure that is final (a write or force that failed, a broken invariant) makes it stop answering; whoever opened it is told
 * through {@link #onFailure} and must close it.
 */
public final class Server implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Server.class);
    private static final String DURABILITY =
            "every send, receive, delete and admin answer comes after a force (fdatasync) that covers it";

    private final ServerConfig config;
    private final Readiness readiness = new Readiness();
    private final CompletableFuture<Throwable> failure = new CompletableFuture<>();
    private final ServerReport report;
    private final AdminServer admin;
    private final Core core;

    private Server(ServerConfig config, Disk disk, TimeSource time, @Nullable ClockDrive drive) throws IOException {
        this.config = config;
        this.report = new ServerReport(config, readiness, time, DURABILITY);
        this.admin = startAdmin(disk, drive);
        try {
            this.core = Core.open(config, disk, time, drive == null ? null : drive.watch(), this::fail);
        } catch (IOException | RuntimeException e) {
            admin.close();
            throw e;
        }
        report.opened(core);
        if (drive != null) {
            drive.opened(core);
            LOG.warn("The clock stands still until a test moves it: this server is for tests only");
        }
        readiness.move(Readiness.Phase.READY, "");
        LOG.info(
                "Data in {} ({} partition(s)); durability: {}",
                config.server().dataFolder(),
                config.server().partitions(),
                DURABILITY);
    }

    /**
     * Recovers what {@code disk} holds and serves.
     *
     * @throws SkidwayException with severity REFUSE_START when the data, a port or a setting does not allow it
     * @throws dev.skidway.journal.FolderInUseException when another process holds the disk
     */
    public static Server open(ServerConfig config, Disk disk, TimeSource time) throws IOException {
        return new Server(config, disk, time, null);
    }

    /** The same for tests: by a clock that stands still, and that a call of the HTTP port moves. */
    public static Server openForTests(ServerConfig config, Disk disk, TestClock clock) throws IOException {
        return new Server(
                config, disk, clock, new ClockDrive(clock, config.sqs().account()));
    }

    private AdminServer startAdmin(Disk disk, @Nullable ClockDrive drive) throws IOException {
        ServerSection server = config.server();
        AdminServer.Sources sources =
                new AdminServer.Sources(report::stage, report::status, report::metrics, report::peek, report::backup);
        try {
            return AdminServer.start(server.host(), server.httpPort(), server.allowedHosts(), sources, drive);
        } catch (BindException e) {
            // A second server on one folder mostly meets the first one's port before its lock, which says more.
            try (disk) {
                disk.lock();
            }
            throw new SkidwayException(
                    AppError.PORT_UNUSABLE,
                    Severity.REFUSE_START,
                    "expected a free port at " + server.host() + ":" + server.httpPort()
                            + ", found it taken; stop what uses it or choose another with --http-port",
                    e);
        }
    }

    public int sqsPort() {
        return core.gateway().port();
    }

    public int grpcPort() {
        return core.grpc().port();
    }

    public int httpPort() {
        return admin.port();
    }

    /** The one line that says it serves: ports, data folder, durability. */
    public String readyLine() {
        String host = config.server().host();
        String shown = host.contains(":") ? "[" + host + "]" : host;
        return "skidway ready: sqs=http://" + shown + ":" + sqsPort() + " http=http://" + shown + ":" + httpPort()
                + " grpc=" + shown + ":" + grpcPort()
                + " data=" + config.server().dataFolder() + " durability=force-before-answer";
    }

    /** Has {@code action} called once, on any thread, when the server can answer nothing more; at once if that was before. */
    public void onFailure(Consumer<Throwable> action) {
        var unused = failure.thenAccept(action);
    }

    private void fail(Throwable cause) {
        if (failure.complete(cause)) {
            readiness.move(Readiness.Phase.FAILED, String.valueOf(cause.getMessage()));
            report.core().ifPresent(Core::fail);
            LOG.error("The server stops answering: {}", cause.getMessage(), cause);
        }
    }

    /** Drains, stops, seals the journal; after a failure it only stops. */
    @Override
    public void close() throws IOException {
        if (failure.isDone()) {
            LOG.info("Stopping after a failure");
        } else {
            readiness.move(Readiness.Phase.DRAINING, "the server is being stopped");
            LOG.info("Draining, at most {} ms", config.server().drainMillisMax());
            core.drain(config.server().drainMillisMax());
        }
        report.close();
        core.close();
        admin.close();
        LOG.info("Stopped");
    }
}
