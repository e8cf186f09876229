package dev.skidway.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an import sends, and what it says when it cannot go on; the server is a few prepared answers. */
@Timeout(60)
class ImportTest {

    private static final String GONE = "(the connection breaks)";

    @TempDir
    Path temp;

    private final Deque<String> answers = new ArrayDeque<>();
    private final List<String> asked = new ArrayList<>();
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (exchange.getRequestHeaders().getFirst("X-Amz-Target").endsWith("GetQueueAttributes")) {
            respond(exchange, 200, "{}");
            return;
        }
        asked.add(request);
        String prepared = answers.isEmpty() ? allOf(request) : answers.removeFirst();
        if (prepared.equals(GONE)) {
            exchange.close();
        } else {
            int status = Integer.parseInt(prepared.substring(0, 3));
            respond(exchange, status, prepared.substring(3));
        }
    }

    private static void respond(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String allOf(String request) {
        int count = request.split("\"Id\"", -1).length - 1;
        return "200{\"Successful\":[" + "{},".repeat(Math.max(0, count - 1)) + "{}]}";
    }

    private Path file(String queue, int messages, String fields) throws IOException {
        StringBuilder lines = new StringBuilder("{\"skidway_export\":1,\"queue\":\"" + queue + "\"}\n");
        for (int i = 0; i < messages; i++) {
            lines.append("{\"body\":\"b").append(i).append("\"").append(fields).append("}\n");
        }
        return Files.writeString(
                temp.resolve("lines.ndjson"), lines + "{\"end\":true,\"messages\":" + messages + "}\n");
    }

    private int run(String queue, Path file, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--queue", queue, "--target", "127.0.0.1:" + server.getAddress().getPort(), file.toString()));
        arguments.addAll(List.of(more));
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return ImportMain.execute(out, out, arguments.toArray(String[]::new));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    @Test
    void sendsTenAtATimeAndWaitsWhileItIsTurnedAway() throws IOException {
        answers.add("400{\"__type\":\"RequestThrottled\"}");
        answers.add("503busy");

        assertThat(run("orders", file("orders", 25, ""))).as(said()).isZero();

        assertThat(asked).hasSize(5);
        assertThat(asked.get(2))
                .isEqualTo(asked.getFirst())
                .contains("line-2", "line-11")
                .doesNotContain("line-12");
        assertThat(said()).contains("25 of 25 messages");
    }

    @Test
    void saysWhichLinesNobodyKnowsOfAndGoesOnFromThere() throws IOException {
        Path file = file("orders", 25, "");
        Path json = temp.resolve("report.json");
        answers.add(allOf("\"Id\"".repeat(10)));
        answers.add(GONE);
        answers.add(GONE);

        assertThat(run("orders", file, "--json", json.toString())).isEqualTo(4);

        assertThat(said())
                .contains("SK-CLI-010", "10 of 25 messages", "Lines 12 to 21 may be", "Go on with --from-line 12");
        assertThat(Files.readString(json))
                .contains("\"imported\" : 10", "\"unknown_from_line\" : 12", "\"next_line\" : 12");
        answers.clear();
        asked.clear();
        assertThat(run("orders", file, "--from-line", "12")).isZero();
        assertThat(asked.getFirst()).contains("line-12").doesNotContain("line-11");
        assertThat(said()).contains("15 of 25 messages", "from line 12");
    }

    @Test
    void saysWhichLinesWereRefused() throws IOException {
        answers.add(
                "200{\"Successful\":[{}],\"Failed\":[{\"Id\":\"line-3\",\"Code\":\"TooLarge\",\"Message\":\"no\"}]}");
        Path file = Files.writeString(temp.resolve("lines.ndjson"), """
                {"skidway_export":1}
                {"body":"a"}
                {"body":"b"}
                {"body_base64":"AP8="}
                {"damaged":true}
                {"state":"ready"}
                {"end":true,"messages":5}
                """);

        assertThat(run("orders", file)).isEqualTo(4);

        assertThat(said())
                .contains("line 3 was not imported: TooLarge", "line 4", "no text", "line 5", "damaged", "line 6")
                .contains("1 of 5 messages");
    }

    @Test
    void stopsAFifoQueueAtAMessageThatIsRefused() throws IOException {
        answers.add("200{\"Successful\":[],\"Failed\":[{\"Id\":\"line-2\",\"Code\":\"X\",\"Message\":\"y\"}]}");

        assertThat(run("line.fifo", file("line.fifo", 15, ",\"group\":\"g\""))).isEqualTo(4);

        assertThat(asked).hasSize(1);
        assertThat(said()).contains("Go on with --from-line 12");
    }

    @Test
    void tellsIdsApartThatComeTwiceInAFile() throws IOException {
        assertThat(run("line.fifo", file("line.fifo", 2, ",\"group\":\"g\",\"deduplication_id\":\"same\"")))
                .isZero();

        assertThat(asked.getFirst()).contains("\"same\"", "\"same-line-3\"");
    }

    @Test
    void saysWhatTheServerAnswered() throws IOException {
        answers.add("400{\"__type\":\"AccessDenied\"}");

        assertThat(run("orders", file("orders", 12, ""))).isEqualTo(4);

        assertThat(said()).contains("AccessDenied", "0 of 12", "--from-line 2");
    }

    @Test
    void sendsNothingOfAFileThatIsNotWhole() throws IOException {
        String head = "{\"skidway_export\":1}\n";
        for (String text : List.of(
                "",
                "hello",
                "{\"skidway_export\":9}\n",
                head,
                head + "{\"body\":\"a\"}\n",
                head + "{\"body\":\"a\"\n{\"end\":true,\"messages\":1}\n",
                head + "{\"end\":true,\"messages\":1}\n")) {
            Path file = Files.writeString(temp.resolve("lines.ndjson"), text);

            assertThat(run("orders", file)).as(text).isEqualTo(3);
        }
        assertThat(asked).isEmpty();
        assertThat(said()).contains("SK-CLI-009", "line 2", "nothing was imported");
        assertThat(run("orders", temp.resolve("missing"))).isEqualTo(4);
    }
}
