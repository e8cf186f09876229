package dev.skidway.compat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The asynchronous client of the AWS SDK for Java v2, on Netty. */
class AsyncSdkTest extends SdkContract {

    @Override
    SqsClient client(URI server) {
        return awaiting(SqsAsyncClient.builder()
                .endpointOverride(server)
                .region(Region.US_EAST_1)
                .credentialsProvider(Clients.credentials())
                .httpClient(NettyNioAsyncHttpClient.create())
                .build());
    }

    /** The asynchronous client has the same methods; each call awaits its answer. */
    private static SqsClient awaiting(SqsAsyncClient client) {
        return (SqsClient) Proxy.newProxyInstance(
                SqsClient.class.getClassLoader(), new Class<?>[] {SqsClient.class}, (proxy, method, arguments) -> {
                    try {
                        Object answer = SqsAsyncClient.class
                                .getMethod(method.getName(), method.getParameterTypes())
                                .invoke(client, arguments);
                        return answer instanceof CompletableFuture<?> future ? future.get() : answer;
                    } catch (InvocationTargetException | ExecutionException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                });
    }
}
