package dev.skidway.testserver;

import dev.skidway.client.Skidway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A real Skidway server for tests, on free ports and a folder of its own, with a clock that stands still until the test moves it.
 *
 * <pre>{@code
 * try (SkidwayTestServer server = SkidwayTestServer.start()) {
 *     Skidway skidway = server.client();
 *     ... create a queue, send a job with a delay of an hour, start a worker ...
 *     server.clock().advance(Duration.ofHours(1), "emails");
 *     ... the job has been handled ...
 * }
 * }</pre>
 *
 * <p>On Java 25 and later it runs in the process of the test; on older ones in a process of its own, which needs a JDK 25 on the machine.
 */
public final class SkidwayTestServer implements AutoCloseable {

    private static final int JAVA_OF_SERVER = 25;
    private static final Pattern SQS = Pattern.compile("sqs=(\\S+)");
    private static final Pattern HTTP = Pattern.compile("http=(\\S+)");
    private static final Pattern GRPC = Pattern.compile("grpc=(\\S+)");

    private final Host host;
    private final Path folder;
    private final URI sqs;
    private final String target;
    private final TestClock clock;
    private @Nullable Skidway client;
    private boolean closed;

    private SkidwayTestServer(Host host, Path folder, Duration patience) {
        this.host = host;
        this.folder = folder;
        this.sqs = URI.create(host.address(SQS));
        this.target = host.address(GRPC);
        this.clock = new TestClock(URI.create(host.address(HTTP)), patience);
    }

    /** Starts one whose clock stands at 2026-01-01T00:00:00Z. */
    public static SkidwayTestServer start() {
        return with().start();
    }

    /** Says what shall be different. */
    public static Settings with() {
        return new Settings();
    }

    /** A client that is connected to it, the same each time; closed with the server. */
    public synchronized Skidway client() {
        if (client == null) {
            client = Skidway.connect(target);
        }
        return client;
    }

    /** Where native clients connect, {@code host:port}. */
    public String target() {
        return target;
    }

    /** Where SQS clients send their requests. */
    public URI sqsAddress() {
        return sqs;
    }

    /** The clock that everything in the server lives by: delays, leases, schedules, rates, retries. */
    public TestClock clock() {
        return clock;
    }

    /**
     * Waits until no job of these queues runs, and none could be handed out: what workers can do at this time is done, and durable.
     *
     * @throws TestServerException if that does not come about in time, with the reasons
     */
    public void awaitIdle(String... queues) {
        clock.advance(Duration.ZERO, queues);
    }

    /** Closes the client, stops the server and removes its folder. Close workers before. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (client != null) {
            client.close();
        }
        host.close();
        remove(folder);
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove the folder of the test server: " + folder, e);
        }
    }

    /** Where a server runs. */
    interface Host {

        /** The line in which it says where it serves. */
        String readyLine();

        void close();

        /** One address of that line. */
        default String address(Pattern pattern) {
            Matcher matcher = pattern.matcher(readyLine());
            if (!matcher.find()) {
                throw new TestServerException(
                        "expected " + pattern + " in the line of the server, found: " + readyLine());
            }
            return matcher.group(1);
        }
    }

    /** What a server shall be like; each has a default. */
    public static final class Settings {

        private final Map<String, String> keys = new LinkedHashMap<>();
        private Instant start = Instant.parse("2026-01-01T00:00:00Z");
        private Duration patience = Duration.ofSeconds(30);
        private boolean ownProcess = Runtime.version().feature() < JAVA_OF_SERVER;
        private @Nullable Path javaHome;

        private Settings() {
            keys.put("server.sqs-port", "0");
            keys.put("server.grpc-port", "0");
            keys.put("server.http-port", "0");
            keys.put("journal.segment-bytes", "8388608");
            keys.put("journal.spare-segments", "1");
            keys.put("journal.ballast-bytes", "0");
            keys.put("journal.free-bytes-min", "0");
            // A test lets years pass in a second: a snapshot every five minutes of them would be all that the server
            // does.
            keys.put(
                    "engine.snapshot-interval-millis",
                    Long.toString(Duration.ofDays(365 * 200).toMillis()));
        }

        /** Where its clock stands at first, between 1970 and 2100. */
        public Settings startingAt(Instant time) {
            start = time;
            return this;
        }

        /** One key of the server's configuration, such as {@code grpc.streams-max}. */
        public Settings set(String key, String value) {
            keys.put(key, value);
            return this;
        }

        /** How long, on the machine's clock, a test waits at most for the server or its workers. Default: 30 s. */
        public Settings patience(Duration time) {
            patience = time;
            return this;
        }

        /** Runs it in a process of its own on Java 25 too, which keeps its libraries away from those of the test. */
        public Settings inOwnProcess() {
            ownProcess = true;
            return this;
        }

        /**
         * The home of a JDK 25 or later for a process of its own. Default: the system property {@code skidway.testserver.java-home}, the environment
         * variable {@code SKIDWAY_JAVA_HOME}, or the Java of this process if it is new enough.
         */
        public Settings javaHome(Path home) {
            javaHome = home;
            return this;
        }

        /**
         * Starts it; it serves when this returns.
         *
         * @throws TestServerException if it cannot be started
         */
        public SkidwayTestServer start() {
            Path folder;
            try {
                folder = Files.createTempDirectory("skidway-test-");
            } catch (IOException e) {
                throw new TestServerException("cannot make a folder for the test server: " + e, e);
            }
            keys.putIfAbsent("server.data", folder.resolve("data").toString());
            try {
                Host host = ownProcess
                        ? OwnProcess.start(home(), start, keys, patience)
                        : InProcess.start(InProcess.SERVER, start, keys);
                return new SkidwayTestServer(host, folder, patience);
            } catch (TestServerException e) {
                remove(folder);
                throw e;
            }
        }

        private Path home() {
            String named = System.getProperty("skidway.testserver.java-home", System.getenv("SKIDWAY_JAVA_HOME"));
            if (javaHome != null) {
                return javaHome;
            }
            if (named != null) {
                return Path.of(named);
            }
            if (Runtime.version().feature() >= JAVA_OF_SERVER) {
                return Path.of(System.getProperty("java.home"));
            }
            throw new TestServerException("expected a JDK " + JAVA_OF_SERVER + " or later for the server, found Java "
                    + Runtime.version().feature()
                    + " here; name the home of one in SKIDWAY_JAVA_HOME, in the system property"
                    + " skidway.testserver.java-home, or with javaHome(...)");
        }
    }
}
