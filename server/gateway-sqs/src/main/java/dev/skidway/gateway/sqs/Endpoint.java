package dev.skidway.gateway.sqs;

import dev.skidway.base.Invariant;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.engine.Outcome;
import dev.skidway.node.QueueService.VisibilityEntry;
import dev.skidway.node.web.WebSafety;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.RequestException;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectTransportRequest;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;

/** The one HTTP handler: checks who asks, reads the body, runs the action, writes the answer. */
final class Endpoint implements Handler {

    private static final Logger LOG = LoggerFactory.getLogger(Endpoint.class);
    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final String REQUEST_ID = "request_id";
    private static final byte[] NOTHING = {};

    private final Call.Gateway gateway;
    private final WebSafety safety;
    private final WireFormat json;
    private final WireFormat query;
    private final BodyReader bodies;
    private final ConnectionWatch watch;
    private final RequestIds ids = new RequestIds();

    Endpoint(Call.Gateway gateway, SqsGatewayConfig config, ConnectionWatch watch) {
        this.gateway = gateway;
        this.watch = watch;
        safety = new WebSafety(config.hostNames());
        json = new JsonFormat(
                gateway.urls(), config.requestBytesMax(), config.limits().entriesMax());
        query = new QueryFormat(gateway.urls(), config.limits().entriesMax());
        bodies = new BodyReader(config.requestBytesMax(), config.bodyBytesInFlightMax());
    }

    @Override
    public void handle(ServerRequest request, ServerResponse response) {
        String requestId = ids.next();
        ClientConnection connection = watch.current();
        if (request.headers().containsToken(HeaderValues.CONNECTION_CLOSE)) {
            connection.last();
        }
        WireFormat format = isJson(request) ? json : query;
        try {
            refuseStrangers(request);
            format.admit(request);
            serve(format, request, response, requestId, connection);
        } catch (SqsFault fault) {
            connection.answering();
            format.error(response, requestId, fault);
        }
        connection.answered();
    }

    /** Whatever does not say so is taken for the Query protocol, which answers as AWS does if it is neither. */
    private static boolean isJson(ServerRequest request) {
        return request.headers().contains(JsonFormat.TARGET)
                && request.prologue().method().equals(Method.POST);
    }

    private void refuseStrangers(ServerRequest request) {
        String refusal = safety.refusal(
                Headers.first(request, HeaderNames.HOST),
                Headers.first(request, HeaderNames.ORIGIN),
                Headers.first(request, FETCH_SITE));
        if (refusal != null) {
            throw new SqsFault(SqsError.ACCESS_DENIED, "Refused: " + refusal + ".");
        }
    }

    private void serve(
            WireFormat format,
            ServerRequest request,
            ServerResponse response,
            String requestId,
            ClientConnection connection) {
        BodyReader.Body body = body(request);
        try {
            connection.working();
            WireFormat.Asked asked = format.read(request, body.bytes());
            Call call = new Call(gateway, format, asked, requestId, request.authority(), connection);
            try {
                run(asked.action(), call);
                deliver(format, call, response, requestId, connection);
            } finally {
                call.discard();
            }
        } finally {
            bodies.release(body.reserved());
        }
    }

    private static void run(Actions.Row action, Call call) {
        try {
            action.code().handle(call);
        } catch (SkidwayException e) {
            log(e, action, call.origin().requestId());
            throw ErrorMap.fault(e);
        }
    }

    /** What ends only this request is told nowhere else. The rest meets many at once: it is counted, and its cause logged once. */
    private static void log(SkidwayException failure, Actions.Row action, String requestId) {
        Level level = failure.severity() == Severity.FAIL_REQUEST ? Level.WARN : Level.DEBUG;
        log(level, action.name() + " failed: " + failure.getMessage(), requestId);
    }

    private static void log(Level level, String text, String requestId) {
        MDC.put(REQUEST_ID, requestId);
        LOG.atLevel(level).log(text);
        MDC.remove(REQUEST_ID);
    }

    private void deliver(
            WireFormat format, Call call, ServerResponse response, String requestId, ClientConnection connection) {
        Call.Delivery delivery = call.delivery();
        boolean delivered = false;
        try {
            if (delivery == null || !connection.gone()) {
                WireWriter reply = call.finish();
                connection.answering();
                format.reply(response, requestId, reply);
                delivered = true;
            } else {
                response.send();
            }
        } finally {
            if (delivery != null && !delivered) {
                giveBack(delivery, requestId);
            }
        }
    }

    /** Makes messages visible again whose receiver cannot be told about them. */
    private void giveBack(Call.Delivery delivery, String requestId) {
        List<VisibilityEntry> changes = delivery.receiptHandles().stream()
                .map(handle -> new VisibilityEntry(handle, 0))
                .toList();
        try {
            if (gateway.service().changeVisibility(delivery.queue(), changes) instanceof Outcome.Refused<?> refused) {
                log(
                        Level.DEBUG,
                        "a lost receiver's messages could not be given back: " + refused.rejection(),
                        requestId);
            }
        } catch (SkidwayException e) {
            // They come back by themselves after their visibility timeout.
            log(
                    Level.WARN,
                    "a lost receiver's messages wait for their visibility timeout: " + e.getMessage(),
                    requestId);
        }
    }

    private BodyReader.Body body(ServerRequest request) {
        if (!request.prologue().method().equals(Method.POST)) {
            return new BodyReader.Body(NOTHING, 0);
        }
        try {
            InputStream source = request.content().inputStream();
            BodyReader.Body body =
                    bodies.read(source, request.headers().contentLength().orElse(-1));
            // The end of the stream tells the web server that nothing is left to skip.
            Invariant.check(source.read() < 0, "a request body goes on after its declared end");
            return body;
        } catch (IOException e) {
            throw new SqsFault(SqsError.SERIALIZATION, "The request body could not be read to its end.");
        } catch (NumberFormatException e) {
            // The web server's way to say that the size of a chunk is no number: where the body ends is unknown.
            throw RequestException.builder()
                    .type(DirectHandler.EventType.BAD_REQUEST)
                    .status(Status.BAD_REQUEST_400)
                    .message("the size of a chunk is not a number")
                    .request(DirectTransportRequest.create(request.prologue(), request.headers()))
                    .setKeepAlive(false)
                    .build();
        }
    }
}
