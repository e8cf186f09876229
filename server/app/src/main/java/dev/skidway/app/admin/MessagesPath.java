package dev.skidway.app.admin;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Outcome;
import dev.skidway.engine.Rejection;
import dev.skidway.node.NodeError;
import dev.skidway.node.PeekedPage;
import dev.skidway.queues.QueueRejection;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.util.concurrent.Semaphore;

/** {@code GET /api/queues/{name}/messages}: looks at messages without receiving them; a few pages at a time, because they hold bodies. */
final class MessagesPath {

    static final String PATH = "/api/queues/{name}/messages";

    /** Pages in memory at once; a page holds less than 3 MiB. */
    static final int PAGES_MAX = 4;

    private final MessageSource messages;
    private final Semaphore room = new Semaphore(PAGES_MAX);

    MessagesPath(MessageSource messages) {
        this.messages = messages;
    }

    void handle(ServerRequest request, ServerResponse response) throws IOException {
        JsonAnswer.headers(response);
        PeekQuery query;
        try {
            query = PeekQuery.of(request.query().toMap());
        } catch (IllegalArgumentException e) {
            JsonAnswer.error(
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
                JsonAnswer.error(
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
        JsonAnswer.error(
                response,
                failure.severity() == Severity.RETRY
                        ? Status.SERVICE_UNAVAILABLE_503
                        : Status.INTERNAL_SERVER_ERROR_500,
                failure.code().code(),
                failure.text());
    }
}
