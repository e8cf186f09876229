package dev.skidway.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.skidway.base.Severity;
import dev.skidway.base.SkidwayException;
import dev.skidway.gateway.sqs.SqsGateway;
import dev.skidway.gateway.sqs.SqsGatewayConfig;
import dev.skidway.node.NodeError;
import dev.skidway.node.QueueService;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What the log says about a request that failed: one line, under the id that its client was given. */
class FailedRequestLogTest {

    private final Logger logger = (Logger) LoggerFactory.getLogger(SqsGateway.class.getPackageName());
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>() {
        @Override
        protected void append(ILoggingEvent line) {
            // The fields of a line are those of the thread that asks first.
            line.prepareForDeferredProcessing();
            super.append(line);
        }
    };

    @BeforeEach
    void listen() {
        logger.setLevel(Level.DEBUG);
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
        logger.setLevel(null);
    }

    @Test
    void failureOfOneRequestIsOneWarningWithItsRequestId() throws IOException, InterruptedException {
        String requestId = requestIdOfAnswer(
                new SkidwayException(NodeError.PAYLOAD_DAMAGED, Severity.FAIL_REQUEST, "other bytes were found"));

        assertThat(failures()).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.WARN);
            assertThat(line.getFormattedMessage()).isEqualTo("ListQueues failed: SK-NOD-006: other bytes were found");
            assertThat(line.getMDCPropertyMap()).containsEntry("request_id", requestId);
        });
    }

    @Test
    void throttledRequestsDoNotFillTheLog() throws IOException, InterruptedException {
        String requestId = requestIdOfAnswer(new SkidwayException(NodeError.OVERLOADED, Severity.RETRY, "busy"));

        assertThat(failures()).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.DEBUG);
            assertThat(line.getMDCPropertyMap()).containsEntry("request_id", requestId);
        });
    }

    private List<ILoggingEvent> failures() {
        return lines.list.stream()
                .filter(line -> line.getFormattedMessage().contains("failed"))
                .toList();
    }

    private static String requestIdOfAnswer(SkidwayException failure) throws IOException, InterruptedException {
        QueueService failing = (QueueService) Proxy.newProxyInstance(
                QueueService.class.getClassLoader(),
                new Class<?>[] {QueueService.class},
                (proxy, method, arguments) -> {
                    throw failure;
                });
        SqsGateway gateway = SqsGateway.start(failing, SqsGatewayConfig.loopback(0));
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/"))
                    .header("Content-Type", "application/x-amz-json-1.0")
                    .header("X-Amz-Target", "AmazonSQS.ListQueues")
                    .POST(HttpRequest.BodyPublishers.ofString("{}"))
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.headers().firstValue("x-amzn-RequestId").orElseThrow();
        } finally {
            gateway.stop();
        }
    }
}
