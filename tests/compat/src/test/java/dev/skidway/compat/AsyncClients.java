package dev.skidway.compat;

import java.net.URI;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** The asynchronous client as applications configure it, and as other libraries build upon it. */
final class AsyncClients {

    /** Shared by all clients, for a client that owns its threads takes two seconds to close. */
    private static final SdkEventLoopGroup THREADS =
            SdkEventLoopGroup.builder().numberOfThreads(2).build();

    private AsyncClients() {}

    static SqsAsyncClient netty(URI server) {
        return SqsAsyncClient.builder()
                .endpointOverride(server)
                .region(Region.US_EAST_1)
                .credentialsProvider(Clients.credentials())
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().eventLoopGroup(THREADS))
                .build();
    }
}
