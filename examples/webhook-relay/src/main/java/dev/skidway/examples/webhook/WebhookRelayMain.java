package dev.skidway.examples.webhook;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Relays 329 recorded GitHub webhooks through a queue to an endpoint that fails a third of the time, until all arrived. */
public final class WebhookRelayMain {

    private static final URI DEFAULT_SERVER = URI.create("http://localhost:9324");
    private static final int WORKERS = 4;
    private static final double FAILURE_SHARE = 1.0 / 3;
    private static final long SEED = 20_260_101;

    private WebhookRelayMain() {}

    /** Takes the server's address as its only argument; without one, the default port on this machine. */
    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        URI server = arguments.length == 0 ? DEFAULT_SERVER : URI.create(arguments[0]);
        List<Webhook> webhooks = Payloads.read();
        try (FlakyEndpoint endpoint = new FlakyEndpoint(FAILURE_SHARE, SEED)) {
            relay(server, webhooks, endpoint);
            System.out.printf(
                    "%d webhooks sent, %d delivered, %d attempts refused and retried%n",
                    webhooks.size(), endpoint.delivered().size(), endpoint.refusedCount());
        }
    }

    /** Returns once every webhook was delivered. */
    static void relay(URI server, List<Webhook> webhooks, FlakyEndpoint endpoint)
            throws InterruptedException, ExecutionException {
        try (SqsClient sqs = client(server);
                ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            String queueUrl = sqs.createQueue(request -> request.queueName("webhooks")
                            .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "30")))
                    .queueUrl();
            Relay relay = new Relay(sqs, queueUrl, endpoint.address());
            relay.enqueue(webhooks);
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                running.add(workers.submit((Callable<Void>) () -> {
                    relay.work(webhooks.size());
                    return null;
                }));
            }
            for (Future<?> worker : running) {
                worker.get();
            }
        }
    }

    private static SqsClient client(URI server) {
        return SqsClient.builder()
                .endpointOverride(server)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }
}
