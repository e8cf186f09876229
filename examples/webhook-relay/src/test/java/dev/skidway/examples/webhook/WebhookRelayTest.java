package dev.skidway.examples.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.load.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class WebhookRelayTest {

    @TempDir
    Path data;

    @Test
    void readsAllRecordedWebhooks() throws IOException {
        List<Webhook> webhooks = Payloads.read();

        assertThat(webhooks).hasSize(329).allMatch(webhook -> webhook.payload().startsWith("{"));
        assertThat(webhooks.stream().map(Webhook::event).distinct()).hasSize(58);
        assertThat(webhooks).allMatch(webhook -> webhook.payload().endsWith("}"));
    }

    @Test
    void waitsLongerAfterEachRefusalUpToABound() {
        assertThat(List.of(1, 2, 3, 4, 1000).stream().map(Relay::pauseSeconds)).containsExactly(0, 1, 3, 5, 5);
    }

    @Test
    @Timeout(120)
    void deliversEveryWebhookOnceAlthoughTheEndpointRefusesAThird()
            throws IOException, InterruptedException, ExecutionException {
        List<Webhook> webhooks = Payloads.read();
        try (ServerProcess server = startServer();
                FlakyEndpoint endpoint = new FlakyEndpoint(1.0 / 3, 42)) {

            WebhookRelayMain.relay(server.sqsAddress(), webhooks, endpoint);

            assertThat(endpoint.delivered()).containsExactlyInAnyOrderElementsOf(webhooks);
            assertThat(endpoint.refusedCount()).isGreaterThan(50);
        }
    }

    @Test
    @Timeout(120)
    void theProgramItselfRunsToItsEnd() throws IOException, InterruptedException, ExecutionException {
        try (ServerProcess server = startServer()) {
            URI address = server.sqsAddress();

            WebhookRelayMain.main(new String[] {address.toString()});

            assertThat(server.stop()).isZero();
        }
    }

    private ServerProcess startServer() throws IOException {
        return ServerProcess.startOnClassPath(System.getProperty("java.class.path"), data);
    }
}
