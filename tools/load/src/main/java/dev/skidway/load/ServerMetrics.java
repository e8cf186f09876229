package dev.skidway.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** One reading of a server's {@code /metrics} page in Prometheus' text format. */
final class ServerMetrics {

    private static final int TIMEOUT_MILLIS = 5_000;

    private final Map<String, Double> samples;

    private ServerMetrics(Map<String, Double> samples) {
        this.samples = samples;
    }

    static ServerMetrics read(InetSocketAddress address) throws IOException {
        URI page = URI.create("http://" + address.getHostString() + ":" + address.getPort() + "/metrics");
        HttpURLConnection connection = (HttpURLConnection) page.toURL().openConnection();
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        try (var reader =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            return parse(reader);
        }
    }

    static ServerMetrics parse(BufferedReader text) throws IOException {
        Map<String, Double> samples = new LinkedHashMap<>();
        for (String line = text.readLine(); line != null; line = text.readLine()) {
            int space = line.lastIndexOf(' ');
            if (!line.startsWith("#") && space > 0) {
                samples.put(line.substring(0, space), number(line.substring(space + 1)));
            }
        }
        return new ServerMetrics(samples);
    }

    /** The sum of a metric over all its labels; empty when the page does not have it. */
    OptionalDouble sum(String name) {
        double sum = 0;
        boolean found = false;
        for (var sample : samples.entrySet()) {
            String key = sample.getKey();
            if (key.equals(name) || key.startsWith(name + "{")) {
                sum += sample.getValue();
                found = true;
            }
        }
        return found ? OptionalDouble.of(sum) : OptionalDouble.empty();
    }

    /** A histogram's buckets: upper bound to the count of values up to it. */
    NavigableMap<Double, Double> buckets(String name) {
        TreeMap<Double, Double> buckets = new TreeMap<>();
        String prefix = name + "_bucket{";
        for (var sample : samples.entrySet()) {
            String key = sample.getKey();
            int bound = key.indexOf("le=\"");
            if (key.startsWith(prefix) && bound > 0) {
                String text = key.substring(bound + 4, key.indexOf('"', bound + 4));
                buckets.merge(number(text), sample.getValue(), Double::sum);
            }
        }
        return buckets;
    }

    private static double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
