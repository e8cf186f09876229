package dev.skidway.gateway.sqs;

import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.node.QueueService;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.DirectHandlers;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import java.time.Duration;
import java.util.Arrays;

/** The SQS port: AWS JSON 1.0 and the older Query protocol over HTTP/1.1, one virtual thread per connection. */
public final class SqsGateway {

    private static final int HEADER_BYTES_MAX = 16 * 1024;

    /** Bodies between the gateway's limit and this many times it are read and refused politely; longer ones cut the connection. */
    private static final long POLITE_FACTOR = 2;

    private final WebServer server;
    private final ConnectionWatch watch;

    private SqsGateway(WebServer server, ConnectionWatch watch) {
        this.server = server;
        this.watch = watch;
    }

    /**
     * Opens the port and serves.
     *
     * @throws SkidwayException with severity REFUSE_START when the port cannot be opened
     */
    public static SqsGateway start(QueueService service, SqsGatewayConfig config) {
        ConnectionWatch watch = new ConnectionWatch(config);
        Call.Gateway shared =
                new Call.Gateway(service, new QueueUrls(config.account()), config.region(), config.limits());
        Endpoint endpoint = new Endpoint(shared, config, watch);
        Http1ConnectionSelector http1 = Http1ConnectionSelector.builder()
                .config(Http1Config.builder()
                        .maxHeadersSize(HEADER_BYTES_MAX)
                        .continueImmediately(true)
                        .buildPrototype())
                .build();
        WebServer server = WebServer.builder()
                .host(config.host())
                .port(config.port())
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .addConnectionSelector(new WatchedConnections(http1, watch))
                .useNio(false)
                .maxTcpConnections(config.connectionsMax())
                .maxPayloadSize(POLITE_FACTOR * config.requestBytesMax())
                .connectionOptions(socket -> socket.readTimeout(Duration.ZERO).tcpNoDelay(true))
                .idleConnectionTimeout(Duration.ofDays(1))
                .directHandlers(plainErrors())
                .routing(HttpRouting.builder().any(endpoint))
                .build();
        server.start();
        // The web server logs why it could not listen, and only then says so.
        if (!server.isRunning()) {
            throw new SkidwayException(
                    GatewayError.PORT_UNAVAILABLE,
                    Severity.REFUSE_START,
                    "the SQS port " + config.host() + ":" + config.port()
                            + " cannot be opened; stop what uses it or choose another with --sqs-port");
        }
        watch.start();
        return new SqsGateway(server, watch);
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Connections open now. */
    public int connections() {
        return watch.open();
    }

    /** Stops listening, lets requests that are under way finish for a short while, closes every connection. */
    public void stop() {
        server.stop();
        watch.stop();
    }

    /** What the web server itself answers before a request reaches us, in our form. */
    private static DirectHandlers plainErrors() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (DirectHandler.EventType type : DirectHandler.EventType.values()) {
            handlers.addHandler(type, SqsGateway::plainError);
        }
        return handlers.build();
    }

    private static DirectHandler.TransportResponse plainError(
            DirectHandler.TransportRequest request,
            DirectHandler.EventType type,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        SqsError error = status.code() == SqsError.TOO_LARGE.status()
                ? SqsError.TOO_LARGE
                : status.code() >= 500 ? SqsError.INTERNAL_FAILURE : SqsError.SERIALIZATION;
        JsonWriter json = JsonFormat.body(error, "The request is not HTTP that can be served: " + status.text() + ".");
        headers.set(HeaderNames.CONTENT_TYPE, "application/x-amz-json-1.0");
        return DirectHandler.TransportResponse.builder()
                .status(status)
                .headers(headers)
                .keepAlive(false)
                .entity(Arrays.copyOf(json.bytes(), json.length()))
                .build();
    }
}
