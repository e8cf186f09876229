package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.testkit.conformance.Client;
import dev.skidway.testkit.conformance.Speaks;
import dev.skidway.testkit.conformance.Trap;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Speaks(Client.HTTP_QUERY)
class QueryBadInputTest {

    private static final String AT_QUEUE = "/000000000000/q";

    private final QueuesInMemory queues = new QueuesInMemory();
    private final Wire wire = new Wire(queues);

    @BeforeEach
    void createQueue() {
        wire.call("CreateQueue", "{\"QueueName\":\"q\"}");
        queues.commands.clear();
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MessageBody=%",
                "MessageBody=%4",
                "MessageBody=%zz",
                "MessageBody=%ff",
                "MessageBody=%ed%a0%80",
                "MessageBody=%c3",
                "MessageBody=x&MessageBody=x",
                "=x",
                "MessageBody=x&DelaySeconds=",
                "MessageBody=x&DelaySeconds=1.5",
                "MessageBody=x&DelaySeconds=-",
                "MessageBody=x&DelaySeconds=9999999999999999999",
                "MessageBody=x&MessageAttribute=a",
                "MessageBody=x&MessageAttribute.1=a",
                "MessageBody=x&MessageAttribute.1.Name=a&MessageAttribute.1.Value=b",
                "MessageBody=x&MessageAttribute.1.Name=a&MessageAttribute.x.Name=b",
                "MessageBody=x&MessageAttribute.1.Name.x=a&MessageAttribute.1.Value.DataType=String",
                "MessageBody=x&MessageAttribute.1.Name=a&MessageAttribute.1.Value.DataType=String"
                        + "&MessageAttribute.2.Name=a&MessageAttribute.2.Value.DataType=String",
                "MessageBody=x&MessageBody.1=y",
                "MessageBody.1=y&MessageBody=x",
                "MessageBody=x&a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a=1",
            })
    void refusesWhatDoesNotFit(String form) {
        HttpResponse<String> answer = wire.form(AT_QUEUE, "Action=SendMessage&" + form);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Type>Sender</Type><Code>MalformedInput</Code>");
        assertThat(queues.commands).isEmpty();
    }

    @Test
    void boundsNamesAndCounts() {
        StringBuilder parameters = new StringBuilder("Action=SendMessage&MessageBody=x");
        for (int i = 0; i < 10_000; i++) {
            parameters.append("&p").append(i).append('=');
        }

        for (String form :
                new String[] {parameters.toString(), "Action=SendMessage&MessageBody=x&" + "n".repeat(2000) + "=1"}) {
            assertThat(wire.form(AT_QUEUE, form).body()).contains("<Code>MalformedInput</Code>");
        }
        assertThat(queues.commands).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Action=SendMessage|MissingParameter|The request must contain the parameter MessageBody.",
                "Action=SendMessage&MessageBody=|MissingParameter|The request must contain the parameter MessageBody.",
                "Action=SendMessage&MessageBody=%00|InvalidMessageContents|Invalid binary character",
                "Action=SendMessage&MessageBody=x&DelaySeconds=901|InvalidParameterValue|Value 901 for parameter DelaySeconds",
                "Action=SendMessage&MessageBody=x&MessageAttribute.1.Name=a|MissingParameter|MessageAttribute.1.Value",
                "Action=SendMessage&MessageBody=x&MessageAttribute.1.Value.DataType=a|MissingParameter|MessageAttribute.1.Name",
                "Action=SendMessage&MessageBody=x&MessageAttribute.1.Name=a&MessageAttribute.1.Value.DataType=String"
                        + "&MessageAttribute.1.Value.StringListValue.1=x|AWS.SimpleQueueService.UnsupportedOperation|list values",
                "Action=ReceiveMessage&WaitTimeSeconds=21|InvalidParameterValue|Value 21 for parameter WaitTimeSeconds is invalid.",
                "Action=SetQueueAttributes|MissingParameter|parameter Attributes.",
                "Action=GetQueueAttributes&AttributeName.1=%3CFoo%3E|InvalidAttributeName|Unknown Attribute &lt;Foo&gt;.",
                "Action=PurgeQueue&QueueUrl=a%20b|InvalidAddress|is not valid for this endpoint.",
                "Action=CreateQueue&QueueName=x|InvalidAction|The action CreateQueue is not valid for this endpoint.",
                "Action=ListQueues|InvalidAction|The action ListQueues is not valid for this endpoint.",
                "Action=Foo|InvalidAction|The action Foo is not valid for this endpoint.",
                "Action=StartMessageMoveTask|MissingParameter|parameter SourceArn.",
            })
    @Trap("W7")
    void namesWhatIsWrong(String form, String code, String text) {
        HttpResponse<String> answer = wire.form(AT_QUEUE, form);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("<Code>" + code + "</Code><Message>").contains(text);
    }

    @Test
    void needsAQueueAtTheRoot() {
        assertThat(wire.form("/", "Action=PurgeQueue").body())
                .contains("The request must contain the parameter QueueUrl.");
        assertThat(wire.form("/a/b/c/d/e", "Action=ListQueues").body()).contains("<Code>InvalidAddress</Code>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", AT_QUEUE, AT_QUEUE + "?QueueName=x", "/favicon.ico"})
    @Trap("W8")
    void answersARequestWithoutActionAsAwsDoes(String path) {
        for (HttpResponse<String> answer : List.of(wire.get(path), wire.form(path, "Version=2012-11-05"))) {
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.body()).isEqualTo("<UnknownOperationException/>\n");
        }
    }

    @Test
    void refusesOtherMethodsAndOtherBodies() {
        URI uri = URI.create("http://localhost:" + wire.port() + AT_QUEUE + "?Action=PurgeQueue");

        HttpResponse<String> put = wire.send(
                HttpRequest.newBuilder(uri).PUT(BodyPublishers.ofString("x")).build());
        HttpResponse<String> text = wire.send(HttpRequest.newBuilder(uri)
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString("a=b"))
                .build());

        assertThat(put.statusCode()).isEqualTo(404);
        assertThat(text.body()).contains("The Content-Type of a body must be application/x-www-form-urlencoded.");
        assertThat(queues.commands).isEmpty();
    }

    @Test
    void refusesABodyThatIsTooLarge() {
        HttpResponse<String> answer = wire.form(AT_QUEUE, "Action=SendMessage&MessageBody=" + "x".repeat(7_000_000));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("<Code>RequestEntityTooLarge</Code>");
    }

    @Test
    void refusesABrowserThatDoesNotComeFromThisPort() {
        String purge = AT_QUEUE + "?Action=PurgeQueue";
        String browser = "Mozilla/5.0 (X11; Linux)";

        assertThat(wire.get(purge, "User-Agent", browser).body()).contains("<Code>AccessDenied</Code>");
        assertThat(wire.get(purge, "User-Agent", browser, "Sec-Fetch-Site", "same-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(wire.form(AT_QUEUE, "Action=PurgeQueue", "User-Agent", browser, "Origin", "null")
                        .statusCode())
                .isEqualTo(403);
        assertThat(wire.get(purge, "Sec-Fetch-Site", "cross-site").statusCode()).isEqualTo(403);
        assertThat(queues.commands).isEmpty();

        assertThat(wire.get(purge, "User-Agent", browser, "Sec-Fetch-Site", "none")
                        .statusCode())
                .isEqualTo(200);
        assertThat(wire.form(
                                AT_QUEUE,
                                "Action=PurgeQueue",
                                "User-Agent",
                                browser,
                                "Origin",
                                "http://localhost:" + wire.port())
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void refusesAForeignHostInXml() throws IOException {
        try (var socket = wire.socket()) {
            socket.getOutputStream()
                    .write(("GET /?Action=ListQueues HTTP/1.1\r\nHost: rebound.example\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 403")
                    .contains("<Code>AccessDenied</Code>");
        }
    }
}
