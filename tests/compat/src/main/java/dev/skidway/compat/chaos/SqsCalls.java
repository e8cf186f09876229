package dev.skidway.compat.chaos;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * The calls of a chaos client over either client of the AWS SDK.
 *
 * <p>Without the SDK's own retries, so that every failure and every answer is seen as it came; within a time limit.
 */
interface SqsCalls extends AutoCloseable {

    /** How long clients under load wait for an answer: some faults are silent. */
    Duration SILENCE_MAX = Duration.ofSeconds(5);

    /** How long those wait that set up and drain, when no fault strikes: as long as a slow machine may need. */
    Duration PATIENCE = Duration.ofSeconds(60);

    CompletableFuture<SendMessageBatchResponse> send(SendMessageBatchRequest request);

    CompletableFuture<ReceiveMessageResponse> receive(ReceiveMessageRequest request);

    CompletableFuture<DeleteMessageBatchResponse> delete(DeleteMessageBatchRequest request);

    @Override
    void close();

    /** The blocking client, over the JDK's URL connections. */
    static SqsClient blocking(URI server, Duration patience) {
        return SqsClient.builder()
                .endpointOverride(server)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials())
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .socketTimeout(patience)
                        .connectionTimeout(patience))
                .overrideConfiguration(configuration -> onceOnly(configuration, patience))
                .build();
    }

    static SqsCalls overBlocking(URI server) {
        return new Blocking(blocking(server, SILENCE_MAX));
    }

    /** The asynchronous client, over Netty. */
    static SqsCalls overAsynchronous(URI server) {
        return new Asynchronous(SqsAsyncClient.builder()
                .endpointOverride(server)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials())
                .httpClientBuilder(NettyNioAsyncHttpClient.builder()
                        .readTimeout(SILENCE_MAX)
                        .connectionTimeout(SILENCE_MAX))
                .overrideConfiguration(configuration -> onceOnly(configuration, SILENCE_MAX))
                .build());
    }

    private static void onceOnly(ClientOverrideConfiguration.Builder configuration, Duration patience) {
        configuration
                .apiCallTimeout(patience.multipliedBy(2))
                .retryStrategy(RetryMode.STANDARD)
                .retryStrategy(strategy -> strategy.maxAttempts(1));
    }

    private static AwsCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any"));
    }

    /** Calls that are over when they return. */
    record Blocking(SqsClient sqs) implements SqsCalls {
        @Override
        public CompletableFuture<SendMessageBatchResponse> send(SendMessageBatchRequest request) {
            return done(() -> sqs.sendMessageBatch(request));
        }

        @Override
        public CompletableFuture<ReceiveMessageResponse> receive(ReceiveMessageRequest request) {
            return done(() -> sqs.receiveMessage(request));
        }

        @Override
        public CompletableFuture<DeleteMessageBatchResponse> delete(DeleteMessageBatchRequest request) {
            return done(() -> sqs.deleteMessageBatch(request));
        }

        private static <T> CompletableFuture<T> done(Supplier<T> call) {
            try {
                return CompletableFuture.completedFuture(call.get());
            } catch (SdkException e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        @Override
        public void close() {
            sqs.close();
        }
    }

    /** Calls that go on while others begin. */
    record Asynchronous(SqsAsyncClient sqs) implements SqsCalls {
        @Override
        public CompletableFuture<SendMessageBatchResponse> send(SendMessageBatchRequest request) {
            return sqs.sendMessageBatch(request);
        }

        @Override
        public CompletableFuture<ReceiveMessageResponse> receive(ReceiveMessageRequest request) {
            return sqs.receiveMessage(request);
        }

        @Override
        public CompletableFuture<DeleteMessageBatchResponse> delete(DeleteMessageBatchRequest request) {
            return sqs.deleteMessageBatch(request);
        }

        @Override
        public void close() {
            sqs.close();
        }
    }
}
