package dev.skidway.app;

import dev.skidway.app.config.ConfigRefused;
import dev.skidway.app.config.ConfigValues;
import dev.skidway.app.config.ServerConfig;
import dev.skidway.app.log.Logging;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.base.TimeSource;
import dev.skidway.journal.RealDisk;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Starts the server and stays until it is told to stop. */
@CommandLine.Command(
        name = "skidway start",
        description = "Serves until SIGTERM. Prints one line with the word 'ready' and the ports once it does.",
        mixinStandardHelpOptions = true,
        versionProvider = SkidwayApp.VersionLine.class,
        sortOptions = false,
        footer = {
            "",
            "Exit status: 0 stopped as asked, 2 bad configuration or arguments,",
            "3 damaged data, 4 fatal I/O, 5 the data folder is in use.",
            "More: docs/reference/running.md. All keys: docs/reference/config.md"
        })
final class StartCommand implements Callable<Integer> {

    private final TimeSource time;

    @CommandLine.Option(names = "--data", paramLabel = "DIR", description = "Folder of the data. Default: data")
    private @Nullable String data;

    @CommandLine.Option(names = "--config", paramLabel = "FILE", description = "Configuration file (TOML).")
    private @Nullable Path config;

    @CommandLine.Option(
            names = "--host",
            paramLabel = "H",
            description = "Loopback address to listen on. Default: 127.0.0.1")
    private @Nullable String host;

    @CommandLine.Option(
            names = "--sqs-port",
            paramLabel = "N",
            description = "Port of the SQS protocol, 0 for any free one. Default: 9324")
    private @Nullable String sqsPort;

    @CommandLine.Option(
            names = "--grpc-port",
            paramLabel = "N",
            description = "Port of the native protocol, 0 for any free one. Default: 7233")
    private @Nullable String grpcPort;

    @CommandLine.Option(
            names = "--http-port",
            paramLabel = "N",
            description = "Port of status page, health and metrics, 0 for any free one. Default: 8080")
    private @Nullable String httpPort;

    @CommandLine.Option(
            names = "--set",
            paramLabel = "SECTION.KEY=VALUE",
            description = "Sets any key of the configuration; may be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @CommandLine.Option(
            names = "--test-clock",
            paramLabel = "TIME",
            description =
                    "For tests only: the clock stands at this time (ISO 8601) until a call of the HTTP port moves it."
                            + " See docs/reference/test-clock.md")
    private @Nullable Instant testClock;

    StartCommand(TimeSource time) {
        this.time = time;
    }

    @Override
    public Integer call() throws IOException {
        ServerConfig configured = configured();
        Logging.configure(json(configured.log().format()), configured.log().level());
        TestClock clock = testClock();
        return clock == null
                ? Serving.run(configured, disk(configured), time).status()
                : Serving.runForTests(configured, disk(configured), clock).status();
    }

    private @Nullable TestClock testClock() {
        try {
            return testClock == null ? null : TestClock.at(testClock);
        } catch (IllegalArgumentException e) {
            throw new ConfigRefused("--test-clock: " + e.getMessage());
        }
    }

    private ServerConfig configured() {
        ConfigValues values = new ConfigValues();
        if (config != null) {
            values.file(config);
        }
        values.environment(System.getenv());
        flag(values, "server.data", data, "--data");
        flag(values, "server.host", host, "--host");
        flag(values, "server.sqs-port", sqsPort, "--sqs-port");
        flag(values, "server.grpc-port", grpcPort, "--grpc-port");
        flag(values, "server.http-port", httpPort, "--http-port");
        settings.forEach((key, value) -> values.set(key, value, "--set"));
        return values.config();
    }

    private static void flag(ConfigValues values, String key, @Nullable String value, String flag) {
        if (value != null) {
            values.set(key, value, flag);
        }
    }

    private static RealDisk disk(ServerConfig config) {
        Path folder = config.server().dataFolder();
        try {
            return RealDisk.open(folder);
        } catch (IOException e) {
            throw new SkidwayException(
                    AppError.FOLDER_UNUSABLE,
                    Severity.REFUSE_START,
                    "expected a data folder at " + folder + " that this user can make and write to, found " + e
                            + "; name another with --data or correct its permissions",
                    e);
        }
    }

    private static boolean json(String format) {
        Console console = System.console();
        return switch (format) {
            case "json" -> true;
            case "human" -> false;
            default -> console == null || !console.isTerminal();
        };
    }
}
