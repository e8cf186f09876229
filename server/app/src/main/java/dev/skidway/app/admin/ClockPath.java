package dev.skidway.app.admin;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.Rejection;
import dev.skidway.queues.QueueRejection;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code /api/test/clock}: reads and moves the clock of a server that was started for tests; no other server has this path. */
final class ClockPath {

    static final String PATH = "/api/test/clock";

    private static final Set<String> FIELDS = Set.of("advance_ms", "to_ms", "idle", "patience_ms");
    private static final int BODY_BYTES_MAX = 65_536;
    private static final int QUEUES_MAX = 100;
    private static final long PATIENCE_MILLIS = 30_000;
    private static final long PATIENCE_MILLIS_MAX = 600_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ClockMover clock;

    ClockPath(ClockMover clock) {
        this.clock = clock;
    }

    void route(HttpRouting.Builder routing) {
        routing.get(PATH, this::show).post(PATH, this::move);
    }

    private void show(ServerRequest request, ServerResponse response) throws IOException {
        JsonAnswer.send(response, Status.OK_200, out -> out.writeNumberField("now_ms", clock.nowMillis()));
    }

    private void move(ServerRequest request, ServerResponse response) throws IOException {
        // No form of a web page can send this type.
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        if (!type.equals("application/json")) {
            invalid(response, Status.UNSUPPORTED_MEDIA_TYPE_415, "expected the content type application/json");
            return;
        }
        try {
            byte[] body = request.content().inputStream().readNBytes(BODY_BYTES_MAX);
            switch (clock.move(parse(body))) {
                case Outcome.Done<ClockMover.Moved>(ClockMover.Moved moved) ->
                    JsonAnswer.send(response, Status.OK_200, out -> {
                        out.writeNumberField("now_ms", moved.nowMillis());
                        out.writeNumberField("stops", moved.stops());
                    });
                case Outcome.Refused<ClockMover.Moved>(Rejection rejection) ->
                    JsonAnswer.error(
                            response, Status.NOT_FOUND_404, rejection.reason().code(), rejection.message());
            }
        } catch (IllegalArgumentException e) {
            invalid(response, Status.BAD_REQUEST_400, String.valueOf(e.getMessage()));
        } catch (SkidwayException e) {
            JsonAnswer.error(response, Status.SERVICE_UNAVAILABLE_503, e.code().code(), e.text());
        } catch (InterruptedException e) {
            invalid(response, Status.SERVICE_UNAVAILABLE_503, "the server stopped while the clock was moving");
            Thread.currentThread().interrupt();
        }
    }

    private static ClockMover.Move parse(byte[] body) throws IOException {
        JsonNode asked;
        try {
            asked = JSON.readTree(body);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("expected a JSON object, found: " + e.getOriginalMessage(), e);
        }
        if (!asked.isObject()) {
            throw new IllegalArgumentException("expected a JSON object, found " + asked.getNodeType());
        }
        asked.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw new IllegalArgumentException("expected fields among " + FIELDS + ", found " + name);
            }
        });
        if (asked.has("advance_ms") == asked.has("to_ms")) {
            throw new IllegalArgumentException("expected either advance_ms or to_ms, found both or neither");
        }
        long byMillis = asked.has("advance_ms") ? number(asked, "advance_ms", 0, Long.MAX_VALUE / 2) : -1;
        long toMillis = asked.has("to_ms") ? number(asked, "to_ms", 0, Long.MAX_VALUE) : 0;
        long patience =
                asked.has("patience_ms") ? number(asked, "patience_ms", 1, PATIENCE_MILLIS_MAX) : PATIENCE_MILLIS;
        return new ClockMover.Move(byMillis, toMillis, queues(asked.path("idle")), patience);
    }

    private static long number(JsonNode asked, String name, long min, long max) {
        JsonNode value = asked.get(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < min
                || value.longValue() > max) {
            throw new IllegalArgumentException(
                    name + ": expected a whole number from " + min + " to " + max + ", found " + value);
        }
        return value.longValue();
    }

    private static List<String> queues(JsonNode names) {
        List<String> queues = new ArrayList<>();
        if (names.isMissingNode()) {
            return queues;
        }
        if (!names.isArray() || names.size() > QUEUES_MAX) {
            throw new IllegalArgumentException("idle: expected a list of at most " + QUEUES_MAX + " names of queues");
        }
        for (JsonNode name : names) {
            if (!name.isTextual()) {
                throw new IllegalArgumentException("idle: expected names of queues, found " + name);
            }
            queues.add(name.textValue());
        }
        return queues;
    }

    private static void invalid(ServerResponse response, Status status, String message) throws IOException {
        JsonAnswer.error(response, status, QueueRejection.SETTING_INVALID.code(), message);
    }
}
