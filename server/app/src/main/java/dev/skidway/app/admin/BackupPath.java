package dev.skidway.app.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.journal.BackupHold;
import dev.skidway.journal.BackupPlan;
import dev.skidway.journal.JournalError;
import dev.skidway.node.NodeError;
import dev.skidway.node.web.WebSafety;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * {@code /api/backup}: has files held while {@code skidway backup} copies them. No byte of a message passes here: who copies must be allowed to
 * read the data folder.
 */
final class BackupPath {

    private static final String PATH = "/api/backup";
    private static final int HOLD_SECONDS_MAX = 20;

    private final BackupSource backups;

    /** The newest one, also when it has ended: whoever asks for it is told how. */
    private volatile @Nullable Session newest;

    /** A backup and the name it goes by. */
    private record Session(String id, BackupHold hold) {}

    BackupPath(BackupSource backups) {
        this.backups = backups;
    }

    void route(HttpRouting.Builder routing) {
        routing.post(PATH, this::begin)
                .post(PATH + "/{id}/touch", (request, response) -> touch(request, response, false))
                .delete(PATH + "/{id}", (request, response) -> touch(request, response, true));
    }

    private void begin(ServerRequest request, ServerResponse response) throws IOException {
        // No form of a web page can send this type.
        String type = request.headers().first(HeaderNames.CONTENT_TYPE).orElse("");
        if (!type.equals("application/json")) {
            response.status(Status.UNSUPPORTED_MEDIA_TYPE_415);
            response.header(JsonAnswer.POLICY, WebSafety.POLICY_DATA);
            response.send("Refused: expected the content type application/json\n");
            return;
        }
        try {
            BackupSource.Held held = backups.begin();
            Session session = new Session(UUID.randomUUID().toString(), held.hold());
            newest = session;
            JsonAnswer.send(response, Status.OK_200, out -> plan(out, session.id(), held.folder(), await(held.hold())));
        } catch (SkidwayException e) {
            Status status =
                    e.severity() == Severity.RETRY ? Status.SERVICE_UNAVAILABLE_503 : Status.INTERNAL_SERVER_ERROR_500;
            JsonAnswer.error(response, status, e.code().code(), e.text());
        }
    }

    private static BackupPlan await(BackupHold hold) {
        try {
            return hold.plan().get(HOLD_SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw notHeld(hold, e);
        } catch (ExecutionException | TimeoutException e) {
            throw notHeld(hold, e);
        }
    }

    private static SkidwayException notHeld(BackupHold hold, Exception cause) {
        hold.close();
        return new SkidwayException(
                NodeError.OVERLOADED,
                Severity.RETRY,
                "the files could not be held within " + HOLD_SECONDS_MAX
                        + " s, because the server stops or its disk is too busy; try again",
                cause);
    }

    private void touch(ServerRequest request, ServerResponse response, boolean end) throws IOException {
        Session session = newest;
        if (session == null
                || !session.id().equals(request.path().pathParameters().get("id"))) {
            JsonAnswer.error(
                    response,
                    Status.NOT_FOUND_404,
                    JournalError.BACKUP_LOST.code(),
                    "this server holds no such backup; it was started anew, or another one began since");
            return;
        }
        boolean held = session.hold().touch();
        String lost = session.hold().lostBecause();
        if (end) {
            session.hold().close();
        }
        JsonAnswer.send(response, Status.OK_200, out -> {
            out.writeBooleanField("held", held && lost == null);
            out.writeStringField("lost_because", lost == null ? "" : lost);
        });
    }

    private static void plan(JsonGenerator out, String id, Path folder, BackupPlan plan) throws IOException {
        out.writeStringField("id", id);
        out.writeStringField("data_folder", folder.toString());
        out.writeNumberField("end_position", plan.endPosition());
        out.writeArrayFieldStart("files");
        for (BackupPlan.Part part : plan.files()) {
            out.writeStartObject();
            out.writeStringField("name", part.name());
            out.writeNumberField("bytes", part.bytes());
            out.writeNumberField("size", part.size());
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeArrayFieldStart("sides");
        for (BackupPlan.Side side : plan.sides()) {
            out.writeStartObject();
            out.writeStringField("name", side.name());
            out.writeBinaryField("content", side.content());
            out.writeEndObject();
        }
        out.writeEndArray();
    }
}
