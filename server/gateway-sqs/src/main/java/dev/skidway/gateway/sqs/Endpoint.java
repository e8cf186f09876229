package dev.skidway.gateway.sqs;

import dev.skidway.base.Invariant;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Outcome;
import dev.skidway.node.QueueService.VisibilityEntry;
import dev.skidway.node.web.WebSafety;
import dev.skidway.queues.Origin;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.ServerRequestHeaders;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one HTTP handler: checks who asks, reads the body, runs the action, writes the answer. */
final class Endpoint implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);
    private static final HeaderName TARGET = HeaderNames.create("X-Amz-Target");
    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final String JSON_TYPE = "application/x-amz-json-1.";

    private final Call.Gateway gateway;
    private final WebSafety safety;
    private final JsonReader json;
    private final BodyReader bodies;
    private final ConnectionWatch watch;
    private final RequestIds ids = new RequestIds();

    Endpoint(Call.Gateway gateway, SqsGatewayConfig config, ConnectionWatch watch) {
        this.gateway = gateway;
        this.watch = watch;
        safety = new WebSafety(config.hostNames());
        json = new JsonReader(config.requestBytesMax());
        bodies = new BodyReader(config.requestBytesMax(), config.bodyBytesInFlightMax());
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        String requestId = ids.next();
        ClientConnection connection = watch.current();
        if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
            connection.last();
        }
        try {
            String target = admit(request);
            if (target == null) {
                connection.answering();
                notJson(request, response, requestId);
            } else {
                serve(target, request, response, requestId, connection);
            }
        } catch (SqsFault fault) {
            connection.answering();
            Answers.error(response, requestId, fault);
        }
        connection.answered();
    }

    /** The target of a JSON request that may be served, null for a request in another protocol. */
    private @Nullable String admit(ServerRequest request) {
        ServerRequestHeaders headers = request.headers();
        String refusal = safety.refusal(
                first(headers, HeaderNames.HOST), first(headers, HeaderNames.ORIGIN), first(headers, FETCH_SITE));
        if (refusal != null) {
            throw new SqsFault(SqsError.ACCESS_DENIED, "Refused: " + refusal + ".");
        }
        String target = first(headers, TARGET);
        if (target == null || !request.prologue().method().equals(Method.POST)) {
            return null;
        }
        String contentType = first(headers, HeaderNames.CONTENT_TYPE);
        if (contentType == null || !contentType.startsWith(JSON_TYPE)) {
            throw new SqsFault(
                    SqsError.SERIALIZATION,
                    "The Content-Type must be application/x-amz-json-1.0, found "
                            + (contentType == null ? "none" : Shown.text(contentType)) + ".");
        }
        return target;
    }

    private void serve(
            String target,
            ServerRequest request,
            ServerResponse response,
            String requestId,
            ClientConnection connection) {
        SqsAction action = Actions.byTarget(target);
        ServerRequestHeaders headers = request.headers();
        String principal = SigV4Header.principal(first(headers, HeaderNames.AUTHORIZATION));
        BodyReader.Body body = body(request, headers);
        try {
            connection.working();
            Call call = new Call(
                    gateway,
                    json.read(body.bytes()),
                    new Origin(principal, requestId),
                    request.authority(),
                    connection,
                    gateway.urls().path(request.path().rawPath()));
            try {
                run(action, call);
                deliver(call, response, requestId, connection);
            } finally {
                call.discard();
            }
        } finally {
            bodies.release(body.reserved());
        }
    }

    private static void run(SqsAction action, Call call) {
        try {
            action.handle(call);
        } catch (SkidwayException e) {
            throw ErrorMap.fault(e);
        }
    }

    private void deliver(Call call, ServerResponse response, String requestId, ClientConnection connection) {
        Call.Delivery delivery = call.delivery();
        boolean delivered = false;
        try {
            if (delivery == null || !connection.gone()) {
                JsonWriter reply = call.finish();
                connection.answering();
                Answers.reply(response, requestId, reply);
                delivered = true;
            } else {
                response.send();
            }
        } finally {
            if (delivery != null && !delivered) {
                giveBack(delivery);
            }
        }
    }

    /** Makes messages visible again whose receiver cannot be told about them. */
    private void giveBack(Call.Delivery delivery) {
        List<VisibilityEntry> changes = delivery.receiptHandles().stream()
                .map(handle -> new VisibilityEntry(handle, 0))
                .toList();
        try {
            if (gateway.service().changeVisibility(delivery.queue(), changes) instanceof Outcome.Refused<?> refused) {
                LOG.debug("a lost receiver's messages could not be given back: {}", refused.rejection());
            }
        } catch (SkidwayException e) {
            // They come back by themselves after their visibility timeout.
            LOG.warn("a lost receiver's messages wait for their visibility timeout: {}", e.getMessage());
        }
    }

    private BodyReader.Body body(ServerRequest request, ServerRequestHeaders headers) {
        try {
            InputStream source = request.content().inputStream();
            BodyReader.Body body = bodies.read(source, headers.contentLength().orElse(-1));
            // The end of the stream tells the web server that nothing is left to skip.
            Invariant.check(source.read() < 0, "a request body goes on after its declared end");
            return body;
        } catch (IOException e) {
            throw new SqsFault(SqsError.SERIALIZATION, "The request body could not be read to its end.");
        }
    }

    private static void notJson(ServerRequest request, ServerResponse response, String requestId) {
        String contentType = first(request.headers(), HeaderNames.CONTENT_TYPE);
        boolean form = contentType != null && contentType.startsWith("application/x-www-form-urlencoded");
        if (form || request.query().contains("Action")) {
            Answers.queryError(
                    response,
                    requestId,
                    new SqsFault(
                            SqsError.UNSUPPORTED_OPERATION,
                            "The Query protocol (Action=... with XML answers) is not served yet. Use a client that speaks"
                                    + " AWS JSON 1.0: AWS CLI 2.13.28, botocore 1.31.81, AWS SDK for Java 2.21.19 or later."));
        } else {
            Answers.noAction(response, requestId);
        }
    }

    private static @Nullable String first(ServerRequestHeaders headers, HeaderName name) {
        return headers.contains(name) ? headers.get(name).get() : null;
    }
}
