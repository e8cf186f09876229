package dev.skidway.gateway.sqs;

import dev.skidway.queues.QueueName;
import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * The older Query protocol: parameters in a query string or a form, answers as XML, at {@code /} or at the address of a queue.
 *
 * <p>A web page of a stranger can send such requests as links, images and plain forms. Browsers say where a request comes from; one that
 * does not is refused.
 */
final class QueryFormat implements WireFormat {

    private static final Header XML = HeaderValues.createCached("Content-Type", "text/xml");
    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final byte[] NO_ACTION = "<UnknownOperationException/>\n".getBytes(StandardCharsets.US_ASCII);

    private final QueueUrls urls;
    private final int entriesMax;
    private final Scratch.Pool scratches = new Scratch.Pool(XmlWriter::new);

    QueryFormat(QueueUrls urls, int entriesMax) {
        this.urls = urls;
        this.entriesMax = entriesMax;
    }

    @Override
    public void admit(ServerRequest request) {
        Method method = request.prologue().method();
        if (!method.equals(Method.POST) && !method.equals(Method.GET)) {
            throw noAction();
        }
        String agent = Headers.first(request, HeaderNames.USER_AGENT);
        String site = Headers.first(request, FETCH_SITE);
        boolean ownPage = site != null
                ? site.equals("none") || site.equals("same-origin")
                : request.headers().contains(HeaderNames.ORIGIN);
        // Every browser begins its name like this. An Origin has been compared with the port already.
        if (agent != null && agent.startsWith("Mozilla/") && !ownPage) {
            throw new SqsFault(
                    SqsError.ACCESS_DENIED,
                    "Refused: a browser must say that the request comes from this port (Sec-Fetch-Site, Origin).");
        }
    }

    @Override
    public Asked read(ServerRequest request, byte[] body) {
        FormReader form = new FormReader(entriesMax);
        form.read(request.prologue().query().rawValue().getBytes(StandardCharsets.UTF_8));
        if (body.length > 0) {
            String contentType = Headers.first(request, HeaderNames.CONTENT_TYPE);
            boolean named = form.parameters().containsKey("Action");
            if (contentType != null && contentType.startsWith(FORM)) {
                form.read(body);
            } else if (named) {
                throw new SqsFault(SqsError.SERIALIZATION, "The Content-Type of a body must be " + FORM + ".");
            }
        }
        Map<String, String> parameters = form.parameters();
        String action = parameters.get("Action");
        if (action == null) {
            throw noAction();
        }
        String path = request.path().rawPath();
        QueueName queue = urls.path(path);
        if (queue == null && !path.equals("/")) {
            throw new SqsFault(
                    SqsError.INVALID_ADDRESS, "The address " + Shown.text(path) + " is not valid for this endpoint.");
        }
        Actions.Row row = Actions.byParameter(action, queue != null);
        String principal = SigV4Header.principal(Headers.first(request, HeaderNames.AUTHORIZATION), parameters);
        return new Asked(row, QueryNames.tree(parameters), principal, queue);
    }

    @Override
    public Scratch.Pool scratches() {
        return scratches;
    }

    @Override
    public void reply(ServerResponse response, String requestId, WireWriter reply) {
        Headers.answer(response, requestId, XML);
        response.send(reply.bytes(), 0, reply.length());
    }

    @Override
    public void error(ServerResponse response, String requestId, SqsFault fault) {
        Headers.answer(response, requestId, XML);
        SqsError error = fault.error();
        response.status(error.status());
        if (error == SqsError.NO_ACTION) {
            response.send(NO_ACTION);
            return;
        }
        XmlWriter xml = new XmlWriter();
        boolean noQueue = error == SqsError.QUEUE_DOES_NOT_EXIST && fault.text().endsWith("does not exist.");
        String text = noQueue
                ? fault.text().substring(0, fault.text().length() - 1) + " for this wsdl version."
                : fault.text();
        xml.error(error, text, requestId);
        response.send(xml.bytes(), 0, xml.length());
    }

    private static SqsFault noAction() {
        return new SqsFault(SqsError.NO_ACTION, "The request names no action.");
    }
}
