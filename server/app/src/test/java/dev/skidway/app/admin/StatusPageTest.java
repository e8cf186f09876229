package dev.skidway.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusPageTest {

    @Test
    void queueNameIsShownAsTextNeverAsMarkup() {
        String page = StatusPage.of(status("<script>alert(1)</script>&\"'", "OPEN"));

        assertThat(page)
                .doesNotContain("<script>alert")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;&#39;");
    }

    @Test
    void queueLeadsToItsMessages() {
        assertThat(StatusPage.of(status("orders.fifo", "OPEN")))
                .contains("<a href=\"/api/queues/orders.fifo/messages\">orders.fifo</a>");
    }

    @Test
    void pageLoadsNothingFromElsewhereAndHoldsNoInlineScriptOrStyle() {
        String page = StatusPage.of(status("orders", "OPEN"));

        assertThat(page).doesNotContain("https://").doesNotContain("style=").doesNotContain("onload=");
        assertThat(page.split("<script", -1)).hasSize(2);
        assertThat(page).contains("<script src=\"/refresh.js\" defer></script>");
    }

    @Test
    void fullDiskIsShownInWords() {
        String page = StatusPage.of(status("orders", "HIGH_WATER"));

        assertThat(page).contains("nearly full: sends are refused, receives and deletes go on");
    }

    @Test
    void jsonHoldsQueuesRatesAndState() throws IOException {
        JsonNode json = new ObjectMapper().readTree(StatusJson.of(status("orders", "OPEN")));

        assertThat(json.get("state").asText()).isEqualTo("ready");
        assertThat(json.get("queues").get(0).get("name").asText()).isEqualTo("orders");
        assertThat(json.get("queues").get(0).get("visible").asLong()).isEqualTo(12_345);
        assertThat(json.get("traffic").get("sent_per_s").size()).isEqualTo(3);
    }

    @Test
    void figuresReadWell() {
        assertThat(Figures.bytes(999)).isEqualTo("999 B");
        assertThat(Figures.bytes(3 << 20)).isEqualTo("3.0 MiB");
        assertThat(Figures.span(59_000)).isEqualTo("59 s");
        assertThat(Figures.span(3_700_000)).isEqualTo("1 h 1 min");
        assertThat(Figures.span(90_000_000)).isEqualTo("1 d 1 h");
        assertThat(Figures.rate(0.25)).isEqualTo("0.3");
        assertThat(Figures.count(1_234_567)).isEqualTo("1\u202f234\u202f567");
    }

    static Status status(String queue, String space) {
        return new Status(
                "1",
                61_000,
                new Readiness.Stage(Readiness.Phase.READY, ""),
                "data",
                "every answer after its force",
                space,
                new Status.Traffic(List.of(1L, 5L, 9L), List.of(1L), List.of(), List.of(3L), 0.2, 4096),
                List.of(new Status.QueueLine(queue, 12_345, 1, 0, 5000, 3.5, 0)),
                false);
    }
}
