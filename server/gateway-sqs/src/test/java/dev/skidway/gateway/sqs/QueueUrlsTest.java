package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.skidway.queues.QueueName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueueUrlsTest {

    private final QueueUrls urls = new QueueUrls("000000000000");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://sqs.us-east-1.amazonaws.com/123456789012/orders",
                "http://us-east-1.queue.localhost:4566/123456789012/orders",
                "http://queue.localhost/123456789012/orders/",
                "http://localhost:4566/queue/us-east-1/123456789012/orders",
                "http://[::1]:9324/123456789012/orders",
                "/123456789012/orders",
            })
    void readsEveryFormOfUrl(String url) {
        assertThat(urls.parse(url)).isEqualTo(new QueueName("123456789012", "orders"));
    }

    @Test
    void takesABareNameForTheDefaultAccount() {
        assertThat(urls.parse("orders")).isEqualTo(new QueueName("000000000000", "orders"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/", "//", "/orders", "/a/b/c", "/queue/a/b/c/d", "/a/..", "/../a", "/a/b%2fc", "/a/b\u0000"
            })
    void findsNoQueueInOtherPaths(String path) {
        assertThat(urls.path(path)).isNull();
    }
}
