package dev.skidway.examples.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;

/** A receiver of webhooks on this machine that answers 503 some of the time, in an order its seed decides. */
final class FlakyEndpoint implements AutoCloseable {

    private static final int DELIVERED = 204;
    private static final int UNAVAILABLE = 503;

    private final HttpServer server;
    private final double failureShare;
    private final SplittableRandom random;
    private final List<Webhook> delivered = new ArrayList<>();
    private int refused;

    /** Fails that share of all requests, from 0 to below 1. */
    FlakyEndpoint(double failureShare, long seed) throws IOException {
        this.failureShare = failureShare;
        random = new SplittableRandom(seed);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/webhook", this::handle);
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/webhook");
    }

    /** Everything it accepted, in the order it did. */
    synchronized List<Webhook> delivered() {
        return List.copyOf(delivered);
    }

    synchronized int refusedCount() {
        return refused;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String event = exchange.getRequestHeaders().getFirst("X-GitHub-Event");
            String payload = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(accept(new Webhook(event, payload)) ? DELIVERED : UNAVAILABLE, -1);
        }
    }

    private synchronized boolean accept(Webhook webhook) {
        if (random.nextDouble() < failureShare) {
            refused++;
            return false;
        }
        delivered.add(webhook);
        return true;
    }
}
