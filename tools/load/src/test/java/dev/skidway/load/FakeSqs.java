package dev.skidway.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A small SQS server in memory that can be told to lie. */
final class FakeSqs implements AutoCloseable {

    /** What it does wrong. */
    enum Fault {
        NONE,
        LOSES_ONE_MESSAGE,
        DELIVERS_ONE_TWICE,
        ALTERS_ONE_BODY,
        REFUSES_EVERYTHING,
        HANGS_UP_ONCE,
        REFUSES_ONE_ENTRY,
        COUNTS_NO_FORCES
    }

    final AtomicInteger requests = new AtomicInteger();
    final List<String> groups = java.util.Collections.synchronizedList(new ArrayList<>());

    private static final JsonFactory JSON = new JsonFactory();
    private final Fault fault;
    private final HttpServer server;
    final Map<String, BlockingQueue<String>> queues = new ConcurrentHashMap<>();
    final Set<String> deduplicationIds = ConcurrentHashMap.newKeySet();
    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger handles = new AtomicInteger();

    FakeSqs(Fault fault) throws IOException {
        this.fault = fault;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::sqs);
        server.createContext("/metrics", this::metrics);
        server.start();
    }

    String hostAndPort() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    Target target() {
        InetSocketAddress address = Target.parse("--target", hostAndPort());
        return new Target(address, address);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void sqs(HttpExchange exchange) throws IOException {
        int request = requests.incrementAndGet();
        String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String action = target.substring(target.indexOf('.') + 1);
        if (fault == Fault.HANGS_UP_ONCE && request == 5) {
            exchange.close();
            return;
        }
        if (fault == Fault.REFUSES_EVERYTHING && !action.contains("Queue")) {
            answer(exchange, 500, "{\"__type\":\"InternalFailure\"}");
            return;
        }
        answer(
                exchange,
                200,
                switch (action) {
                    case "CreateQueue" ->
                        "{\"QueueUrl\":\"http://" + hostAndPort() + "/000000000000/"
                                + fields(body, "QueueName").getFirst() + "\"}";
                    case "DeleteQueue" -> "{}";
                    case "SendMessage" -> send(queue(body), fields(body, "MessageBody"));
                    case "SendMessageBatch" -> sendBatch(body);
                    case "ReceiveMessage" ->
                        receive(
                                queue(body),
                                Integer.parseInt(
                                        fields(body, "MaxNumberOfMessages").getFirst()));
                    case "DeleteMessage" -> "{}";
                    case "DeleteMessageBatch" -> successful(fields(body, "Id"));
                    default -> throw new IOException("not faked: " + action);
                });
    }

    private String sendBatch(String body) throws IOException {
        groups.addAll(fields(body, "MessageGroupId"));
        deduplicationIds.addAll(fields(body, "MessageDeduplicationId"));
        List<String> bodies = new ArrayList<>(fields(body, "MessageBody"));
        List<String> ids = new ArrayList<>(fields(body, "Id"));
        String failed = "";
        if (fault == Fault.REFUSES_ONE_ENTRY && sent.get() == 0) {
            bodies.removeFirst();
            failed = "\"Failed\":[{\"Id\":\"" + ids.removeFirst() + "\",\"SenderFault\":false,\"Code\":\"x\"}],";
        }
        send(queue(body), bodies);
        return "{" + failed + successful(ids).substring(1);
    }

    private String send(BlockingQueue<String> messages, List<String> bodies) {
        for (String body : bodies) {
            int number = sent.incrementAndGet();
            if (number == 3 && fault == Fault.LOSES_ONE_MESSAGE) {
                continue;
            }
            if (number == 3 && fault == Fault.DELIVERS_ONE_TWICE) {
                messages.add(body);
            }
            messages.add(number == 3 && fault == Fault.ALTERS_ONE_BODY ? body.substring(0, 40) + "!" : body);
        }
        return "{\"MessageId\":\"m\"}";
    }

    private String receive(BlockingQueue<String> messages, int countMax) throws IOException {
        StringBuilder entries = new StringBuilder();
        try {
            String next = messages.poll(100, TimeUnit.MILLISECONDS);
            for (int count = 1; next != null; count++) {
                entries.append(entries.isEmpty() ? "" : ",")
                        .append("{ \"ReceiptHandle\" : \"h\\\"")
                        .append(handles.incrementAndGet())
                        .append("\", \"Attributes\":{\"Body\":\"not this\"}, \"Body\":\"")
                        .append(next)
                        .append("\"}");
                next = count < countMax ? messages.poll() : null;
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
        return entries.isEmpty() ? "{}" : "{\"Messages\":[" + entries + "]}";
    }

    private BlockingQueue<String> queue(String body) throws IOException {
        String url = fields(body, "QueueUrl").getFirst();
        return queues.computeIfAbsent(url.substring(url.lastIndexOf('/') + 1), name -> new LinkedBlockingQueue<>());
    }

    private static String successful(List<String> ids) {
        List<String> entries = ids.stream().map(id -> "{\"Id\":\"" + id + "\"}").toList();
        return "{\"Successful\":[" + String.join(",", entries) + "]}";
    }

    private static List<String> fields(String body, String name) throws IOException {
        List<String> values = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(body)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue() && name.equals(parser.currentName())) {
                    values.add(parser.getText());
                }
            }
        }
        return values;
    }

    private void metrics(HttpExchange exchange) throws IOException {
        int forces = fault == Fault.COUNTS_NO_FORCES ? 0 : requests.get();
        answer(exchange, 200, """
                # HELP process_cpu_seconds_total Processor time.
                process_cpu_seconds_total %d.5
                process_resident_memory_bytes 1.048576E8
                skidway_journal_force_seconds_bucket{le="0.001"} 0
                skidway_journal_force_seconds_bucket{le="0.002"} %d
                skidway_journal_force_seconds_bucket{le="+Inf"} %d
                skidway_journal_force_seconds_count %d
                skidway_journal_written_bytes_total %d
                """.formatted(requests.get(), forces, forces, forces, requests.get() * 1000));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }
}
