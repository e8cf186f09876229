package dev.skidway.compat;

import dev.skidway.testkit.conformance.Client;
import dev.skidway.testkit.conformance.Speaks;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The asynchronous client of the AWS SDK for Java v2, on Netty. */
@Speaks(Client.JAVA_ASYNC)
class AsyncSdkTest extends SdkContract {

    @Override
    SqsClient client(URI server) {
        return awaiting(AsyncClients.netty(server));
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
