package dev.skidway.client;

import io.grpc.ClientInterceptor;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A connection to a Skidway server; one for a whole program. Safe for any number of threads.
 *
 * <pre>{@code
 * try (Skidway skidway = Skidway.connect("localhost:7233")) {
 *     skidway.queue("emails").send(JobDraft.of("hello").key("acme")).orThrow();
 *     try (Worker worker = skidway.worker("emails").concurrency(8).start(job -> deliver(job.text()))) {
 *         ...
 *     }
 * }
 * }</pre>
 */
public final class Skidway implements AutoCloseable {

    private static final Metadata.Key<String> NAMESPACE =
            Metadata.Key.of("skidway-namespace", Metadata.ASCII_STRING_MARSHALLER);
    private static final int MESSAGE_BYTES_MAX = 64 << 20;
    private static final int WINDOW_BYTES = 4 << 20;
    private static final long CLOSE_SECONDS_MAX = 10;

    private final ManagedChannel channel;
    private final Protocol protocol;
    private final Settings settings;
    private final ScheduledExecutorService timer;
    private final Map<String, JobQueue> queues = new ConcurrentHashMap<>();

    private Skidway(Settings settings) {
        this.settings = settings;
        this.channel = NettyChannelBuilder.forTarget(settings.target)
                .usePlaintext()
                .maxInboundMessageSize(MESSAGE_BYTES_MAX)
                .flowControlWindow(WINDOW_BYTES)
                .build();
        this.protocol = new Protocol(
                channel, settings.namespace.isEmpty() ? null : namespaceHeader(settings.namespace), settings.timeout);
        this.timer = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "skidway-timer"));
        var unused = timer.scheduleWithFixedDelay(this::connectSoon, 1, 1, TimeUnit.SECONDS);
    }

    /** gRPC waits up to two minutes between two tries to connect; a server that is back shall be found within a second or two. */
    private void connectSoon() {
        if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE) {
            channel.resetConnectBackoff();
        }
    }

    private static ClientInterceptor namespaceHeader(String name) {
        Metadata header = new Metadata();
        header.put(NAMESPACE, name);
        return MetadataUtils.newAttachHeadersInterceptor(header);
    }

    static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    /** Connects to {@code host:port} with everything else as usual; the connection itself is made when it is needed. */
    public static Skidway connect(String target) {
        return to(target).connect();
    }

    /** Says where to connect to; the rest has defaults. */
    public static Settings to(String target) {
        return new Settings(target);
    }

    /** A queue to send to. It need not exist yet; a send to a queue that does not exist is refused. */
    public JobQueue queue(String name) {
        return queues.computeIfAbsent(name, queue -> new JobQueue(queue, protocol.asyncJobs(), timer, settings));
    }

    /** Begins the description of a worker on these queues, served in turn. */
    public Worker.Builder worker(String... queueNames) {
        return new Worker.Builder(this, settings.meters, queueNames);
    }

    /** Creates, changes, pauses and explains queues. */
    public Queues queues() {
        return new Queues(protocol);
    }

    /** Looks at jobs, finds them, and changes them by their ids. */
    public Jobs jobs() {
        return new Jobs(protocol);
    }

    /** Sends jobs again and again, by the calendar or at intervals. */
    public Schedules schedules() {
        return new Schedules(protocol);
    }

    /** Limits that several queues share. */
    public Limits limits() {
        return new Limits(protocol);
    }

    /** The protocol itself, for what has no word of its own here. */
    public Protocol protocol() {
        return protocol;
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    /** Sends what was handed over, then closes the connection; workers must be closed before. */
    @Override
    public void close() {
        queues.values().forEach(JobQueue::close);
        timer.shutdownNow();
        channel.shutdown();
        try {
            if (!channel.awaitTermination(CLOSE_SECONDS_MAX, TimeUnit.SECONDS)) {
                channel.shutdownNow();
            }
        } catch (InterruptedException e) {
            channel.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** How to connect. */
    public static final class Settings {

        final String target;
        String namespace = "";
        Duration timeout = Duration.ofSeconds(30);
        Meters meters = Meters.NONE;
        int batchMax = 500;
        int batchesMax = 4;
        int pendingMax = 20_000;

        private Settings(String target) {
            this.target = target;
        }

        /** The namespace of the queues; the server's default one without it. */
        public Settings namespace(String name) {
            namespace = name;
            return this;
        }

        /** How long a call may take, and how long a send is repeated before nobody knows what became of it. Default: 30 s. */
        public Settings timeout(Duration time) {
            timeout = time;
            return this;
        }

        /** Who is told what the client does. */
        public Settings meters(Meters listener) {
            meters = listener;
            return this;
        }

        /** Jobs of one send, 1 to 1,000. Sends gather while others are under way; nothing waits for a batch to fill. Default: 500. */
        public Settings batchMax(int jobs) {
            batchMax = jobs;
            return this;
        }

        /** Sends of one queue under way at once. Default: 4; 1 keeps the order in which jobs were handed over. */
        public Settings batchesMax(int sends) {
            batchesMax = sends;
            return this;
        }

        /** Jobs of one queue that wait to be sent; whoever hands over one more waits. Default: 20,000. */
        public Settings pendingMax(int jobs) {
            pendingMax = jobs;
            return this;
        }

        /** Connects. */
        public Skidway connect() {
            return new Skidway(this);
        }
    }
}
