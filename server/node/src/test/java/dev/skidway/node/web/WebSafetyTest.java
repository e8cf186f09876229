package dev.skidway.node.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSafetyTest {

    private final WebSafety safety = new WebSafety(List.of("Queue.example.com", "*.inner.example"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "LOCALHOST:9324",
                "127.0.0.1:9324",
                "127.1.2.3",
                "[::1]:9324",
                "sqs.us-east-1.localhost:9324",
                "queue.example.com:80",
                "sqs.inner.example"
            })
    void allowsLoopbackAndConfiguredNames(String host) {
        assertThat(safety.refusal(host, null, null)).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "evil.example",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "127.0.0.1.",
                "127.0.0",
                "inner.example",
                "[::2]",
                "10.0.0.1",
                "evillocalhost"
            })
    void refusesEveryOtherName(String host) {
        assertThat(safety.refusal(host, null, null)).isNotNull();
    }

    @Test
    void refusesAMissingHost() {
        assertThat(safety.refusal(null, null, null)).isNotNull();
    }

    @Test
    void allowsOnlyItsOwnOrigin() {
        assertThat(safety.refusal("localhost:8080", "http://localhost:8080", "same-origin"))
                .isNull();
        assertThat(safety.refusal("localhost:8080", "http://localhost:80801", null))
                .isNotNull();
        assertThat(safety.refusal("localhost:8080", "http://localhost:3000", null))
                .isNotNull();
        assertThat(safety.refusal("localhost:8080", "https://evil.example", null))
                .isNotNull();
        assertThat(safety.refusal("localhost:8080", "null", null)).isNotNull();
        assertThat(safety.refusal("localhost:8080", null, "cross-site")).isNotNull();
    }
}
