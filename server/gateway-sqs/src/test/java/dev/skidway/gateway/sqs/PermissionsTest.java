package dev.skidway.gateway.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PermissionsTest {

    private static final String AT_QUEUE = "/000000000000/q";
    private static final String ARN = "arn:aws:sqs:us-east-1:000000000000:q";

    private final QueuesInMemory queues = new QueuesInMemory();
    private final Wire wire = new Wire(queues);

    @BeforeEach
    void createQueue() {
        wire.call("CreateQueue", "{\"QueueName\":\"q\"}");
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    void addsStatementsToThePolicyAndTakesThemAway() {
        assertThat(add("one", "111122223333", "SendMessage").body()).isEqualTo("{}");
        assertThat(policy())
                .isEqualTo("{\"Version\":\"2008-10-17\",\"Id\":\"" + ARN
                        + "/SQSDefaultPolicy\",\"Statement\":[{\"Sid\":\"one\","
                        + "\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"arn:aws:iam::111122223333:root\"},"
                        + "\"Action\":\"SQS:SendMessage\",\"Resource\":\"" + ARN + "\"}]}");

        wire.form(
                AT_QUEUE,
                "Action=AddPermission&Label=two&AWSAccountId.1=1&AWSAccountId.2=2&ActionName.1=*&ActionName.2=GetQueueUrl");
        assertThat(policy())
                .contains("\"Sid\":\"one\"")
                .contains("\"Sid\":\"two\"")
                .contains("{\"AWS\":[\"arn:aws:iam::1:root\",\"arn:aws:iam::2:root\"]}")
                .contains("\"Action\":[\"SQS:*\",\"SQS:GetQueueUrl\"]");

        assertThat(wire.form(AT_QUEUE, "Action=RemovePermission&Label=one").body())
                .contains("<RemovePermissionResponse ");
        assertThat(policy()).doesNotContain("\"one\"").contains("\"two\"");
        wire.call("RemovePermission", "{\"QueueUrl\":\"q\",\"Label\":\"two\"}");
        assertThat(policy()).isEmpty();
    }

    @Test
    void keepsWhatSomebodyElseWroteIntoThePolicy() {
        setPolicy("{\\\"Statement\\\":{\\\"Sid\\\":\\\"x\\\",\\\"n\\\":[1,1.5,true,[],{}]}}");

        add("one", "1", "SendMessage");

        assertThat(policy()).startsWith("{\"Statement\":[{\"Sid\":\"x\",\"n\":[1,1.5,true,[],{}]},{\"Sid\":\"one\"");
    }

    @Test
    void refusesToChangeAPolicyThatIsNotJson() {
        setPolicy("no json");

        HttpResponse<String> answer = add("one", "1", "SendMessage");

        assertThat(answer.headers().firstValue("x-amzn-query-error")).contains("InvalidAttributeValue;Sender");
        assertThat(policy()).isEqualTo("no json");
    }

    @Test
    void refusesALabelTwiceAndOneThatIsNotThere() {
        add("one", "1", "SendMessage");

        assertThat(add("one", "1", "SendMessage").body())
                .contains("Value one for parameter Label is invalid. Reason: Already exists.");
        assertThat(wire.call("RemovePermission", "{\"QueueUrl\":\"q\",\"Label\":\"two\"}")
                        .body())
                .contains("Value two for parameter Label is invalid. Reason: can't find label.");
    }

    @Test
    void refusesMoreThanSevenActions() {
        HttpResponse<String> answer = add(
                "one",
                "1",
                "SendMessage\",\"ReceiveMessage\",\"DeleteMessage\",\"PurgeQueue\",\"GetQueueUrl\",\"*\","
                        + "\"GetQueueAttributes\",\"ChangeMessageVisibility");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("#OverLimit", "8 Actions were found, maximum allowed is 7.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|MissingParameter|parameter Label",
                "{\"QueueUrl\":\"q\",\"Label\":\"a b\"}|InvalidParameterValue|parameter Label is invalid",
                "{\"QueueUrl\":\"q\",\"Label\":\"a\"}|MissingParameter|AWSAccountIds",
                "{\"QueueUrl\":\"q\",\"Label\":\"a\",\"AWSAccountIds\":[\"1\"]}|MissingParameter|Actions",
                "{\"QueueUrl\":\"q\",\"Label\":\"a\",\"AWSAccountIds\":[\"/\"],\"Actions\":[\"*\"]}|InvalidParameterValue|Unable to verify.",
                "{\"QueueUrl\":\"q\",\"Label\":\"a\",\"AWSAccountIds\":[\"1\"],\"Actions\":[\"Foo\"]}|InvalidParameterValue|queue owner",
                "{\"QueueUrl\":\"no\",\"Label\":\"a\",\"AWSAccountIds\":[\"1\"],\"Actions\":[\"*\"]}|AWS.SimpleQueueService.NonExistentQueue|exist",
            })
    void refusesBadPermissions(String json, String code, String text) {
        HttpResponse<String> answer = wire.call("AddPermission", json);

        assertThat(answer.headers().firstValue("x-amzn-query-error")).contains(code + ";Sender");
        assertThat(answer.body()).contains(text);
    }

    private HttpResponse<String> add(String label, String account, String action) {
        return wire.call(
                "AddPermission",
                "{\"QueueUrl\":\"q\",\"Label\":\"" + label + "\",\"AWSAccountIds\":[\"" + account
                        + "\"],\"Actions\":[\"" + action + "\"]}");
    }

    private void setPolicy(String escaped) {
        assertThat(wire.call(
                                "SetQueueAttributes",
                                "{\"QueueUrl\":\"q\",\"Attributes\":{\"Policy\":\"" + escaped + "\"}}")
                        .statusCode())
                .isEqualTo(200);
    }

    /** The policy without the escapes of the JSON around it; empty when there is none. */
    private String policy() {
        String answer = wire.call("GetQueueAttributes", "{\"QueueUrl\":\"q\",\"AttributeNames\":[\"Policy\"]}")
                .body();
        String before = "{\"Attributes\":{\"Policy\":\"";
        return answer.startsWith(before)
                ? answer.substring(before.length(), answer.length() - 3).replace("\\\"", "\"")
                : "";
    }
}
