package dev.skidway.app.admin;

import dev.skidway.node.web.WebSafety;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.FilterChain;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.RoutingRequest;
import io.helidon.webserver.http.RoutingResponse;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http1.Http1ConnectionSelector;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The HTTP port for people and machines that look after the server: health, metrics, status page, messages, backups. */
public final class AdminServer implements AutoCloseable {

    private static final int CONNECTIONS_MAX = 256;
    private static final Duration IDLE_MAX = Duration.ofSeconds(60);
    private static final HeaderName FETCH_SITE = HeaderNames.create("Sec-Fetch-Site");
    private static final HeaderName NOSNIFF = HeaderNames.create(WebSafety.NOSNIFF_NAME);
    private static final HeaderName POLICY = HeaderNames.create(WebSafety.POLICY_NAME);

    /** What the port shows; the suppliers are asked on each request and may be called while the server starts. */
    public record Sources(
            Supplier<Readiness.Stage> stage,
            Supplier<dev.skidway.app.admin.Status> status,
            Supplier<MetricSnapshots> metrics,
            MessageSource messages,
            BackupSource backups) {}

    private final Sources sources;
    private final @Nullable ClockMover clock;
    private final WebSafety safety;
    private final WebServer server;

    private AdminServer(String host, int port, List<String> allowedHosts, Sources sources, @Nullable ClockMover clock) {
        this.sources = sources;
        this.clock = clock;
        this.safety = new WebSafety(allowedHosts);
        this.server = WebServer.builder()
                .host(host)
                .port(port)
                .shutdownHook(false)
                .featuresDiscoverServices(false)
                .protocolsDiscoverServices(false)
                .useNio(false)
                .addConnectionSelector(Http1ConnectionSelector.builder()
                        .config(Http1Config.create())
                        .build())
                .maxTcpConnections(CONNECTIONS_MAX)
                .idleConnectionTimeout(IDLE_MAX)
                .routing(this::route)
                .build();
    }

    /**
     * Listens.
     *
     * @param port 0 for any free one
     * @param allowedHosts names besides loopback that the Host header may carry
     * @param clock moves the clock of a server that was started for tests; null for every other server
     * @throws BindException when the port cannot be had
     */
    public static AdminServer start(
            String host, int port, List<String> allowedHosts, Sources sources, @Nullable ClockMover clock)
            throws BindException {
        AdminServer admin = new AdminServer(host, port, allowedHosts, sources, clock);
        admin.server.start();
        // The web server logs why it cannot listen, and returns as if it did.
        if (!admin.server.isRunning()) {
            throw new BindException("cannot listen on " + host + ":" + port);
        }
        return admin;
    }

    public int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.stop();
    }

    private void route(HttpRouting.Builder routing) {
        new BackupPath(sources.backups()).route(routing);
        if (clock != null) {
            new ClockPath(clock).route(routing);
        }
        routing.addFilter(this::guard)
                .get("/health/live", (request, response) -> text(response, Status.OK_200, "live\n"))
                .get("/health/ready", this::ready)
                .get("/metrics", this::metrics)
                .get("/api/status", this::statusJson)
                .get(MessagesPath.PATH, new MessagesPath(sources.messages())::handle)
                .get("/", this::page)
                .get("/style.css", (request, response) -> file(response, "style.css", "text/css; charset=utf-8"))
                .get(
                        "/refresh.js",
                        (request, response) -> file(response, "refresh.js", "text/javascript; charset=utf-8"))
                .get("/icon.svg", (request, response) -> file(response, "icon.svg", "image/svg+xml"));
    }

    private void guard(FilterChain chain, RoutingRequest request, RoutingResponse response) {
        response.header(NOSNIFF, WebSafety.NOSNIFF_VALUE);
        response.header(HeaderNames.CACHE_CONTROL, "no-store");
        String refusal = safety.refusal(
                request.headers().first(HeaderNames.HOST).orElse(null),
                request.headers().first(HeaderNames.ORIGIN).orElse(null),
                request.headers().first(FETCH_SITE).orElse(null));
        if (refusal != null) {
            text(response, Status.FORBIDDEN_403, "Refused: " + refusal + "\n");
        } else {
            chain.proceed();
        }
    }

    private void ready(ServerRequest request, ServerResponse response) {
        Readiness.Stage stage = sources.stage().get();
        if (stage.phase() == Readiness.Phase.READY) {
            text(response, Status.OK_200, stage.reason().isEmpty() ? "ready\n" : "ready: " + stage.reason() + "\n");
        } else {
            text(
                    response,
                    Status.SERVICE_UNAVAILABLE_503,
                    stage.phase().name().toLowerCase(java.util.Locale.ROOT) + ": " + stage.reason() + "\n");
        }
    }

    private void metrics(ServerRequest request, ServerResponse response) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream(16_384);
        PrometheusTextFormatWriter.create().write(text, sources.metrics().get());
        send(response, PrometheusTextFormatWriter.CONTENT_TYPE, text.toByteArray());
    }

    private void statusJson(ServerRequest request, ServerResponse response) throws IOException {
        send(response, "application/json", bytes(StatusJson.of(sources.status().get())));
    }

    private void page(ServerRequest request, ServerResponse response) {
        response.header(POLICY, WebSafety.POLICY_PAGE);
        response.header(HeaderNames.CONTENT_TYPE, "text/html; charset=utf-8");
        response.send(bytes(StatusPage.of(sources.status().get())));
    }

    private static void file(ServerResponse response, String name, String type) {
        try (InputStream source = AdminServer.class.getResourceAsStream(name)) {
            if (source == null) {
                throw new IllegalStateException("The program lacks its own file " + name);
            }
            send(response, type, source.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + name + " from the program's own files", e);
        }
    }

    private static void text(ServerResponse response, Status status, String text) {
        response.status(status);
        send(response, "text/plain; charset=utf-8", bytes(text));
    }

    private static void send(ServerResponse response, String type, byte[] body) {
        response.header(POLICY, WebSafety.POLICY_DATA);
        response.header(HeaderNames.CONTENT_TYPE, type);
        response.send(body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
