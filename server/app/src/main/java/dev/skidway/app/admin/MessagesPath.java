package dev.skidway.app.admin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.Rejection;
import dev.skidway.node.NodeError;
import dev.skidway.node.PeekedPage;
import dev.skidway.node.web.WebSafety;
import dev.skidway.queues.QueueRejection;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/** {@code GET /api/queues/{name}/messages}: looks at messages without receiving them; a few pages at a time, because they hold bodies. */
final class MessagesPath {

    static final String PATH = "/api/queues/{name}/messages";

    /** Pages in memory at once; a page holds less than 3 MiB. */
    static final int PAGES_MAX = 4;

    private static final JsonFactory JSON = new JsonFactory();
    private static final HeaderName POLICY = HeaderNames.create(WebSafety.POLICY_NAME);

    private final MessageSource messages;
    private final Semaphore room = new Semaphore(PAGES_MAX);

    MessagesPath(MessageSource messages) {
        this.messages = messages;
    }

    void handle(ServerRequest request, ServerResponse response) throws IOException {
        response.header(POLICY, WebSafety.POLICY_DATA);
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        PeekQuery query;
        try {
            query = PeekQuery.of(request.query().toMap());
        } catch (IllegalArgumentException e) {
            error(
                    response,
                    Status.BAD_REQUEST_400,
                    QueueRejection.SETTING_INVALID.code(),
                    String.valueOf(e.getMessage()));
            return;
        }
        if (!room.tryAcquire()) {
            failure(
                    response,
                    new SkidwayException(
                            NodeError.OVERLOADED,
                            Severity.RETRY,
                            "more than " + PAGES_MAX + " pages of messages are under way; try again"));
            return;
        }
        try {
            answer(response, request.path().pathParameters().get("name"), query);
        } finally {
            room.release();
        }
    }

    private void answer(ServerResponse response, String queue, PeekQuery query) throws IOException {
        Outcome<PeekedPage> outcome;
        try {
            outcome = messages.peek(queue, query.wanted(), query.after(), query.countMax());
        } catch (SkidwayException e) {
            failure(response, e);
            return;
        }
        switch (outcome) {
            case Outcome.Done<PeekedPage>(PeekedPage page) ->
                MessagesJson.write(response.outputStream(), queue, query.state(), page);
            case Outcome.Refused<PeekedPage>(Rejection rejection) ->
                error(
                        response,
                        rejection.reason() == QueueRejection.QUEUE_NOT_FOUND
                                ? Status.NOT_FOUND_404
                                : Status.BAD_REQUEST_400,
                        rejection.reason().code(),
                        rejection.message());
        }
    }

    private static void failure(ServerResponse response, SkidwayException failure) throws IOException {
        if (failure.severity() == Severity.RETRY) {
            response.header(HeaderNames.RETRY_AFTER, "1");
        }
        error(
                response,
                failure.severity() == Severity.RETRY
                        ? Status.SERVICE_UNAVAILABLE_503
                        : Status.INTERNAL_SERVER_ERROR_500,
                failure.code().code(),
                failure.text());
    }

    private static void error(ServerResponse response, Status status, String code, String message) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(text)) {
            out.writeStartObject();
            out.writeStringField("code", code);
            out.writeStringField("message", message);
            out.writeEndObject();
        }
        response.status(status);
        response.send(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
