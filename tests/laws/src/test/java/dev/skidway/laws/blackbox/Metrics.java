package dev.skidway.laws.blackbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Reads the metrics page, so that a test can wait for what the server says of itself. */
final class Metrics {

    private static final long NANOS_MAX = 30_000_000_000L;

    private final URI page;

    Metrics(int httpPort) {
        page = URI.create("http://127.0.0.1:" + httpPort + "/metrics");
    }

    /** Asks again and again until the sum of {@code name} over its labels is at least {@code value}. */
    void await(String name, double value) {
        long beganAtNanos = System.nanoTime();
        while (sum(name) < value) {
            if (System.nanoTime() - beganAtNanos > NANOS_MAX) {
                throw new AssertionError(name + " never reached " + value + "\n" + text());
            }
        }
    }

    double sum(String name) {
        return text().lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    String text() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
