package dev.skidway.app.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogLinesTest {

    private final LoggerContext context = new LoggerContext();

    @Test
    void jsonLineHoldsMessageFieldsAndErrorAndStaysOnOneLine() throws IOException {
        LoggingEvent event = event("two\nlines \"quoted\"", new IllegalStateException("why"));

        byte[] line = new JsonLines().encode(event);

        JsonNode json = new ObjectMapper().readTree(line);
        assertThat(new String(line, StandardCharsets.UTF_8)).hasLineCount(1).endsWith("}\n");
        assertThat(json.get("message").asText()).isEqualTo("two\nlines \"quoted\"");
        assertThat(json.get("level").asText()).isEqualTo("WARN");
        assertThat(json.get("request_id").asText()).isEqualTo("r-1");
        assertThat(json.get("error").asText()).contains("IllegalStateException").contains("why");
    }

    @Test
    void humanLineHoldsLevelShortNameMessageFieldsAndError() {
        LoggingEvent event = event("something", new IllegalStateException("why"));

        String line = new String(new HumanLines().encode(event), StandardCharsets.UTF_8);

        assertThat(line).contains("WARN  Journal  something  request_id=r-1\n").contains("IllegalStateException: why");
    }

    private LoggingEvent event(String message, @Nullable Throwable failure) {
        LoggingEvent event = new LoggingEvent(
                "", context.getLogger("dev.skidway.journal.Journal"), Level.WARN, message, failure, null);
        event.setMDCPropertyMap(Map.of("request_id", "r-1"));
        return event;
    }
}
