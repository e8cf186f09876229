package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagsTest {

    private static final String AT_QUEUE = "/000000000000/q";

    private final QueuesInMemory queues = new QueuesInMemory();
    private final Wire wire = new Wire(queues);

    @BeforeEach
    void createQueue() {
        wire.call("CreateQueue", "{\"QueueName\":\"q\",\"tags\":{\"a\":\"1\"}}");
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void setsListsAndRemovesTags() {
        assertThat(wire.call("TagQueue", "{\"QueueUrl\":\"q\",\"Tags\":{\"b\":\"2\",\"a\":\"\"}}")
                        .body())
                .isEqualTo("{}");
        assertThat(wire.call("ListQueueTags", "{\"QueueUrl\":\"q\"}").body())
                .isEqualTo("{\"Tags\":{\"a\":\"\",\"b\":\"2\"}}");

        assertThat(wire.call("UntagQueue", "{\"QueueUrl\":\"q\",\"TagKeys\":[\"a\",\"b\",\"c\"]}")
                        .body())
                .isEqualTo("{}");
        assertThat(wire.call("ListQueueTags", "{\"QueueUrl\":\"q\"}").body()).isEqualTo("{}");
    }

    @Test
    void doesTheSameInTheQueryProtocol() {
        assertThat(wire.form(AT_QUEUE, "Action=TagQueue&Tag.1.Key=b&Tag.1.Value=%3C2%00%3E&Tag.2.Key=c&Tag.2.Value=")
                        .body())
                .contains("<TagQueueResponse ", "\"><ResponseMetadata>");
        assertThat(wire.form(AT_QUEUE, "Action=UntagQueue&TagKey.1=c&TagKey.2=d")
                        .statusCode())
                .isEqualTo(200);

        assertThat(wire.get(AT_QUEUE + "?Action=ListQueueTags").body())
                .contains("<ListQueueTagsResult><Tag><Key>a</Key><Value>1</Value></Tag>"
                        + "<Tag><Key>b</Key><Value>&lt;2\uFFFD&gt;</Value></Tag></ListQueueTagsResult>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TagQueue|{}|MissingParameter;Sender|QueueUrl",
                "TagQueue|{\"QueueUrl\":\"q\"}|MissingParameter;Sender|Tags",
                "TagQueue|{\"QueueUrl\":\"q\",\"Tags\":{\"\":\"x\"}}|InvalidParameterValue;Sender|Tag keys must be",
                "TagQueue|{\"QueueUrl\":\"q\",\"Tags\":{\"k\":1}}|MalformedInput;Sender|can not be converted",
                "UntagQueue|{\"QueueUrl\":\"q\"}|InvalidParameterValue;Sender|Tag keys must be between 1 and 128",
                "UntagQueue|{\"QueueUrl\":\"q\",\"TagKeys\":[\"\"]}|InvalidParameterValue;Sender|Tag keys must be",
                "ListQueueTags|{\"QueueUrl\":\"no\"}|AWS.SimpleQueueService.NonExistentQueue;Sender|does not exist",
                "UntagQueue|{\"QueueUrl\":\"no\",\"TagKeys\":[\"k\"]}|AWS.SimpleQueueService.NonExistentQueue;Sender|exist",
            })
    void refusesBadTags(String action, String json, String error, String text) {
        var answer = wire.call(action, json);

        assertThat(answer.headers().firstValue("x-amzn-query-error")).contains(error);
        assertThat(answer.body()).contains(text);
    }

    @Test
    void boundsNumberAndLength() {
        for (String tags : new String[] {numbered(51), "\"k\":\"" + "v".repeat(257) + "\"", numbered(50)}) {
            assertThat(wire.call("TagQueue", "{\"QueueUrl\":\"q\",\"Tags\":{" + tags + "}}")
                            .headers()
                            .firstValue("x-amzn-query-error"))
                    .contains("InvalidParameterValue;Sender");
        }
        assertThat(wire.call("TagQueue", "{\"QueueUrl\":\"q\",\"Tags\":{" + numbered(50) + "}}")
                        .body())
                .contains("Too many tags added for queue q.");
        assertThat(wire.call("TagQueue", "{\"QueueUrl\":\"q\",\"Tags\":{" + numbered(49) + "}}")
                        .statusCode())
                .isEqualTo(200);
    }

    private static String numbered(int count) {
        StringBuilder tags = new StringBuilder();
        for (int i = 0; i < count; i++) {
            tags.append(i == 0 ? "" : ",").append("\"key").append(i).append("\":\"v\"");
        }
        return tags.toString();
    }
}
