package dev.skidway.load;

import dev.skidway.base.SystemTime;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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
        description = "Measures a server through its SQS or native port, or replays a recorded job log through it.")
public final class LoadMain implements Callable<Integer> {

    private static final int WRONG = 1;
    private static final int RATE_DEFAULT = 1_000;

    @Mixin
    private RunArguments run = new RunArguments();

    @Mixin
    private ScaleArguments scale = new ScaleArguments();

    @Option(
            names = "--protocol",
            defaultValue = "sqs",
            description =
                    "Protocol to speak: sqs, or grpc with saturate, rate, wakeup, burst and limits. Default: sqs.")
    private String protocol = "sqs";

    @Option(
            names = "--mode",
            defaultValue = "saturate",
            description = "saturate: as fast as it goes; rate: --rate messages a second; wakeup: single messages into"
                    + " a waiting long poll; backlog: the same load on top of 1,000 and of --pending messages; space: what stays on the disk when 90 %% of them"
                    + " are gone; idle: bytes of queues, groups and connections without work; timers: how late delayed "
                    + "messages come, --rate a second, on top of"
                    + " --pending that are due within --span-days; burst: what one key notices, --rate a second, when --pending jobs of"
                    + " another are due in the same second; limits: the same load with limits of each of --keys and without."
                    + " Default: ${DEFAULT-VALUE}.")
    private String mode = "saturate";

    @Option(names = "--rate", description = "Messages a second in rate mode. Default: 1000, with burst 100.")
    private @Nullable Integer rate;

    @Option(names = "--size", defaultValue = "256", description = "Body size in bytes, 32 to 1048576. Default: 256.")
    private int size;

    @Option(
            names = "--batch",
            defaultValue = "10",
            description = "Messages in one request, 1 to 10, over grpc to 1000. Default: 10.")
    private int batch;

    @Option(names = "--connections", defaultValue = "16", description = "Connections, one request each. Default: 16.")
    private int connections;

    @Option(names = "--duration", defaultValue = "10", description = "Measured seconds. Default: 10.")
    private int duration;

    @Option(names = "--warmup", defaultValue = "5", description = "Unmeasured seconds before. Default: 5.")
    private int warmup;

    @Option(
            names = "--target",
            description =
                    "HOST:PORT of a running server's SQS port, or native port with grpc, instead of starting one.")
    private @Nullable String target;

    @Option(
            names = "--metrics-target",
            description = "HOST:PORT of that server's /metrics; without it, its figures are null.")
    private @Nullable String metricsTarget;

    @Option(names = "--verify", description = "Compare every body; any loss, duplicate or change fails the run.")
    private boolean verify;

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
        return RunArguments.execute("load", new LoadMain(), arguments);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (trace != null) {
            needSqs("--trace");
            return replay(trace);
        }
        LoadOptions options = options();
        return switch (options.mode()) {
            case BACKLOG -> backlog(scale.backlog(options));
            case SPACE -> space(scale.backlog(options));
            case IDLE -> idle(scale.backlog(options));
            case TIMERS -> timers(scale.timers(options));
            case BURST -> burst(scale.burst(options));
            case LIMITS -> limits(scale.limits(options));
            default -> load(options);
        };
    }

    private int load(LoadOptions options) throws IOException, InterruptedException {
        try (ServerUnderTest server = server()) {
            LoadReport report = new LoadRun(options, server, new SystemTime()).run();
            run.publish(report.keys(), System.out);
            return options.verify() && !report.exactlyOnce() ? WRONG : 0;
        }
    }

    private int backlog(BacklogOptions options) throws IOException, InterruptedException {
        needOwnServer("--restart", options.restart());
        try (ServerUnderTest server = server()) {
            BacklogRun backlog = new BacklogRun(options, server, new SystemTime(), System.out);
            run.publish(backlog.run(), System.out);
            return backlog.right() ? 0 : WRONG;
        }
    }

    private int space(BacklogOptions options) throws IOException, InterruptedException {
        needOwnServer("--mode space", true);
        try (ServerUnderTest server = server()) {
            long chosen = new SplittableRandom().nextLong(1_000_000_000);
            SpaceRun space = new SpaceRun(options, server, new SystemTime(), chosen, System.out);
            run.publish(space.run(), System.out);
            return space.right() ? 0 : WRONG;
        }
    }

    private int idle(BacklogOptions options) throws IOException, InterruptedException {
        needOwnServer("--mode idle", true);
        if (options.groups() == 0) {
            throw LoadOptions.refusal(
                    "--mode idle needs --groups: how many message groups to share their cost out over.");
        }
        try (ServerUnderTest server = server()) {
            run.publish(new IdleRun(options, server, new SystemTime(), System.out).run(), System.out);
            return 0;
        }
    }

    private int timers(TimersOptions options) throws IOException, InterruptedException {
        needOwnServer("--mode timers", true);
        try (ServerUnderTest server = OwnServer.start(
                List.of(run.launcher()), options.serverSettings(), DataFolder.choose(run.data()), new SystemTime())) {
            run.publish(new TimersRun(options, server, new SystemTime(), System.out).run(), System.out);
            return 0;
        }
    }

    private int burst(BurstOptions options) throws IOException, InterruptedException {
        try (ServerUnderTest server = server()) {
            BurstRun burst = new BurstRun(options, server, new SystemTime(), System.out);
            run.publish(burst.run(), System.out);
            return burst.right() ? 0 : WRONG;
        }
    }

    private int limits(LimitsOptions options) throws IOException, InterruptedException {
        try (ServerUnderTest server = server()) {
            LimitsRun limits = new LimitsRun(options, server, new SystemTime(), System.out);
            run.publish(limits.run(), System.out);
            return limits.right() ? 0 : WRONG;
        }
    }

    private void needOwnServer(String option, boolean wanted) {
        if (wanted && target != null) {
            throw LoadOptions.refusal(option + " needs a server that this run starts; leave --target out.");
        }
    }

    private int replay(Path file) throws IOException, InterruptedException {
        TraceOptions options = TraceOptions.of(JobLog.read(file), workers, speed, fairBy);
        try (ServerUnderTest server = server()) {
            TraceReport report = new TraceRun(options, server, new SystemTime()).run();
            run.publish(report.keys(), System.out);
            return report.exactlyOnce() ? 0 : WRONG;
        }
    }

    private LoadOptions options() {
        Mode chosen;
        try {
            chosen = Mode.valueOf(mode.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw LoadOptions.refusal(
                    "--mode must be saturate, rate, wakeup, backlog, space, idle, timers, burst or limits, found \""
                            + mode + "\".");
        }
        if (chosen == Mode.BACKLOG || chosen == Mode.SPACE || chosen == Mode.IDLE) {
            needSqs("--mode " + mode);
        }
        if ((chosen == Mode.BURST || chosen == Mode.LIMITS) && spoken() != Protocol.GRPC) {
            throw LoadOptions.refusal("--mode " + mode + " speaks grpc only; add --protocol grpc.");
        }
        int perSecond = rate == null ? RATE_DEFAULT : rate;
        if (chosen == Mode.BURST && rate == null) {
            perSecond = BurstOptions.RATE_DEFAULT;
        }
        return chosen == Mode.WAKEUP
                ? new LoadOptions(chosen, spoken(), perSecond, size, 1, 2, duration, warmup, verify)
                : new LoadOptions(chosen, spoken(), perSecond, size, batch, connections, duration, warmup, verify);
    }

    private Protocol spoken() {
        return switch (protocol) {
            case "sqs" -> Protocol.SQS;
            case "grpc" -> Protocol.GRPC;
            default -> throw LoadOptions.refusal("--protocol must be sqs or grpc, found \"" + protocol + "\".");
        };
    }

    private void needSqs(String option) {
        if (spoken() != Protocol.SQS) {
            throw LoadOptions.refusal(option + " speaks sqs only; leave --protocol out.");
        }
    }

    private ServerUnderTest server() throws IOException {
        if (target != null) {
            return new RunningServer(new Target(
                    Target.parse("--target", target),
                    metricsTarget == null ? null : Target.parse("--metrics-target", metricsTarget)));
        }
        return OwnServer.start(List.of(run.launcher()), DataFolder.choose(run.data()), new SystemTime());
    }
}
