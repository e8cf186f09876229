package dev.skidway.gateway.sqs;

import dev.skidway.node.web.WebSafety;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;

/** Writes answers to the wire: success, error, and errors of callers who speak XML. */
final class Answers {

    private static final HeaderName REQUEST_ID = HeaderNames.create("x-amzn-RequestId");
    private static final HeaderName QUERY_ERROR = HeaderNames.create("x-amzn-query-error");
    private static final Header NOSNIFF = HeaderValues.createCached(WebSafety.NOSNIFF_NAME, WebSafety.NOSNIFF_VALUE);
    private static final Header POLICY = HeaderValues.createCached(WebSafety.POLICY_NAME, WebSafety.POLICY_DATA);
    private static final Header JSON = HeaderValues.createCached("Content-Type", "application/x-amz-json-1.0");
    private static final Header XML = HeaderValues.createCached("Content-Type", "text/xml");
    private static final byte[] NOTHING_XML = "<UnknownOperationException/>\n".getBytes(StandardCharsets.US_ASCII);

    private Answers() {}

    /** Sends a finished reply with status 200. */
    static void reply(ServerResponse response, String requestId, JsonWriter reply) {
        head(response, requestId, JSON);
        response.send(reply.bytes(), 0, reply.length());
    }

    /** Sends an error as JSON, with the code of the Query protocol in a header. */
    static void error(ServerResponse response, String requestId, SqsFault fault) {
        head(response, requestId, JSON);
        SqsError error = fault.error();
        response.status(Status.create(error.status()));
        response.header(
                HeaderValues.create(QUERY_ERROR, error.queryCode() + (error.senderFault() ? ";Sender" : ";Receiver")));
        JsonWriter json = json(error, fault.text());
        response.send(json.bytes(), 0, json.length());
    }

    /** The body of an error. */
    static JsonWriter json(SqsError error, String text) {
        JsonWriter json = new JsonWriter();
        json.reset();
        json.text("__type", error.type());
        json.text("message", text);
        json.finish();
        return json;
    }

    /** Sends an error in the form that clients of the Query protocol read. */
    static void queryError(ServerResponse response, String requestId, SqsFault fault) {
        head(response, requestId, XML);
        response.status(Status.create(fault.error().status()));
        String body = "<?xml version=\"1.0\"?>\n"
                + "<ErrorResponse xmlns=\"http://queue.amazonaws.com/doc/2012-11-05/\"><Error><Type>Sender</Type><Code>"
                + fault.error().queryCode() + "</Code><Message>" + fault.text()
                + "</Message><Detail/></Error><RequestId>"
                + requestId + "</RequestId></ErrorResponse>\n";
        response.send(body.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends what AWS answers to a request that names no action at all: 404, XML even where JSON is spoken. */
    static void noAction(ServerResponse response, String requestId) {
        head(response, requestId, XML);
        response.status(Status.NOT_FOUND_404);
        response.send(NOTHING_XML);
    }

    private static void head(ServerResponse response, String requestId, Header contentType) {
        response.header(contentType);
        response.header(HeaderValues.create(REQUEST_ID, requestId));
        response.header(NOSNIFF);
        response.header(POLICY);
    }
}
