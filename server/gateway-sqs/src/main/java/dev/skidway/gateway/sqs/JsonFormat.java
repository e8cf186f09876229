package dev.skidway.gateway.sqs;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Objects;

/** AWS JSON 1.0: the action in {@code X-Amz-Target}, parameters and answers as JSON objects. */
final class JsonFormat implements WireFormat {

    static final HeaderName TARGET = HeaderNames.create("X-Amz-Target");

    private static final HeaderName QUERY_ERROR = HeaderNames.create("x-amzn-query-error");
    private static final Header JSON = HeaderValues.createCached("Content-Type", "application/x-amz-json-1.0");
    private static final String TYPE = "application/x-amz-json-1.";

    private final QueueUrls urls;
    private final JsonReader json;
    private final Scratch.Pool scratches = new Scratch.Pool(JsonWriter::new);

    JsonFormat(QueueUrls urls, int requestBytesMax, int entriesMax) {
        this.urls = urls;
        json = new JsonReader(requestBytesMax, entriesMax);
    }

    @Override
    public void admit(ServerRequest request) {
        String contentType = Headers.first(request, HeaderNames.CONTENT_TYPE);
        if (contentType == null || !contentType.regionMatches(true, 0, TYPE, 0, TYPE.length())) {
            throw new SqsFault(
                    SqsError.SERIALIZATION,
                    "The Content-Type must be application/x-amz-json-1.0, found "
                            + (contentType == null ? "none" : Shown.text(contentType)) + ".");
        }
        var unused = action(request);
    }

    @Override
    public Asked read(ServerRequest request, byte[] body) {
        return new Asked(
                action(request),
                json.read(body),
                SigV4Header.principal(Headers.first(request, HeaderNames.AUTHORIZATION)),
                urls.path(request.path().rawPath()));
    }

    private static Actions.Row action(ServerRequest request) {
        return Actions.byTarget(Objects.requireNonNullElse(Headers.first(request, TARGET), ""));
    }

    @Override
    public Scratch.Pool scratches() {
        return scratches;
    }

    @Override
    public void reply(ServerResponse response, String requestId, WireWriter reply) {
        Headers.answer(response, requestId, JSON);
        response.send(reply.bytes(), 0, reply.length());
    }

    /** The code of the Query protocol is in a header. */
    @Override
    public void error(ServerResponse response, String requestId, SqsFault fault) {
        Headers.answer(response, requestId, JSON);
        SqsError error = fault.error();
        response.status(error.status());
        response.header(
                HeaderValues.create(QUERY_ERROR, error.queryCode() + (error.senderFault() ? ";Sender" : ";Receiver")));
        JsonWriter json = body(error, fault.text());
        response.send(json.bytes(), 0, json.length());
    }

    /** The body of an error. */
    static JsonWriter body(SqsError error, String text) {
        JsonWriter json = new JsonWriter();
        json.reset();
        json.text("__type", error.type());
        json.text("message", text);
        json.finish();
        return json;
    }
}
