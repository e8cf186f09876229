package dev.skidway.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.journal.BackupPlan;
import dev.skidway.journal.JournalError;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Has a running server hold the files of a moment, and tells it again and again that they are still needed. */
final class BackupClient implements BackupServer {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);
    private static final long TOUCH_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final URI server;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(ANSWER_MAX).build();
    private String id = "";
    private boolean ended = true;
    private long touchedNanos;

    BackupClient(String target) {
        String address = target.contains("://") ? target : "http://" + target;
        try {
            server = URI.create(address);
        } catch (IllegalArgumentException e) {
            throw unusable("expected host:port of the HTTP port, found '" + target + "'", e);
        }
    }

    @Override
    public String name() {
        return server.toString();
    }

    @Override
    public Held begin() {
        JsonNode plan = ask("POST", "/api/backup");
        id = plan.path("id").asText();
        ended = false;
        touchedNanos = System.nanoTime();
        List<BackupPlan.Part> files = new ArrayList<>();
        for (JsonNode file : plan.path("files")) {
            files.add(new BackupPlan.Part(
                    file.path("name").asText(),
                    file.path("bytes").asLong(),
                    file.path("size").asLong()));
        }
        List<BackupPlan.Side> sides = new ArrayList<>();
        for (JsonNode side : plan.path("sides")) {
            try {
                sides.add(new BackupPlan.Side(
                        side.path("name").asText(), side.path("content").binaryValue()));
            } catch (IOException e) {
                throw unusable("the answer of " + server + " cannot be read", e);
            }
        }
        return new Held(
                Path.of(plan.path("data_folder").asText()),
                new BackupPlan(plan.path("end_position").asLong(), files, sides));
    }

    @Override
    public void touch() {
        // Once a second is often enough.
        if (System.nanoTime() - touchedNanos >= TOUCH_NANOS) {
            touchedNanos = System.nanoTime();
            checkHeld(ask("POST", "/api/backup/" + id + "/touch"));
        }
    }

    @Override
    public void checkHeld() {
        checkHeld(ask("POST", "/api/backup/" + id + "/touch"));
    }

    @Override
    public void end() {
        ended = true;
        checkHeld(ask("DELETE", "/api/backup/" + id));
    }

    private static void checkHeld(JsonNode answer) {
        if (!answer.path("held").asBoolean()) {
            throw new SkidwayException(
                    JournalError.BACKUP_LOST,
                    Severity.RETRY,
                    "the server let go of the files before all were copied: "
                            + answer.path("lost_because").asText() + "; nothing was kept");
        }
    }

    private JsonNode ask(String method, String path) {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.noBody())
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode answer = JSON.readTree(response.body());
            if (response.statusCode() == 200 && answer != null) {
                return answer;
            }
            throw refusal(response.statusCode(), answer);
        } catch (IOException e) {
            throw unusable(
                    "expected a running server whose HTTP port is " + server + ", found " + e
                            + "; name it with --target host:port",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unusable("interrupted while " + server + " was asked", e);
        }
    }

    private SkidwayException refusal(int status, JsonNode answer) {
        String code = answer == null ? "" : answer.path("code").asText();
        String text = "the server at " + server + " answered " + status + " " + code + ": "
                + (answer == null ? "" : answer.path("message").asText());
        return code.equals(JournalError.BACKUP_LOST.code())
                ? new SkidwayException(JournalError.BACKUP_LOST, Severity.RETRY, text)
                : new SkidwayException(CliError.SERVER_UNUSABLE, Severity.RETRY, text);
    }

    private static SkidwayException unusable(String what, Exception cause) {
        return new SkidwayException(CliError.SERVER_UNUSABLE, Severity.RETRY, what, cause);
    }

    @Override
    public void close() {
        try {
            if (!ended) {
                ended = true;
                ask("DELETE", "/api/backup/" + id);
            }
        } catch (SkidwayException e) {
            // The copy failed before, which is told; the server lets go by itself when it hears nothing more.
            ended = true;
        } finally {
            http.close();
        }
    }
}
