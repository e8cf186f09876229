package dev.skidway.load;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.base.SystemTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code ./skidway load}: measures a server from outside.
 *
 * <p>Exit codes: 0 measured and right, 1 measured and wrong (or the server failed), 2 options that cannot be used.
 */
@Command(
        name = "skidway load",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Measures a server through its SQS port, or replays a recorded job log through it.")
public final class LoadMain implements Callable<Integer> {

    static final String LAUNCHER_PROPERTY = "skidway.launcher";
    static final String LAUNCHER_VARIABLE = "SKIDWAY_LAUNCHER";
    private static final int WRONG = 1;
    private static final int UNUSABLE = 2;

    @Option(names = "--protocol", defaultValue = "sqs", description = "Protocol to speak; sqs is the only one.")
    private String protocol = "sqs";

    @Option(
            names = "--mode",
            defaultValue = "saturate",
            description = "saturate: as fast as it goes; rate: --rate messages a second; wakeup: single messages into"
                    + " a waiting long poll. Default: ${DEFAULT-VALUE}.")
    private String mode = "saturate";

    @Option(names = "--rate", defaultValue = "1000", description = "Messages a second in rate mode. Default: 1000.")
    private int rate;

    @Option(names = "--size", defaultValue = "256", description = "Body size in bytes, 32 to 1048576. Default: 256.")
    private int size;

    @Option(names = "--batch", defaultValue = "10", description = "Messages in one request, 1 to 10. Default: 10.")
    private int batch;

    @Option(names = "--connections", defaultValue = "16", description = "Connections, one request each. Default: 16.")
    private int connections;

    @Option(names = "--duration", defaultValue = "10", description = "Measured seconds. Default: 10.")
    private int duration;

    @Option(names = "--warmup", defaultValue = "5", description = "Unmeasured seconds before. Default: 5.")
    private int warmup;

    @Option(names = "--target", description = "HOST:PORT of a running server's SQS port instead of starting one.")
    private @Nullable String target;

    @Option(
            names = "--metrics-target",
            description = "HOST:PORT of that server's /metrics; without it, its figures are null.")
    private @Nullable String metricsTarget;

    @Option(names = "--verify", description = "Compare every body; any loss, duplicate or change fails the run.")
    private boolean verify;

    @Option(names = "--json", description = "File for the report as JSON.")
    private @Nullable Path json;

    @Option(names = "--data", description = "Data folder for the started server. Default: a temporary one on a disk.")
    private @Nullable Path data;

    @Option(names = "--trace", description = "Replay this job log (Standard Workload Format, .swf or .swf.gz).")
    private @Nullable Path trace;

    @Option(
            names = "--workers",
            defaultValue = "4",
            description = "Trace: workers, one job each at a time. Default: 4.")
    private int workers;

    @Option(
            names = "--speed",
            defaultValue = "0",
            description = "Trace: how many times faster than recorded. Default: so that the arrivals take a minute.")
    private double speed;

    @Option(names = "--fair-by", defaultValue = "user", description = "Trace: user or none. Default: user.")
    private String fairBy = "user";

    public static void main(String[] arguments) {
        System.exit(execute(arguments));
    }

    /** Runs the command and returns its exit code. */
    public static int execute(String... arguments) {
        CommandLine line = new CommandLine(new LoadMain());
        line.setOverwrittenOptionsAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println("load: " + failure.getMessage());
            return failure instanceof SkidwayException known && known.severity() == Severity.REFUSE_START
                    ? UNUSABLE
                    : WRONG;
        });
        return line.execute(arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!protocol.equals("sqs")) {
            throw LoadOptions.refusal("--protocol must be sqs, found \"" + protocol + "\".");
        }
        if (trace != null) {
            return replay(trace);
        }
        LoadOptions options = options();
        try (ServerUnderTest server = server()) {
            LoadReport report = new LoadRun(options, server, new SystemTime()).run();
            publish(report.keys());
            return options.verify() && !report.exactlyOnce() ? WRONG : 0;
        }
    }

    private int replay(Path file) throws IOException, InterruptedException {
        TraceOptions options = TraceOptions.of(JobLog.read(file), workers, speed, fairBy);
        try (ServerUnderTest server = server()) {
            TraceReport report = new TraceRun(options, server, new SystemTime()).run();
            publish(report.keys());
            return report.exactlyOnce() ? 0 : WRONG;
        }
    }

    private LoadOptions options() {
        Mode chosen = switch (mode.toLowerCase(Locale.ROOT)) {
            case "saturate" -> Mode.SATURATE;
            case "rate" -> Mode.RATE;
            case "wakeup" -> Mode.WAKEUP;
            default -> throw LoadOptions.refusal("--mode must be saturate, rate or wakeup, found \"" + mode + "\".");
        };
        return chosen == Mode.WAKEUP
                ? new LoadOptions(chosen, rate, size, 1, 2, duration, warmup, verify)
                : new LoadOptions(chosen, rate, size, batch, connections, duration, warmup, verify);
    }

    private ServerUnderTest server() throws IOException {
        if (target != null) {
            return new RunningServer(new Target(
                    Target.parse("--target", target),
                    metricsTarget == null ? null : Target.parse("--metrics-target", metricsTarget)));
        }
        return OwnServer.start(List.of(launcher()), DataFolder.choose(data), new SystemTime());
    }

    private static String launcher() {
        String launcher = System.getProperty(LAUNCHER_PROPERTY, System.getenv(LAUNCHER_VARIABLE));
        if (launcher == null) {
            throw new SkidwayException(
                    LoadError.NO_SERVER,
                    Severity.REFUSE_START,
                    "no server to measure: run through ./skidway load, which starts one, or name a running one with --target.");
        }
        return launcher;
    }

    private void publish(Map<String, @Nullable Object> keys) throws IOException {
        ReportWriter.text(keys, System.out);
        if (json != null) {
            ReportWriter.json(keys, json);
        }
    }
}
