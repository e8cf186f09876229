package dev.skidway.testserver;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The clock of a test server. It stands still until it is moved, and it can be given to the code under test as its {@link Clock}.
 *
 * <p>It moves from one timer of the server to the next, and waits at each until what was due has happened and is durable: three nights in one
 * {@code advance} are three firings of a nightly schedule, each at its own time. Nothing is skipped, and nothing depends on how fast the
 * machine is.
 *
 * <p>Workers are other threads. Where queues are named, the clock also waits at each stop, before it moves and when it is there, until no
 * job of them runs and none could be handed out.
 */
public final class TestClock extends Clock {

    private static final Pattern NOW = Pattern.compile("\"now_ms\":(\\d+)");
    private static final Pattern QUEUE = Pattern.compile("[A-Za-z0-9_.-]{1,80}");
    private static final int OK = 200;

    private final HttpClient http;
    private final URI path;
    private final Duration patience;
    private final ZoneId zone;

    TestClock(URI server, Duration patience) {
        this(HttpClient.newHttpClient(), server.resolve("/api/test/clock"), patience, ZoneOffset.UTC);
    }

    private TestClock(HttpClient http, URI path, Duration patience, ZoneId zone) {
        this.http = http;
        this.path = path;
        this.patience = patience;
        this.zone = zone;
    }

    /**
     * Lets time pass.
     *
     * @param time to the millisecond; zero only waits for what is due now
     * @param idleQueues queues whose workers shall keep up
     * @throws TestServerException if the server or the workers do not come to rest in time, with the reasons; the clock is where that was
     */
    public void advance(Duration time, String... idleQueues) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(
                    "expected a time of zero or more, found " + time + ": time never goes back");
        }
        move("\"advance_ms\":" + time.toMillis(), idleQueues);
    }

    /** The same, up to a time that is not before now. */
    public void advanceTo(Instant time, String... idleQueues) {
        move("\"to_ms\":" + time.toEpochMilli(), idleQueues);
    }

    private void move(String where, String... idleQueues) {
        for (String queue : idleQueues) {
            if (!QUEUE.matcher(queue).matches()) {
                throw new IllegalArgumentException("expected the name of a queue, found '" + queue + "'");
            }
        }
        String idle = Arrays.stream(idleQueues).map(queue -> '"' + queue + '"').collect(Collectors.joining(","));
        String body = "{" + where + ",\"patience_ms\":" + patience.toMillis() + ",\"idle\":[" + idle + "]}";
        var unused = call(HttpRequest.newBuilder(path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    private Instant call(HttpRequest request) {
        HttpResponse<String> answer;
        try {
            answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new TestServerException("the server did not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TestServerException("interrupted while the clock was moving", e);
        }
        Matcher now = NOW.matcher(answer.body());
        if (answer.statusCode() != OK || !now.find()) {
            throw new TestServerException("the clock was not moved: " + answer.body());
        }
        return Instant.ofEpochMilli(Long.parseLong(now.group(1)));
    }

    /** What the server's clock says now, also while it is on its way. */
    @Override
    public Instant instant() {
        return call(HttpRequest.newBuilder(path).build());
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public TestClock withZone(ZoneId other) {
        return new TestClock(http, path, patience, other);
    }
}
